"""What schemathesis cannot know from the description: which values a schema allows and yet nobody has."""

import itertools
import re

import schemathesis
from schemathesis.core import NOT_SET

_NUMBERS = itertools.count()
_KEY = re.compile(r"[\x21-\x7e]{1,150}")


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes of what fits the schema what a client could mean.

    A well-formed idempotency key is a new one (its reuse is tested elsewhere), a cursor made up is left out, and a
    whole number is written without a point: JSON Schema cannot say that, the description does. A body that is left
    out stays as it is: one that a hook has set is judged anew (4.32), and nothing is then taken for what does not fit.
    """
    key = (case.headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and _KEY.fullmatch(key):
        case.headers["Idempotency-Key"] = f"{key}-{next(_NUMBERS)}"
    if case.meta and case.meta.generation.mode.is_positive:
        (case.query or {}).pop("cursor", None)
        if case.body is not NOT_SET:
            case.body = _pointless(case.body)


def _pointless(value):
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_pointless(one) for one in value]
        case dict():
            return {name: _pointless(one) for name, one in value.items()}
    return value
