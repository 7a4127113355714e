"""Lists of orders: what is asked for, each once, newest first, page by page."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.kernel.table import TenantTable
from chalicelib.workorders import reading, store
from chalicelib.workorders.filters import Filters
from chalicelib.workorders.model import replay
from tests.builders.cloud import empty_table
from tests.builders.meter import counted
from tests.conftest import TENANT
from tests.rooms.workorders.walks import reported

PATH = "/v1/work-orders"


def ids(caller, query=""):
    answer = caller.get(f"{PATH}{query}")
    assert answer.status == 200, answer
    return [item["id"] for item in answer.json["items"]]


def pages(caller, query, limit):
    """The ids of each page, to the end."""
    found, cursor = [], ""
    while cursor is not None:
        page = caller.get(f"{PATH}?limit={limit}{query}{cursor}").json
        found.append([item["id"] for item in page["items"]])
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    return found


def test_every_filter_narrows_to_exactly_what_it_names(company, clock):
    tree = company.category("tree", department_id=company.other_service, gate="exempt", common_area=True)
    plain = company.reported(title="Water drips")
    chinese = company.reported(title="厨房漏水 3号楼换LED灯")
    gardens = company.reported(company.as_("front_desk"), category=tree, unit_id=None, title="A branch")
    mine, done = company.brought_to("accepted", "2026-11-23T01:00:00Z"), company.reported(title="Nothing")
    company.done(company.resident, done, "cancel", {"reason": "x"})
    clock.advance(hours=2, minutes=30)
    fresh = company.reported(title="Tap leaks")
    manager, worker, me = (
        company.as_("manager"),
        company.as_("technician"),
        company.member("technician")["id"],
    )
    number = manager.get(f"{PATH}/{plain}").json["number"]
    for query, expected in (
        ("", [fresh, done, mine, gardens, chinese, plain]),
        ("status=accepted,cancelled", [done, mine]),
        ("status=suspended", []),
        (f"assignee={me}", [mine]),
        ("assignee=me", []),
        (f"department={company.other_service}", [gardens]),
        (f"community={company.building['community_id']}", [fresh, done, mine, chinese, plain]),
        (f"unit={company.unit}&status=closed,cancelled", [done]),
        ("category=tree", [gardens]),
        ("category=none", []),
        ("late=true", [mine, gardens, chinese, plain]),
        ("late=false", [fresh, done]),
        (f"q={number.lower()}", [plain]),
        (f"q={number}&status=cancelled", []),
        ("q=WO-2026-999999", []),
        ("q=water", [mine, plain]),
        ("q=WATER%20dr", [mine, plain]),
        ("q=ater", []),
        ("q=%E6%BC%8F%E6%B0%B4", [chinese]),
        ("q=led", [chinese]),
        ("q=3", [chinese]),
        ("q=%28", []),
    ):
        assert (query, ids(manager, f"?{query}")) == (query, expected)
    assert ids(worker, "?assignee=me") == [mine]
    assert ids(worker) == [fresh, mine, chinese, plain]
    assert ids(worker, f"?q={number}") == [plain]
    assert ids(company.as_("contractor"), f"?q={number}") == []
    for query in (
        "colour=red",
        "status=lost",
        "status=",
        "late=perhaps",
        "limit=0",
        "limit=201",
        "unit=a%23b",
    ):
        answer = manager.get(f"{PATH}?{query}")
        assert (query, answer.status, answer.json["errors"][0]["loc"][0]) == (query, 422, "query")


def test_a_window_of_days_is_the_tenants_own_and_bounds_what_is_read(company, clock):
    clock.now = datetime(2026, 11, 23, 15, 59, 59, 999_000, tzinfo=UTC)  # a blink before midnight in Shanghai
    last_of_monday = company.reported()
    clock.advance(milliseconds=1)
    first_of_tuesday = company.reported(title="Tap leaks")
    clock.advance(days=1, minutes=2)
    wednesday = company.reported()
    manager = company.as_("manager")
    number = manager.get(f"{PATH}/{first_of_tuesday}").json["number"]
    every = [wednesday, first_of_tuesday, last_of_monday]
    for query, expected in (
        ("from=2026-11-23&to=2026-11-25", every),
        ("from=2026-11-24&to=2026-11-24", [first_of_tuesday]),
        ("from=2026-11-24", [wednesday, first_of_tuesday]),
        ("to=2026-11-23", [last_of_monday]),
        ("from=2024-02-29&to=2026-02-28", []),
        ("from=0001-01-01", every),
        ("to=9999-12-31", every),
        (f"from=2026-11-24&to=2026-11-24&department={company.service}&category=drip", [first_of_tuesday]),
        ("from=2026-11-23&to=2026-11-25&q=tap", [first_of_tuesday]),
        (f"from=2026-11-24&to=2026-11-24&q={number}", [first_of_tuesday]),
        (f"from=2026-11-25&to=2026-11-25&q={number}", []),
    ):
        assert (query, ids(manager, f"?{query}")) == (query, expected)
    assert pages(manager, "&from=2026-11-23&to=2026-11-24", 1) == [[first_of_tuesday], [last_of_monday]]
    monday = pages(manager, "&from=2026-11-23&to=2026-11-23", 1)
    assert [id for page in monday for id in page] == [last_of_monday]
    with counted() as calls:
        ids(manager, "?from=2026-11-24&to=2026-11-24&status=open")
    (asked,) = [call for call in calls if call.name == "Query"]
    assert len(asked.answer["Items"]) == 1
    for query in ("from=2026-11-24&to=2026-11-23", "from=2024-01-01&to=2026-01-02", "from=yesterday", "to=0"):
        assert manager.get(f"{PATH}?{query}").status == 422
    cursor = manager.get(f"{PATH}?limit=1&from=2026-11-23").json["next_cursor"]
    assert manager.get(f"{PATH}?from=2026-11-22&cursor={cursor}").json["code"] == "invalid_cursor"


def test_a_cursor_is_good_for_its_own_list_and_reader_only(company):
    for _ in range(3):
        company.reported()
    manager = company.as_("manager")
    page = manager.get(f"{PATH}?limit=1&status=open,assigned").json
    cursor = page["next_cursor"]
    assert len(ids(manager, f"?limit=5&status=assigned,open&cursor={cursor}")) == 2
    tampered = cursor[:-1] + ("A" if cursor[-1] != "A" else "B")
    for caller, query in (
        (manager, f"status=open,assigned&cursor={tampered}"),
        (manager, f"status=open,assigned&cursor={cursor}!"),
        (manager, "status=open,assigned&cursor=x"),
        (manager, "status=open,assigned&cursor=%C3%A9"),
        (manager, f"status=open&cursor={cursor}"),
        (manager, f"cursor={cursor}"),
        (manager, f"status=open,assigned&q=WO-2026-000001&cursor={cursor}"),
        (company.as_("dispatcher"), f"status=open,assigned&cursor={cursor}"),
    ):
        answer = caller.get(f"{PATH}?{query}")
        assert (query, answer.status, answer.json["code"]) == (query, 400, "invalid_cursor")
    order = page["items"][0]["id"]
    assert manager.get(f"{PATH}/{order}/timeline?cursor={cursor}").json["code"] == "invalid_cursor"


def test_a_filters_key_is_the_same_in_every_process():
    code = (
        "from chalicelib.workorders.filters import Filters\n"
        "print(Filters(status=frozenset({'open', 'closed', 'paused'})).key)"
    )
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(3)
    }
    assert len(keys) == 1


@pytest.fixture
def laid(cloud, clock):
    """`laid(number, **card)`: an order in the table, without the API."""

    def lay(number, **fields):
        history = reported()
        order = replay(history).model_copy(update={"id": f"wo_{number:03}", "version": 1, **fields})
        TenantTable(TENANT).commit([store.save(order, [])[0]])
        return order.id

    return lay


def walked(context, filters, limit):
    """Everything that a list brings, page by page."""
    found, cursor, calls = [], None, 0
    while True:
        page = reading.list_orders(context, filters, limit, cursor)
        assert len(page.items) <= limit
        found += [order.id for order in page.items]
        cursor, calls = page.next_cursor, calls + 1
        assert calls < 60
        if cursor is None:
            return found


ORDERS = st.lists(
    st.tuples(
        st.sampled_from(["un_a", "un_b"]),
        st.sampled_from(["rs_a", "rs_b"]),
        st.sampled_from(["open", "accepted", "closed"]),
        st.sampled_from(["dp_a", "dp_b"]),
    ),
    max_size=12,
)


def test_ones_own_orders_are_looked_for_where_they_lie_and_nowhere_else(company):
    worker = company.as_("technician")
    with counted() as calls:
        worker.get(f"{PATH}?assignee=me&status=assigned,accepted")
    me = company.member("technician")["id"]
    assert [call.partition for call in calls if call.name == "Query"] == [f"GSI3 WO#A#{me}#active"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ORDERS, st.integers(1, 5))
def test_pages_bring_each_order_once_newest_first_whatever_partitions_it_lies_in(laid, acting, orders, limit):
    empty_table()
    seen = {"resident": [], "technician": [], "manager": []}
    for number, (unit, person, status, department) in enumerate(orders):
        who = replay(reported()).reporter.model_copy(update={"id": person})
        holder = "mb_t" if status != "open" else None
        id = laid(
            number, unit_id=unit, reporter=who, status=status, department_id=department, assignee_id=holder
        )
        seen["manager"].insert(0, id)
        if unit == "un_a" or person == "rs_a":
            seen["resident"].insert(0, id)
        if holder or department == "dp_a":
            seen["technician"].insert(0, id)
    resident = acting("resident", id="rs_a", unit_ids=("un_a",))
    assert walked(resident, Filters(), limit) == seen["resident"]
    assert (
        walked(acting("technician", id="mb_t", departments=["dp_a"]), Filters(), limit) == seen["technician"]
    )
    assert walked(acting("manager"), Filters(), limit) == seen["manager"]


def test_a_narrowing_filter_may_bring_short_pages_but_ends(laid, acting):
    for number in range(205):
        laid(number, category="rare" if number in (0, 204) else "leak")
    first = reading.list_orders(acting("manager"), Filters(category="rare"), 10, None)
    assert [order.id for order in first.items] == ["wo_204"]
    assert first.next_cursor is not None
    assert walked(acting("manager"), Filters(category="rare"), 10) == ["wo_204", "wo_000"]
    assert walked(acting("manager"), Filters(category="none"), 10) == []
