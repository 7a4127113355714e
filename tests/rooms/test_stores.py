"""What the rooms' stores write is found again where they look for it, on every engine."""

from datetime import date, timedelta

import pytest

from chalicelib.attachments import store as attachments
from chalicelib.billing import store as billing
from chalicelib.categories import store as categories
from chalicelib.deadlines import store as deadlines
from chalicelib.estates import store as estates
from chalicelib.estates.model import Building, Community, Resident, Unit
from chalicelib.insights import store as insights
from chalicelib.insights.model import Cell
from chalicelib.insights.positions import store as positions
from chalicelib.insights.positions.durations import Spent
from chalicelib.kernel import outbox
from chalicelib.kernel.changes import Claim, Record, Save
from chalicelib.kernel.entity import Entity, Ref
from chalicelib.kernel.errors import Conflict
from chalicelib.kernel.schema import ListQuery
from chalicelib.kernel.table import TenantTable
from chalicelib.notifications import store as notifications
from chalicelib.organization import store as organization
from chalicelib.survey_templates import store as survey_templates
from chalicelib.surveys import store as surveys
from chalicelib.workorders import store as workorders
from infra.data_model.samples.billing import ACCOUNT, CHARGE, DISPUTE, OPEN_CHARGE, REVERSAL
from infra.data_model.samples.company import BUILDING, COMMUNITY, DEPARTMENT, MEMBER, RESIDENT, UNIT
from infra.data_model.samples.envelope import AT, ENVELOPE, EXPIRES
from infra.data_model.samples.figures import FACTS, LEFT, POSITION
from infra.data_model.samples.groups import groups
from infra.data_model.samples.orders import CALENDAR, CARD, CATEGORY, LOOK, ORDER, REPORTED, SUSPENDED, UPLOAD
from infra.data_model.samples.surveys import SURVEY, TEMPLATE, TO_CALL, TO_REMIND
from infra.data_model.samples.telling import NOTIFICATION
from tests.builders.meter import counted
from tests.conftest import TENANT

IDS = [f"id_{number:02}" for number in range(7)]


@pytest.fixture
def table(database, clock) -> TenantTable:
    return TenantTable(TENANT)


def _lists(entity: Entity) -> Entity:
    """The entity as lists show it."""
    fields = type(entity).model_fields
    defaults = {name: fields[name].get_default(call_default_factory=True) for name in entity.unlisted}
    return entity.model_copy(update=defaults)


# -- every store ------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", groups())
def test_every_item_is_read_by_its_key(table, room):
    for parts in groups()[room]:
        table.commit(parts)
        for part in parts:
            if isinstance(part, Save | Record | Claim):
                value = part.entity if isinstance(part, Save) else part.value
                assert table.get(Ref(part.key, type(value))) == value


@pytest.mark.parametrize("room", groups())
def test_every_item_is_found_in_its_indexes_and_in_no_other(table, room):
    for parts in groups()[room]:
        table.commit(parts)
        for part in parts:
            for index, (pk, sk) in getattr(part, "indexes", {}).items():
                rows, _ = table.query(pk, index=index)
                value = part.entity if isinstance(part, Save) else part.value
                shown = _lists(value) if isinstance(value, Entity) else value
                assert [row.load(type(value)) for row in rows if row.sk == sk] == [shown]


# -- organization -----------------------------------------------------------------------------------


def _member(id: str, *departments: str, **fields):
    return MEMBER.model_copy(
        update={
            "id": id,
            "department_ids": departments,
            "assignments": (),
            "assesses": False,
            **fields,
        }
    )


def test_a_department_is_read_with_all_who_work_there(table):
    table.commit([organization.save_department(DEPARTMENT)])
    here, there = DEPARTMENT.id, "dp_2"
    people = [_member("mb_1", here), _member("mb_2", here, there), _member("mb_3", there)]
    for member in people:
        table.commit(organization.save_member(member))
    moved = people[0].changed(department_ids=(there,))
    table.commit(organization.save_member(moved, people[0]))
    assert organization.staff_of(table, here) == organization.Staff(DEPARTMENT, (people[1],))
    assert organization.staff_of(table, there) == organization.Staff(None, (people[2], people[1], moved))


def test_members_are_listed_in_the_order_they_came(table):
    people = [_member(id, "dp_1") for id in IDS]
    for member in people:
        table.commit(organization.save_member(member))
    for department in (None, "dp_1"):
        first, has_more = organization.list_members(table, department_id=department, after=None, limit=4)
        rest = organization.list_members(table, department_id=department, after=first[-1].id, limit=4)
        assert (first, has_more, rest) == (people[:4], True, (people[4:], False))


