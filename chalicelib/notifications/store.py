"""Where notifications and deliveries lie.

A person's inbox is one partition: the entries under their ids, which sort by time, and after them all the count of what
is unread, so that one Query from the end reads the count and the newest page. Deliveries lie apart, one partition an
order, under the notification's id. What a person chose is one item, and so are a tenant's own words for a kind of news
in a language. Messages that wait share one partition, by the moment at which they go out. What became of a notice's
deliveries is counted in one partition for each notice. SNS's id of a text message leads to its delivery.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from chalicelib.contracts.notifications import NotificationFailed
from chalicelib.kernel.changes import Add, Change, Emit, Lead, Record, Remove, Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.errors import StaleRead
from chalicelib.kernel.ids import first_id
from chalicelib.kernel.table import TenantTable
from chalicelib.kernel.triggers import Repeated
from chalicelib.notifications.accounts import Chats, WechatAccount, WechatToken
from chalicelib.notifications.model import Delivery, Notification
from chalicelib.notifications.preferences import Preferences
from chalicelib.notifications.reach import Reach
from chalicelib.notifications.tally import counted, moved
from chalicelib.notifications.waiting import Sealed, Waiting
from chalicelib.notifications.wording import TenantTemplate

_TROUBLED = "DELIVERIES_TROUBLED"
_COUNT_SK = "~COUNT"  # sorts after every id
_WAITING = "WAITING"
_LATEST = 20
_TALLY_PARTS = 8  # many deliveries of one notice end at the same moment


def notification_ref(person_id: str, id: str) -> Ref[Notification]:
    """Where one entry of a person's inbox lies."""
    return Ref(Key(_inbox(person_id), id), Notification)


def delivery_ref(place: str, notification_id: str) -> Ref[Delivery]:
    """Where the log of a notification's way lies; `place` as `Delivery.place`."""
    return Ref(Key(f"DELIVERIES#{place}", notification_id), Delivery)


def first(notification: Notification) -> list[Change]:
    """The parts that put a notification into its inbox; Repeated when it is there already."""
    ref = notification_ref(notification.person_id, notification.id)
    return [Save(ref.key, notification, refusal=Repeated()), _count(notification.person_id, 1)]


def log_delivery(delivery: Delivery, before: Delivery | None = None) -> list[Change]:
    """The parts that write a delivery's log in place of the one `before`; a notice's is counted with them."""
    return [save_delivery(delivery), *count_notice(delivery.notice_id, counted(before), counted(delivery))]


def count_notice(notice_id: str | None, before: Mapping[str, int], after: Mapping[str, int]) -> list[Change]:
    """The part that lets a delivery of a notice count for `after`; none for no notice, or when nothing moves."""
    change = moved(before, after)
    if notice_id is None or not change:
        return []
    return [Add(Key(_tally(notice_id), _COUNT_SK), change, parts=_TALLY_PARTS)]


def tally(table: TenantTable, notice_id: str) -> Counter[str]:
    """How a notice's way to its people goes, as `tally.counted` names it. One Query."""
    rows, _ = table.query(_tally(notice_id))
    return sum((Counter(row.numbers) for row in rows), Counter())


def _tally(notice_id: str) -> str:
    return f"NOTICE_TALLY#{notice_id}"


def save_delivery(delivery: Delivery) -> Save:
    """The part that writes a delivery's log; one in trouble is found among those of the tenant as well."""
    key = delivery_ref(delivery.place, delivery.notification_id).key
    indexes = {"GSI1": (_TROUBLED, delivery.notification_id)} if delivery.is_troubled else {}
    return Save(key, delivery, indexes)


def lead_back(message_id: str, place: str, notification_id: str, sent_at: datetime) -> Lead:
    """The part by which SNS's id of a text message leads to its delivery: `place`, # and the notification's id.

    For as long as it may be told of: a carrier takes up to three days, and what was parked lies for fourteen.
    """
    return Lead(
        "text_message",
        message_id,
        f"{place}#{notification_id}",
        StaleRead(),
        expires_at=sent_at + timedelta(days=21),
    )


def first_delivery(delivery: Delivery) -> Save:
    """The part that writes the log of what goes to no inbox; Repeated when it is there already."""
    return Save(delivery_ref(delivery.place, delivery.notification_id).key, delivery, refusal=Repeated())


def told_lost(failed: NotificationFailed) -> Emit:
    """The part that publishes that news did not reach somebody."""
    return Emit(f"NOTICE#{failed.entity}", failed)


def deliveries(table: TenantTable, place: str, before: str | None, limit: int) -> tuple[list[Delivery], bool]:
    """Deliveries of one place, newest first, and whether there may be more. One Query."""
    rows, has_more = table.query(f"DELIVERIES#{place}", before=before, limit=limit, newest_first=True)
    return [row.load(Delivery) for row in rows], has_more


def troubled(table: TenantTable, before: str | None, limit: int) -> tuple[list[Delivery], bool]:
    """The tenant's deliveries that a channel did not bring, newest first. One Query."""
    rows, has_more = table.query(_TROUBLED, index="GSI1", before=before, limit=limit, newest_first=True)
    return [row.load(Delivery) for row in rows], has_more


def told(
    table: TenantTable, person_id: str, before: str | None, limit: int
) -> tuple[list[Notification], bool]:
    """What a person was told, newest first, and whether there may be more. One Query."""
    rows, has_more = table.query(
        _inbox(person_id), before=before or _COUNT_SK, limit=limit, newest_first=True
    )
    return [row.load(Notification) for row in rows], has_more


