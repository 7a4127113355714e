"""`infra/template.yaml` as data, before Chalice merges its own into it."""

from typing import Any

import yaml

from infra.paths import TEMPLATE


def resources() -> dict[str, Any]:
    """Logical id -> resource, as the template says."""
    found: dict[str, Any] = yaml.load(TEMPLATE.read_text(), _Template)["Resources"]  # noqa: S506 - a SafeLoader
    return found


class _Template(yaml.SafeLoader):  # type: ignore[misc]  # yaml has no types
    """Of CloudFormation's short intrinsics only the text matters here."""


def _text(loader: yaml.SafeLoader, _: str, node: yaml.Node) -> Any:
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


_Template.add_multi_constructor("!", _text)