def test_assessors_are_found_together(table):
    assessor = _member("mb_1", "dp_1", assesses=True)
    table.commit(organization.save_member(assessor))
    table.commit(organization.save_member(_member("mb_2", "dp_1")))
    assert organization.assessors(table) == (assessor,)
    table.commit(organization.save_member(assessor.changed(is_active=False), assessor))
    assert organization.assessors(table) == ()


def test_departments_are_listed_in_the_order_they_were_made(table):
    made = [DEPARTMENT.model_copy(update={"id": id}) for id in IDS]
    table.commit([organization.save_department(department) for department in made])
    first, has_more = organization.list_departments(table, after=None, limit=5)
    assert (first, has_more) == (made[:5], True)
    assert organization.list_departments(table, after=first[-1].id, limit=5) == (made[5:], False)


# -- estates ----------------------------------------------------------------------------------------

PLACES = [
    (COMMUNITY, estates.save_community, [estates.COMMUNITIES]),
    (BUILDING, estates.save_building, [estates.BUILDINGS, estates.buildings_of("<community>")]),
    (UNIT, estates.save_unit, [estates.UNITS, estates.units_of("<building>")]),
    (RESIDENT, estates.save_resident, [estates.RESIDENTS, estates.residents_of("<unit>")]),
]


@pytest.mark.parametrize(("sample", "save", "partitions"), PLACES, ids=lambda each: type(each).__name__)
def test_a_list_of_the_estate_is_read_page_by_page_newest_first(table, acting, sample, save, partitions):
    kind: type[Community | Building | Unit | Resident] = type(sample)
    made = [sample.model_copy(update={"id": id}) for id in IDS]
    for each in made:
        part = save(each)
        table.commit([part] if isinstance(part, Save) else list(part))
    for partition in partitions:
        first = estates.page(acting(), partition, kind, ListQuery(limit=4))
        rest = estates.page(acting(), partition, kind, ListQuery(limit=4, cursor=first.next_cursor))
        assert [*first.items, *rest.items] == made[::-1] and rest.next_cursor is None


# -- billing ----------------------------------------------------------------------------------------


def test_the_newest_lines_of_an_account_come_first(table, acting):
    lines = [CHARGE.model_copy(update={"id": f"ch_{id}"}) for id in IDS]
    lines[3] = DISPUTE.model_copy(update={"id": f"dt_{IDS[3]}"})
    table.commit([billing.save(ACCOUNT), *(billing.write(line) for line in lines)])
    assert billing.newest_lines(acting(), UNIT.id, 5) == lines[:1:-1]


def test_the_accounts_whose_standing_the_date_can_change_are_found(table, acting):
    today = date(2026, 11, 23)

    def account(unit: str, due: date | None, published="clear", is_disputed=False):
        charge = OPEN_CHARGE.model_copy(update={"due_on": due, "is_disputed": is_disputed})
        return ACCOUNT.model_copy(
            update={
                "unit_id": unit,
                "open_charges": (charge,) if due else (),
                "published_standing": published,
            }
        )

    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    made = {
        "overdue": account("un_1", yesterday),
        "told already": account("un_2", yesterday, "arrears"),
        "told wrongly": account("un_3", None, "arrears"),
        "due today": account("un_4", today),
        "due later": account("un_5", tomorrow),
        "disputed": account("un_6", yesterday, is_disputed=True),
    }
    table.commit([billing.save(each) for each in made.values()])
    found = sorted(billing.candidates(acting(), today), key=lambda each: each.unit_id)
    assert found == [made["overdue"], made["told already"], made["told wrongly"]]


def test_more_reversals_are_looked_up_than_one_read_takes(table, acting):
    ids = [f"ch_{number}" for number in range(95)]
    gone = ids[::30]
    for id in gone:
        table.commit([billing.reverse(billing.charge_ref(id), _reversal_of(id), Conflict())])
    assert billing.reversed_among(acting(), ids) == frozenset(gone)


def _reversal_of(charge_id: str):
    return REVERSAL.model_copy(update={"reverses": charge_id})


# -- attachments, categories ------------------------------------------------------------------------


def test_an_orders_attachments_are_listed_oldest_first_without_their_evidence(table):
    made = [UPLOAD.model_copy(update={"id": id}) for id in IDS]
    table.commit([attachments.save(upload) for upload in reversed(made)])
    table.commit([attachments.save(UPLOAD.model_copy(update={"order_id": "wo_2"}))])
    assert attachments.list_of(table, "<order>") == [_lists(upload) for upload in made]


