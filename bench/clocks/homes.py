"""A company with many homes, laid into the fast cloud: who lives there, what they owe and wish, who must be told."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta

from chalicelib.billing import store as billing
from chalicelib.billing.model import Account, OpenCharge
from chalicelib.estates import store as estates
from chalicelib.estates.model import Building, Community, Location, Resident, Unit
from chalicelib.kernel import clock
from chalicelib.kernel.changes import Change, Save
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.table import TenantTable
from chalicelib.notifications import store as notifications
from chalicelib.notifications.preferences import QuietHours, default
from chalicelib.notifications.reach import Endpoint, Reach, endpoint_id
from tests.builders.cloud import REGION
from tests.builders.quick_moto import lay

BUILDING, COMMUNITY = 50, 1_000  # homes
QUIET = QuietHours(starts=time(21), ends=time(10))
_PLACE = Location(lat=30.2741, lon=120.1551)
_SECOND = (
    50  # the first resident of every so manyeth home, which owes, has another one far away, which does not
)
_ARREARS, _GONE, _EMAIL, _WECHAT, _QUIET, _ENGLISH, _OFF = 10, 20, 2, 5, 7, 4, 25


@dataclass
class Homes:
    """What was laid: homes, residents, and what is to become of those who are to be told."""

    number: int
    residents: int = 0
    gone: int = 0
    owing: int = 0
    told: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)  # residents who are not to be told
    ways: Counter[str] = field(default_factory=Counter)

    @property
    def sendings(self) -> int:
        """Messages that are to leave the house."""
        return self.ways.total()


def homes(tenant: str, number: int) -> Homes:
    """Lay so many homes of a tenant, with one to three residents each."""
    found, place = Homes(number), TenantTable(tenant)
    for change in _changes(found):
        lay(REGION, place, change)
    return found


def _changes(found: Homes) -> Iterator[Change]:
    """Every so manyeth owes, is gone, has e-mail, WeChat, quiet hours, another language, or wants no text messages."""
    ids = [new_id("un") for _ in range(found.number)]
    yield from _places(found.number)
    living: dict[str, list[str]] = {id: [] for id in ids}
    count = 0
    for number, id in enumerate(ids):
        is_owing = number % _ARREARS == 0
        if is_owing:
            yield billing.save(_account(id))
        for place in range(1 + number % 3):
            count += 1
            is_second = place == 0 and number % _SECOND == 0
            other = ids[(number + found.number // 2 + 1) % found.number]
            homes = (id, other) if is_second else (id,)
            one = _resident(count, homes)
            for home in homes:
                living[home].append(one.id)
            yield from estates.save_resident(one)
            is_excluded = is_owing and not is_second
            yield from _wishes(found, one, count, is_told=one.is_active and not is_excluded)
            found.residents += 1
            found.gone += not one.is_active
            found.owing += one.is_active and is_excluded
    for number, id in enumerate(ids):
        yield estates.save_unit(_unit(number, id, tuple(living[id])))


def _places(number: int) -> Iterator[Change]:
    for start in range(0, number, COMMUNITY):
        yield estates.save_community(Community(id=f"cm_{start:026}", name=f"Community {start}"))
    for start in range(0, number, BUILDING):
        community = f"cm_{start // COMMUNITY * COMMUNITY:026}"
        building = Building(id=f"bd_{start:026}", community_id=community, name=f"{start}", location=_PLACE)
        yield estates.save_building(building)


def _unit(number: int, id: str, resident_ids: tuple[str, ...]) -> Unit:
    return Unit(
        id=id,
        building_id=f"bd_{number // BUILDING * BUILDING:026}",
        community_id=f"cm_{number // COMMUNITY * COMMUNITY:026}",
        name=f"{number % BUILDING // 2 + 1:02}0{number % 2 + 1}",
        contact_id=resident_ids[0],
        contact_relation="owner",
        resident_ids=resident_ids,
    )


def _resident(count: int, unit_ids: tuple[str, ...]) -> Resident:
    return Resident(
        id=new_id("rs"),
        name=f"Li Wei {count}",
        phone=f"+86139{count:08}",
        email=f"r{count}@example.com" if count % _EMAIL == 0 else None,
        unit_ids=unit_ids,
        relation="owner" if len(unit_ids) > 1 else "family",
        language="en" if count % _ENGLISH == 0 else "zh-CN",
        is_active=count % _GONE != 0,
    )


def _wishes(found: Homes, one: Resident, count: int, *, is_told: bool) -> Iterator[Save]:
    """What somebody chose and registered; and what is to become of them."""
    wishes, ways = default(one.id, frozenset()), {"sms"} | ({"email"} if one.email else set())
    if count % _WECHAT == 0:
        ways.add("wechat")
        openid = f"o{count:027}"
        endpoint = Endpoint(
            id=endpoint_id("wechat", openid), kind="wechat", address=openid, created_at=clock.now()
        )
        yield notifications.save_reach(Reach(person_id=one.id, endpoints=(endpoint,)))
    if count % _QUIET == 0:
        wishes = wishes.model_copy(update={"quiet_hours": QUIET})
    if count % _OFF == 0:
        wishes = wishes.model_copy(update={"off": {"notices": ("sms",)}})
        ways.discard("sms")
    if count % _QUIET == 0 or count % _OFF == 0:
        yield notifications.save_preferences(wishes.model_copy(update={"version": 1}))
    if not is_told:
        found.others.add(one.id)
        return
    found.told.add(one.id)
    found.ways.update(ways)


def _account(unit_id: str) -> Account:
    due = clock.now().date() - timedelta(days=90)
    charge = OpenCharge(
        id=new_id("ch"),
        kind="property_fee",
        period=f"{due:%Y-%m}",
        due_on=due,
        amount=100_000,
        remaining=100_000,
    )
    return Account(unit_id=unit_id, currency="CNY", open_charges=(charge,))
