"""How each operation is called: its path, body and query, and which of their fields name something else.

Bodies are the examples of the API's own description, with the names in them replaced. What is said here by hand is one
line for each path parameter and for each field that refers to something; an operation with another one fails the proof.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from app import DESCRIPTION
from chalicelib.kernel.http import Operation
from chalicelib.kernel.openapi.refusals import takes_body
from chalicelib.workorders.lifecycle import TRANSITIONS
from tests.proof.isolation.people import Person
from tests.proof.isolation.world import NOW, PLACE, Firm, Row

#: path parameter -> the kind of row it names
PARAMETERS = {
    "building_id": "building",
    "callback_id": "callback",
    "channel_id": "chat channel",
    "calendar_id": "calendar",
    "charge_id": "charge",
    "code": "category",
    "community_id": "community",
    "department_id": "department",
    "endpoint_id": "endpoint",
    "member_id": "member",
    "notice_id": "notice",
    "notification_id": "notification",
    "order_id": "order",
    "payment_id": "payment",
    "person_id": "person",
    "report_id": "report",
    "export_id": "export",
    "resident_id": "resident",
    "rota_id": "rota",
    "template_code": "survey_template",
    "token": "survey",
    "unit_id": "unit",
    "unsubscribe_token": "unsubscription",
}
#: what a path names that is the same in every firm, and the name that stands for all of them
_COMMON = {"{kind}/{language}": "commented/en"}
#: field of a body -> the kind of row it names, and the value that names one
Naming = tuple[str, Callable[[str], Any]]
REFERENCES: dict[str, list[Naming]] = {
    "assignee_id": [("assignee", lambda one: one)],
    "building_id": [("building", lambda one: one)],
    "calendar_id": [("calendar", lambda one: one)],
    "category": [("category", lambda one: one)],
    "community_id": [("community", lambda one: one)],
    "department_id": [("department", lambda one: one)],
    "department_ids": [("department", lambda one: [one])],
    "departments": [
        ("department", lambda one: {"$community": one}),
        ("community", lambda one: {one: "$department"}),
    ],
    "exception": [("attachment", lambda one: {"reason": "no signal", "attachment_id": one})],
    "head_ids": [("member", lambda one: [one])],
    "ladder": [("member", lambda one: [{"after": "PT0S", "notify": [one]}])],
    "member_id": [("member", lambda one: one)],
    "member_ids": [("member", lambda one: [one])],
    "overrides": [("member", lambda one: [{"on": "2026-12-24", "member_id": one}])],
    "parent": [("category", lambda one: one)],
    "parent_id": [("department", lambda one: one)],
    "policies": [("calendar", lambda one: {"calendar_id": one})],
    "filters": [("member", lambda one: {"member": one})],
    "roles": [("department", lambda one: [{"role": "manager", "department_id": one}])],
    "scope": [
        ("community", lambda one: {"community_ids": [one]}),
        ("building", lambda one: {"building_ids": [one]}),
        ("unit", lambda one: {"unit_ids": [one]}),
    ],
    "survey": [("survey_template", lambda one: {"template": one})],
    "unit_id": [("unit", lambda one: one)],
    "unit_ids": [("unit", lambda one: [one])],
}
#: fields of the same form that name nothing of ours: what is made gets this name, or an outside party has it
NAMES = {
    "admin",
    "app_id",
    "app_secret",
    "code",
    "mini_program_app_id",
    "mini_program_page",
    "provider",
    "provider_reference",
    "questions",
    "secret",
    "tags",
    "template_id",
    "username",
}
#: query parameter -> the kind of row that it narrows a list to
FILTERS = {
    "assignee": "assignee",
    "building": "building",
    "category": "category",
    "community": "community",
    "department": "department",
    "key": "member",
    "member": "member",
    "person": "person",
    "unit": "unit",
    "work_order": "order",
}
#: what the examples leave to be said: a second category of the same code would be refused, a photo of the work is the
#: worker's alone, a time has to be now, a list of figures a window, an export the filters of its list
_BODY: dict[str, dict[str, Any]] = {
    "request_export": {"kind": "stalls", "filters": {}},
    "create_category": {"code": "lamp"},
    "progress": {"milestone": None},
    "check_in": {"position": {**PLACE, "accuracy_m": 10}, "captured_at": NOW},
    "request_upload": {"role": "evidence"},
}
#: fields that may name something, and name nothing in the examples
_NAMING_NOTHING = {"departments", "exception", "filters"}
_WEEK = "from=2026-11-20&to=2026-11-26"
_WINDOW = f"group_by=member&{_WEEK}"
_QUERY = {
    "read_durations": _WINDOW,
    "read_work_order_stats": _WINDOW,
    "read_work_order_series": _WINDOW,
    "list_work_order_facts": f"group_by=department&{_WEEK}&measure=reported",
    "list_calendar_days": _WEEK,
    "read_work_digest": "member=me&window=week&day=2026-11-23",
}
#: operations that want a row in a certain state, where the life of an order does not say it
_STATES = {
    "waive_hold": {"suspended"},
    "cancel": set(TRANSITIONS["withdraw"].sources),
    "dispute_charge": {"open"},
    "settle_dispute": {"disputed"},
    "change_notice": {"draft"},
    "remove_notice": {"draft"},
    "send_notice": {"draft"},
    "follow_up_notice": {"sent"},
    "request_upload": {"open", "assigned", "accepted", "on_site", "paused", "completed", "suspended"},
}
_FAR = {"lat": 31.0, "lon": 121.0, "datum": "wgs84", "accuracy_m": 10}


def name_of(operation: Operation) -> str:
    return operation.view.__name__


def parameter(operation: Operation) -> str | None:
    """The kind of row that the path names; None when it names none."""
    found = re.findall(r"\{(\w+)\}", _told(operation.path))
    assert len(found) < 2, operation.path
    return PARAMETERS[found[0]] if found else None


def _told(path: str) -> str:
    for names, common in _COMMON.items():
        path = path.replace(names, common)
    return path


def rows(operation: Operation, firm: Firm) -> list[Row | None]:
    """The rows of a firm that the path can name, in a state in which the operation can succeed."""
    kind = parameter(operation)
    if kind is None:
        return [None]
    if kind == "notification":  # one of each inbox stands for the others
        return list({row.recipient: row for row in firm.of(kind)}.values())
    name = name_of(operation)
    if name == "acknowledge":
        return [row for row in firm.of(kind) if row.is_escalated]
    transition = TRANSITIONS.get(name)  # type: ignore[call-overload]
    states = _STATES.get(name) or (set(transition.sources) if transition else None)
    return [row for row in firm.of(kind) if states is None or row.state in states]


def path(operation: Operation, id: str | None) -> str:
    """The address, with whatever the query has to say."""
    address = re.sub(r"\{\w+\}", id or "", _told(operation.path))
    query = _QUERY.get(name_of(operation))
    return f"{address}?{query}" if query else address


def narrowed(operation: Operation, field: str, id: str) -> str:
    """The address of a list, narrowed to what has this id."""
    address = path(operation, None).replace("member=me&", "")
    if field in ("category", "community"):
        address = re.sub(r"group_by=\w+", "group_by=category", address)
    return f"{address}{'&' if '?' in address else '?'}{field}={id}"


def body(operation: Operation, firm: Firm, person: Person) -> dict[str, Any] | None:
    """A body that succeeds for whoever may: the documented example, naming what the person may see."""
    if not takes_body(operation):
        return None
    described = DESCRIPTION.document["paths"][operation.path][operation.method.lower()]
    example = json.loads(json.dumps(described["requestBody"]["content"]["application/json"]["example"]))
    fields = {**example, **_BODY.get(name_of(operation), {})}
    for field, (naming, *_) in REFERENCES.items():
        if field in fields and field not in _NAMING_NOTHING:
            fields[field] = _own(field, naming, firm, person)
    if name_of(operation) == "report":
        fields["unit_id"] = _own("unit_id", REFERENCES["unit_id"][0], firm, person)
    return fields


def _own(field: str, naming: Naming, firm: Firm, person: Person) -> Any:
    kind, value = naming
    if kind == "unit" and person.units:
        return value(person.units[0])
    return ["technician"] if field == "roles" else value(firm.of(kind)[0].id)


def references(operation: Operation) -> Iterator[tuple[str, str, Callable[[str, Firm], dict[str, Any]]]]:
    """(field, kind, id and firm -> the fields to send) for everything that the body can name."""
    if operation.body is None:
        return
    for field in operation.body.model_fields:
        for kind, value in REFERENCES.get(field, ()):
            yield field, kind, _sender(field, value)


def _sender(field: str, value: Callable[[str], Any]) -> Callable[[str, Firm], dict[str, Any]]:
    def send(id: str, firm: Firm) -> dict[str, Any]:
        text = json.dumps({field: value(id)})
        for kind in ("department", "community"):
            text = text.replace(f"${kind}", firm.of(kind)[0].id)
        extra = {"position": _FAR} if field == "exception" else {}
        return {**json.loads(text), **extra}

    return send


def filters(operation: Operation) -> Iterator[tuple[str, str]]:
    """(query parameter, kind of row) for every filter that names something."""
    for field in operation.query.model_fields if operation.query else ():
        if field in FILTERS:
            yield field, FILTERS[field]


def named_fields(operation: Operation) -> set[str]:
    """The fields of body and query that can hold an id: their schema has a pattern that ids fit and words do not."""
    found = set()
    for model in (operation.body, operation.query):
        schema = model.model_json_schema() if model else {}
        for field, part in schema.get("properties", {}).items():
            if any(map(_is_of_ids, _patterns(part, schema))):
                found.add(field)
    return found


def _is_of_ids(pattern: str) -> bool:
    fits = any(re.search(pattern, id) for id in ("mb_01JDB3K8Q2V5T7W9X1Y3Z5A7B9", "leak"))
    return fits and not re.search(pattern, "two words")


def _patterns(part: Any, schema: dict[str, Any]) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _patterns(one, schema)
    elif isinstance(part, dict):
        if isinstance(part.get("pattern"), str):
            yield part["pattern"]
        yield from part.get("patternProperties", {})
        for key, value in part.items():
            if key == "$ref":
                yield from _patterns(schema["$defs"][value.rpartition("/")[2]], schema)
            else:
                yield from _patterns(value, schema)