def test_a_look_is_found_by_whatever_is_near_to_it(table):
    kept = LOOK.model_copy(update={"order_id": "wo_2"})
    table.commit([attachments.keep_look(kept, EXPIRES)])

    def found(bits: int, **fields: str) -> list[str]:
        looked_at = LOOK.model_copy(update={"look": kept.look ^ bits, **fields})
        return [one.attachment_id for one in attachments.near(table, looked_at)]

    assert found(0) == found(1 << 63 | 1 << 31 | 1) == found(7) == [kept.attachment_id]
    assert found(15) == found(0, order_id="wo_2") == found(0xFFFF_FFFF_FFFF_FFFF) == []


def test_categories_are_listed_by_code(table):
    made = [CATEGORY.model_copy(update={"code": code}) for code in ("drip", "gas", "lift")]
    table.commit([categories.save(category) for category in reversed(made)])
    assert categories.page(table, None, 2) == (made[:2], True)
    assert categories.page(table, "gas", 2) == (made[2:], False)


def test_calendars_are_listed_in_the_order_they_were_made(table):
    made = [CALENDAR.model_copy(update={"id": id}) for id in IDS]
    table.commit([deadlines.save_calendar(calendar) for calendar in reversed(made)])
    assert deadlines.calendars(table, None, 4) == (made[:4], True)
    assert deadlines.calendars(table, IDS[3], 4) == (made[4:], False)


# -- work orders ------------------------------------------------------------------------------------


def _order(**fields):
    return ORDER.model_copy(update=fields)


def test_an_order_lies_where_those_who_may_see_it_look(table):
    order = _order(department_id="dp_1", unit_id="un_1")
    table.commit(workorders.save(order, []))
    queue, own = workorders.queue("dp_1"), workorders.of_assignee("mb_1")
    shared = [
        workorders.of_tenant(),
        workorders.of_department("dp_1"),
        workorders.of_unit("un_1"),
        workorders.of_reporter("<person>"),
    ]

    def where() -> set[tuple[str, str]]:
        looked = [queue, *own, *(partition for pair in shared for partition in pair)]
        return {
            (p.index, p.pk)
            for p in looked
            for row in table.query(p.pk, index=p.index)[0]
            if row.sk == order.id
        }

    def places(phase: int, *others):
        return {(p.index, p.pk) for p in [*(pair[phase] for pair in shared), *others]}

    assert where() == places(0, queue)
    order = order.changed(status="assigned", assignee_id="mb_1")
    table.commit(workorders.save(order, []))
    assert where() == places(0, own[0])
    order = order.changed(status="closed")
    table.commit(workorders.save(order, []))
    assert where() == places(1, own[1])


def test_the_active_orders_of_a_department_are_found_oldest_first(table):
    for number, status in ((3, "open"), (1, "paused"), (2, "closed"), (4, "suspended")):
        table.commit(workorders.save(_order(id=f"wo_{number}", department_id="dp_1", status=status), []))
    assert workorders.active_after(table, "dp_1", None, 2) == (["wo_1", "wo_3"], True)
    assert workorders.active_after(table, "dp_1", "wo_3", 2) == (["wo_4"], False)


def test_a_timeline_brings_its_order_along(table):
    said = [
        workorders.events.WorkOrderCommented(**{**ENVELOPE, "sequence": number}, entity="<order>", card=CARD)
        for number in range(2, 6)
    ]
    events = [REPORTED, *said]
    table.commit(workorders.save(ORDER, events))
    order, rows, has_more = workorders.timeline(table, "<order>", None, 3)
    assert (order, has_more) == (_lists(ORDER), True)
    assert [workorders.load_event(row) for row in rows] == events[:3]
    after = outbox.sort_key(3)
    order, rows, has_more = workorders.timeline(table, "<order>", after, 3)
    assert ([workorders.load_event(row) for row in rows], has_more) == (events[3:], False)
    assert workorders.timeline(table, "wo_none", None, 3) == (None, [], False)


def test_the_suspended_orders_of_a_unit_are_found(table):
    for number in (1, 2):
        held = _order(id=f"wo_{number}", status="suspended")
        table.commit(workorders.save(held, [SUSPENDED]))
    assert workorders.holds(table, UNIT.id) == ["wo_1", "wo_2"]
    envelope = {**ENVELOPE, "sequence": 3}
    resumed = workorders.events.WorkOrderResumed(
        **envelope, entity="wo_1", card=CARD, cause="cleared", status="open"
    )
    table.commit(workorders.save(_order(id="wo_1", version=2), [resumed]))
    assert workorders.holds(table, UNIT.id) == ["wo_2"]


