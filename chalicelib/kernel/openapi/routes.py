"""The API's description of itself: the document, and a page for people. Made on first request and kept."""

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from chalice.app import Response

from chalicelib.kernel.http import PUBLIC, Permissions, Router, Visitor
from chalicelib.kernel.limits import Limits

_HEADERS: dict[str, str | list[str]] = {
    "Cache-Control": "public, max-age=300",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Description(Router):
    """The Router of the description. It describes the routers it was given, and itself."""

    def __init__(
        self, title: str, routers: Sequence[Router], permissions: Permissions, limits: Limits
    ) -> None:
        super().__init__("description")
        self._title = title
        self._routers = (*routers, self)
        self._permissions = permissions
        self._limits = limits

    @cached_property
    def document(self) -> dict[str, Any]:
        """The OpenAPI document. Making it takes a second, so nobody should at import."""
        from chalicelib.kernel.openapi.document import document  # deferred: loads pydantic's schema generator

        return document(self._title, self._routers, self._permissions, self._limits)

    @cached_property
    def text(self) -> str:
        """The document as `docs/openapi.json` keeps it."""
        return json.dumps(self.document, ensure_ascii=False, indent=2) + "\n"

    @cached_property
    def page(self) -> tuple[str, str]:
        """The page, and the content security policy that it needs."""
        from chalicelib.kernel.openapi.page import (
            CONTENT_SECURITY_POLICY,
            page,
        )  # deferred: only readers need it

        return page(self.document), CONTENT_SECURITY_POLICY


def describe(title: str, routers: Sequence[Router], permissions: Permissions, limits: Limits) -> Description:
    """A Router that serves the description of `routers` at `/v1/openapi.json` and `/v1/docs`."""
    description = Description(title, routers, permissions, limits)

    @description.route("GET", "/v1/openapi.json", permission=PUBLIC, answer=None)
    def get_openapi(visitor: Visitor) -> Response:
        """This description, as OpenAPI 3.1."""
        return Response(description.text, {"Content-Type": "application/json", **_HEADERS})

    @description.route("GET", "/v1/docs", permission=PUBLIC, answer=None, media_type="text/html")
    def get_docs(visitor: Visitor) -> Response:
        """This description, as a page to read."""
        page, policy = description.page
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy, **_HEADERS}
        return Response(page, headers)

    return description
