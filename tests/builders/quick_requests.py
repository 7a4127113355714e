"""Makes moto quick at taking requests and at spelling answers; `quick_moto` says why, and installs it.

moto builds each request by what tests of web servers build theirs with, which parses and joins its address several
times. For each attribute that an answer may have, and mostly has not, it makes up ten names to look for.
"""

import sys
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from moto.core import responses
from moto.core.request import PRESERVED_HEADER_NAMES_ENVIRON_KEY, Request, environ_key_for_header
from moto.core.serialize import AttributePicker, AttributePickerContext, XFormedAttributePicker

Names = Callable[[AttributePicker, AttributePickerContext], Iterable[str]]
_PORTS = {"http": "80", "https": "443"}
_build = Request.from_primitives.__func__
_raw_url = Request.raw_url.fget


def _names_once(names_of: Names) -> Names:
    known: dict[tuple[Any, ...], tuple[str, ...]] = {}

    def names(picker: AttributePicker, context: AttributePickerContext) -> Iterable[str]:
        if hasattr(context.obj, "Meta"):  # has names of its own
            return names_of(picker, context)
        shape = context.shape
        parent = getattr(shape, "parent", None)
        service = context.service_model.service_name if context.service_model else None
        at = (type(picker), service, parent and parent.name, shape.name, type(context.obj), context.key)
        if at not in known:
            known[at] = tuple(names_of(picker, context))
        return known[at]

    return names


def _request(cls: type[Request], method: str, url: str, headers: Any, body: Any = None) -> Request:
    """A request for the address of a service alone, as JSON services have; moto builds any other."""
    address = urlsplit(url)
    if address.path != "/" or address.query or not isinstance(body, bytes):
        return _build(cls, method, url, headers, body)
    request = cls(
        {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            **dict.fromkeys(("PATH_INFO", "REQUEST_URI", "RAW_URI"), "/"),
            "QUERY_STRING": "",
            "SERVER_NAME": address.hostname,
            "SERVER_PORT": str(address.port or _PORTS[address.scheme]),
            "HTTP_HOST": address.netloc,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": address.scheme,
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            **dict.fromkeys(("wsgi.multithread", "wsgi.multiprocess", "wsgi.run_once"), False),
            **{
                environ_key_for_header(name): value.decode() if isinstance(value, bytes) else value
                for name, value in headers.items()
            },
            "CONTENT_LENGTH": str(len(body)),
            PRESERVED_HEADER_NAMES_ENVIRON_KEY: {},
        }
    )
    request.__dict__["known_url"] = url
    return request


def _url(request: Request) -> str:
    return request.__dict__.get("known_url") or _raw_url(request)


def install() -> None:
    """From now on, in this process."""
    Request.from_primitives = classmethod(_request)
    Request.raw_url = property(_url)
    responses.camelcase_to_underscores = cache(responses.camelcase_to_underscores)
    for kind in (AttributePicker, XFormedAttributePicker):
        kind.get_possible_keys = _names_once(kind.get_possible_keys)