# -- surveys, notifications, insights ---------------------------------------------------------------


def test_the_open_surveys_whose_time_is_over_are_found(table):
    def survey(id: str, **fields):
        return SURVEY.model_copy(update={"id": id, **fields})

    late = survey("sv_late", expires_at=EXPIRES - timedelta(days=1))
    due = survey("sv_due")
    others = [
        survey("sv_early", expires_at=EXPIRES + timedelta(milliseconds=1)),
        survey("sv_done", status="answered"),
    ]
    for each in (due, late, *others):
        table.commit(surveys.save(each, []))
    assert list(surveys.due(table, EXPIRES)) == [late, due]


def test_the_open_surveys_that_are_to_be_reminded_of_are_found(table):
    def survey(id: str, **fields):
        return TO_REMIND.model_copy(update={"id": id, **fields})

    due, late = survey("sv_due"), survey("sv_late", remind_at=AT - timedelta(days=1))
    others = [
        survey("sv_early", remind_at=AT + timedelta(milliseconds=1)),
        survey("sv_done", status="answered"),
        survey("sv_never", remind_at=None),
    ]
    for each in (due, late, *others):
        table.commit(surveys.save(each, []))
    assert list(surveys.to_remind(table, AT)) == [late, due]


def test_calls_are_listed_by_status_and_department_oldest_first(table):
    def survey(id: str, hours: int, **fields):
        callback = TO_CALL.callback.model_copy(update={"requested_at": AT + timedelta(hours=hours), **fields})
        return TO_CALL.model_copy(update={"id": id, "callback": callback})

    new, old = survey("sv_a", 2), survey("sv_b", 1)
    other = survey("sv_c", 0, department_id="dp_other")
    done = survey("sv_d", 0, status="done")
    for each in (new, old, other, done):
        table.commit(surveys.save(each, []))

    def ids(status, department_id, after=None, limit=9):
        found, has_more = surveys.calls(table, status, department_id, after, limit)
        return [survey.id for _, survey in found], has_more

    assert ids("open", None) == (["sv_c", "sv_b", "sv_a"], False)
    assert ids("open", DEPARTMENT.id) == (["sv_b", "sv_a"], False)
    assert ids("open", None, limit=2) == (["sv_c", "sv_b"], True)
    ((position, _), _), _ = surveys.calls(table, "open", None, None, 2)
    assert ids("open", None, after=position) == (["sv_b", "sv_a"], False)
    assert ids("done", None) == (["sv_d"], False)


def test_survey_templates_are_listed_by_code(table):
    for code in ("plumbing", "default"):
        table.commit([survey_templates.save(TEMPLATE.model_copy(update={"code": code}))])
    found, has_more = survey_templates.page(table, None, 1)
    assert ([one.code for one in found], has_more) == (["default"], True)
    found, has_more = survey_templates.page(table, "default", 9)
    assert ([one.code for one in found], has_more) == (["plumbing"], False)


def test_an_inbox_is_read_newest_first_with_its_count(table):
    entries = [NOTIFICATION.model_copy(update={"id": id}) for id in IDS]
    for entry in entries:
        table.commit(notifications.first(entry))
    table.commit(notifications.mark_read(entries[5].read(AT)))
    items, unread, position = notifications.page(table, "<person>", None, 3, is_unread_only=False, kinds=None)
    assert ([item.id for item in items], unread, position) == (IDS[:3:-1], 6, IDS[4])
    items, unread, position = notifications.page(
        table, "<person>", position, 9, is_unread_only=False, kinds=None
    )
    assert ([item.id for item in items], unread, position) == (IDS[3::-1], 6, None)
    items, _, _ = notifications.page(table, "<person>", None, 9, is_unread_only=True, kinds=None)
    assert [item.id for item in items] == [IDS[6], *IDS[4::-1]]


CELL = Cell(department="dp_1", member="mb_1", category="leak")


def test_a_counter_in_parts_is_found_whole(table):
    day = date(2026, 11, 2)
    for added in insights.additions(1, [(CELL, day, {"due": 1})]):
        table.commit([added])
        table.commit([added.aside()])
    found = insights.counts(table, 1, "people", "completion", day, day)
    assert list(found) == [(Cell(department="dp_1", member="mb_1"), day, {"due": 1})] * 2


