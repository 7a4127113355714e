"""The headers that infra/web.yaml gives every answer, read from there, so that this machine answers with the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infra.paths import ROOT

TEMPLATE = ROOT / "infra" / "web.yaml"
#: behaviours of the distribution, by their policies
FILES, API = "WebHeaders", "ApiHeaders"


@dataclass(frozen=True)
class Header:
    """A header of a policy. Unless it overrides, an answer's own goes before it."""

    name: str
    value: str
    overrides: bool


def template() -> dict[str, Any]:
    """infra/web.yaml as data, its short intrinsics spelt out."""
    from chalice.package import YAMLTemplateSerializer

    found: dict[str, Any] = YAMLTemplateSerializer().load_template(TEMPLATE.read_text(encoding="utf-8"))
    return found


def headers(policy: str, hosts: Mapping[str, str]) -> list[Header]:
    """The headers of a policy; `hosts` says what stands for `Photos`, `Live`, `SignIn` and `Tiles` in them."""
    written = template()["Resources"][policy]["Properties"]["ResponseHeadersPolicyConfig"]
    found = [_security(kind, said, hosts) for kind, said in written["SecurityHeadersConfig"].items()]
    others = written.get("CustomHeadersConfig", {"Items": []})["Items"]
    return found + [Header(said["Header"], said["Value"], said["Override"]) for said in others]


def _security(kind: str, said: Mapping[str, Any], hosts: Mapping[str, str]) -> Header:
    match kind:
        case "ContentSecurityPolicy":
            name, value = "Content-Security-Policy", _filled(said["ContentSecurityPolicy"], hosts)
        case "ContentTypeOptions":
            name, value = "X-Content-Type-Options", "nosniff"
        case "FrameOptions":
            name, value = "X-Frame-Options", said["FrameOption"]
        case "ReferrerPolicy":
            name, value = "Referrer-Policy", said["ReferrerPolicy"]
        case "StrictTransportSecurity":
            name, value = "Strict-Transport-Security", f"max-age={said['AccessControlMaxAgeSec']}"
            value += "; includeSubDomains" if said["IncludeSubdomains"] else ""
        case _:
            raise NotImplementedError(kind)
    return Header(name, value, said["Override"])


def _filled(value: Any, hosts: Mapping[str, str]) -> str:
    """A text as it is, or `!Sub [text, names]` with these hosts for the names."""
    text: str = value if isinstance(value, str) else value["Fn::Sub"][0]
    filled = re.sub(r"\$\{(\w+)\}", lambda found: hosts[found[1]], text)
    return re.sub(r" +(?=;|$| )", "", filled)
