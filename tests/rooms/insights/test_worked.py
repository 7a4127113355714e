"""The orders that a row is made of: each once, and their counts add up to the row, whatever the bus did."""

import random

import pytest

from chalicelib.insights.measures import COUNTS
from tests.rooms.insights.lives import lives

WINDOWS = ("window=week&day=2026-11-25", "window=month&day=2026-11-25", "window=year&day=2026-11-25")


def pages(company, query: str) -> list[dict]:
    found, cursor = [], ""
    while True:
        answer = company.api.as_(company.tenancy.admin).get(f"/v1/stats/digest?{query}{cursor}")
        assert answer.status == 200, answer
        found.append(answer.json)
        if not answer.json["next_cursor"]:
            return found
        cursor = f"&cursor={answer.json['next_cursor']}"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_counts_of_all_orders_are_those_of_the_row(company, seed):
    chance = random.Random(seed)
    events = lives(company, 4, chance, department_id=company.repairs)
    for event in events:
        company.hear(event)
    names = ",".join(count.name for count in COUNTS)
    for whose in (
        f"member={company.tom['id']}",
        f"member={company.flora['id']}",
        f"department={company.repairs}",
    ):
        for window in WINDOWS:
            found = pages(company, f"{whose}&{window}&limit=2")
            items = [item for page in found for item in page["items"]]
            assert len({item["work_order_id"] for item in items}) == len(items)
            dimension, key = whose.split("=")
            days = f"from={found[0]['from']}&to={found[0]['to']}"
            answer = company.stats(company.tenancy.admin, f"group_by={dimension}&{days}&measures={names}")
            rows = [row for row in answer.json["items"] if row["key"] == key]
            expected = {name: value for row in rows for name, value in row["values"].items() if value}
            added = {name: sum(item["counts"].get(name, 0) for item in items) for name in names.split(",")}
            assert {name: value for name, value in added.items() if value} == expected, (whose, window)
            assert sorted((item["worked_on"] for item in items), reverse=True) == [
                item["worked_on"] for item in items
            ]
