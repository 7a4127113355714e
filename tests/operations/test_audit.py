"""What the audit rests on: exceptions with reasons, licences that are allowed, and a page that is not stale."""

from infra.audit.findings import Finding, exceptions, judge
from infra.audit.licences import PAGE, Licensed, judge_licences, page


def test_every_licence_is_allowed_and_the_page_of_licences_is_up_to_date() -> None:
    assert judge_licences() == []
    assert PAGE.read_text() == page(), "run `make audit`"


def test_a_licence_counts_by_its_alternatives_and_its_parts() -> None:
    def is_within(licence: str) -> bool:
        return Licensed("x", "1", licence).is_within(["MIT", "Apache-2.0"])

    assert (
        is_within("MIT")
        and is_within("GPL-3.0-only OR MIT")
        and is_within("MIT AND (Apache-2.0 OR GPL-2.0-only)")
    )
    assert not is_within("GPL-3.0-only") and not is_within("MIT AND GPL-3.0-only") and not is_within("")


def test_an_exception_has_its_reason_and_one_that_nothing_needs_is_told() -> None:
    rows = [row for tool in ("checkov", "bandit") for row in exceptions()[tool]]
    assert all(len(row["reason"]) > 20 for row in rows)
    found = [Finding(row["id"], row["where"].replace("*", "x"), "") for row in exceptions()["bandit"]]
    assert judge("bandit", found) == []
    assert judge("bandit", found[1:]) == [f"{found[0].rule} *: no longer needed in exceptions.toml"]
    assert judge("bandit", [*found, Finding("B999", "app.py", "bad")]) == ["B999 app.py: bad"]