def reach_ref(person_id: str) -> Ref[Reach]:
    """Where a person's endpoints and bad addresses lie."""
    return Ref(Key(f"REACH#{person_id}"), Reach)


def save_reach(reach: Reach) -> Save:
    """The part that writes them."""
    return Save(reach_ref(reach.person_id).key, reach)


def wechat_account_ref() -> Ref[WechatAccount]:
    """Where the tenant's official account lies."""
    return Ref(Key("WECHAT", "ACCOUNT"), WechatAccount)


def save_wechat_account(account: WechatAccount) -> Save:
    """The part that writes it."""
    return Save(wechat_account_ref().key, account)


def wechat_token_ref() -> Ref[WechatToken]:
    """Where the account's access token lies."""
    return Ref(Key("WECHAT", "TOKEN"), WechatToken)


def save_wechat_token(token: WechatToken) -> Save:
    """The part that writes it."""
    return Save(wechat_token_ref().key, token)


def chats_ref() -> Ref[Chats]:
    """Where the tenant's group chats lie."""
    return Ref(Key("CHATS"), Chats)


def save_chats(chats: Chats) -> Save:
    """The part that writes them."""
    return Save(chats_ref().key, chats)


def mark_read(notification: Notification) -> list[Change]:
    """The parts that save an entry which has just been read."""
    ref = notification_ref(notification.person_id, notification.id)
    return [Save(ref.key, notification), _count(notification.person_id, -1)]


def page(
    table: TenantTable,
    person_id: str,
    before: str | None,
    limit: int,
    is_unread_only: bool,
    kinds: frozenset[str] | None = None,
) -> tuple[tuple[Notification, ...], int, str | None]:
    """At most `limit` entries with ids below `before`, newest first; how many are unread in all; the id to go on from.

    One Query for the first page; a later one reads the count by itself. Looking for the unread or for some kinds
    narrows a bounded read.
    """
    pk = _inbox(person_id)
    read = max(limit, 200) if is_unread_only or kinds is not None else limit
    rows, has_more = table.query(pk, before=before, limit=read + (before is None), newest_first=True)
    counts = rows[:1] if before is None else table.query(pk, prefix=_COUNT_SK, limit=1)[0]
    entries = [row.load(Notification) for row in rows if row.sk != _COUNT_SK]
    wanted = [
        entry
        for entry in entries
        if not (is_unread_only and entry.is_read) and (kinds is None or entry.kind in kinds)
    ]
    position = None
    if len(wanted) > limit:
        position = wanted[limit - 1].id
    elif has_more:
        position = entries[-1].id
    unread = counts[0].numbers["unread"] if counts else 0
    return tuple(wanted[:limit]), unread, position


def since(table: TenantTable, person_id: str, at: datetime) -> tuple[Notification, ...]:
    """The latest entries of a person's inbox since a moment, newest first. One Query."""
    rows, _ = table.query(
        _inbox(person_id), after=first_id("nt", at), before=_COUNT_SK, limit=_LATEST, newest_first=True
    )
    return tuple(row.load(Notification) for row in rows)


def _inbox(person_id: str) -> str:
    return f"INBOX#{person_id}"


def _count(person_id: str, change: int) -> Add:
    return Add(Key(_inbox(person_id), _COUNT_SK), {"unread": change})


def preferences_ref(person_id: str) -> Ref[Preferences]:
    """Where a person's preferences lie, if they ever chose any."""
    return Ref(Key(f"PREFERENCES#{person_id}"), Preferences)


def save_preferences(preferences: Preferences) -> Save:
    """The part that writes a person's preferences."""
    return Save(preferences_ref(preferences.person_id).key, preferences)


def template_ref(kind: str, language: str) -> Ref[TenantTemplate]:
    """Where the tenant's own words for a kind of news in a language lie, if there are any."""
    return Ref(Key(f"TEMPLATE#{kind}", language), TenantTemplate)


def save_template(template: TenantTemplate) -> Save:
    """The part that writes them."""
    return Save(template_ref(template.kind, template.language).key, template)


def wait(waiting: Waiting) -> Record:
    """The part that lets a message wait."""
    return Record(_place(waiting), waiting)


def due(table: TenantTable, now: datetime) -> Iterator[Waiting | Sealed]:
    """What waits no longer than until `now`, oldest first. One Query for each 200."""
    last: str | None = None
    has_more = True
    while has_more:
        rows, has_more = table.query(_WAITING, after=last, before=_moment(now) + "~")
        for row in rows:
            yield row.load(Sealed) if row.kind == Sealed.__name__ else row.load(Waiting)
            last = row.sk


def waited_enough(some: Iterable[Waiting]) -> list[Change]:
    """The parts by which messages wait no longer; Repeated when one of them did not wait any more."""
    return [Remove(_place(one), refusal=Repeated()) for one in some]


def seal(sealed: Sealed) -> Record:
    """The part that keeps a delivery in mind until it is queued."""
    return Record(_place(sealed), sealed)


def unseal(sealed: Sealed) -> Remove:
    """The part that forgets it."""
    return Remove(_place(sealed))


def _place(one: Waiting | Sealed) -> Key:
    end = "~" if isinstance(one, Sealed) else ""
    return Key(_WAITING, f"{_moment(one.due_at)}#{one.person_id}#{one.notification_id}{end}")


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