def test_the_counters_of_a_window_are_one_query(table):
    first, last = date(2026, 9, 30), date(2026, 11, 3)  # a Wednesday, a Tuesday
    days = [first + timedelta(days=back) for back in (-1, 0, 12, 33, 34, 35)]
    for day in days:
        table.commit(insights.additions(1, [(CELL, day, {"due": 1, "reported": 2})]))
    spaces = {"people": Cell(department="dp_1", member="mb_1"), "places": Cell(category="leak")}
    for space, cell in spaces.items():
        for family, numbers in {"completion": {"due": 1}, "intake": {"reported": 2}}.items():
            with counted() as calls:
                found = list(insights.counts(table, 1, space, family, first, last))
            assert len(calls) == 1
            assert sorted(found, key=lambda one: one[1]) == [(cell, day, numbers) for day in days[1:-1]]


def test_the_facts_of_some_days_are_read_newest_first(table):
    (fact,) = FACTS
    days = [fact.day + timedelta(days=number) for number in range(5)]
    for day in days:
        table.commit([insights.save_fact(1, fact.model_copy(update={"day": day, "name": str(day)}), AT)])
    table.commit([insights.save_fact(2, fact, AT)])
    where = (table, 1, "completion", days[1], days[3])
    found, has_more = insights.facts(*where, before=None, limit=2)
    assert ([one.day for one in found], has_more) == ([days[3], days[2]], True)
    found, has_more = insights.facts(*where, before=insights.position_of(found[-1]), limit=2)
    assert ([one.day for one in found], has_more) == ([days[1]], False)
    assert list(insights.facts(table, 1, "voice", days[0], days[4], before=None, limit=2)[0]) == []


def test_what_stands_in_a_department_is_read_oldest_first(table):
    for number, id in enumerate(IDS):
        since = AT + timedelta(hours=(number * 3) % 7)
        one = POSITION.model_copy(update={"order_id": id, "version": 1, "since": since})
        table.commit([positions.save(one)])
    gone = POSITION.model_copy(update={"order_id": "gone", "version": 1, "state": "completed"})
    table.commit([positions.save(gone)])
    place = POSITION.department_id
    with counted() as calls:
        rows, has_more = positions.oldest(table, place, after=None, until=None, limit=3)
    assert len(calls) == 1
    assert ([row.sk.split("#")[1] for row in rows], has_more) == (["id_00", "id_05", "id_03"], True)
    rows, has_more = positions.oldest(table, place, after=rows[-1].sk, until=None, limit=9)
    assert ([row.sk.split("#")[1] for row in rows], has_more) == (["id_01", "id_06", "id_04", "id_02"], False)
    until = (AT + timedelta(hours=1)).isoformat(timespec="milliseconds")
    rows, has_more = positions.oldest(table, place, after=None, until=until, limit=9)
    assert ([row.sk.split("#")[1] for row in rows], has_more) == (["id_00", "id_05"], False)


def test_the_gauges_of_a_department_or_of_all_are_one_query(table):
    for holder in (("dp_1", None), ("dp_1", "mb_1"), ("dp_10", "mb_1")):
        for added in positions.gauge({holder: {"open": 2, "late": 1}}):
            table.commit([added])
            table.commit([added.aside()])
    both = {"open": 4, "late": 2}
    with counted() as calls:
        found = positions.gauges(table)
    assert found == {("dp_1", None): both, ("dp_1", "mb_1"): both, ("dp_10", "mb_1"): both}
    assert len(calls) == 1
    assert positions.gauges(table, "dp_1") == {("dp_1", None): both, ("dp_1", "mb_1"): both}


def test_the_durations_of_a_window_are_one_query(table):
    first, last = date(2026, 9, 30), date(2026, 11, 3)  # a Wednesday, a Tuesday
    for back in (-1, 0, 12, 33, 34, 35):
        table.commit(positions.durations([(first + timedelta(days=back), LEFT, 2)]))
    with counted() as calls:
        found = list(positions.spent_in_places(table, first, last))
    assert len(calls) == 1
    week, both = {"open": Spent(2, 7_200)}, {"open": Spent(4, 14_400)}
    assert found == [(LEFT.holder, week), (LEFT.holder, week), (LEFT.holder, both)]
    with counted() as calls:
        found = list(positions.spent_in_categories(table, first, last))
    assert len(calls) == 1
    assert found == [(LEFT.category, one) for one in (week, week, both)]
