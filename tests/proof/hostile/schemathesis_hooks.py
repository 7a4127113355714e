"""What schemathesis cannot know from the description: which values a schema allows and yet nobody has."""

import itertools
import re

import schemathesis
from schemathesis.core import NOT_SET
from schemathesis.core.parameters import ParameterLocation

_NUMBERS = itertools.count()
_KEY = re.compile(r"[\x21-\x7e]{1,150}")


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes of what fits the schema what a client could mean.

    A well-formed idempotency key is a new one (its reuse is tested elsewhere), a cursor made up is left out, and a
    whole number is written without a point: JSON Schema cannot say that, the description does. A body that may be
    left out and is left out counts there as one that does not fit (4.32 draws it so), so one is sent that does not.
    """
    key = (case.headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and _KEY.fullmatch(key):
        case.headers["Idempotency-Key"] = f"{key}-{next(_NUMBERS)}"
    if case.meta and case.meta.generation.mode.is_positive:
        (case.query or {}).pop("cursor", None)
        case.body = _pointless(case.body)
    elif case.meta and case.body is NOT_SET and case.meta.is_negative_at(ParameterLocation.BODY):
        case.body = 0


def _pointless(value):
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_pointless(one) for one in value]
        case dict():
            return {name: _pointless(one) for name, one in value.items()}
    return value
