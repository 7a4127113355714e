"""The template as it is deployed to AWS, made once for all that look at it."""

from typing import Any

import pytest

from infra.build import AWS_ARCHITECTURE, build


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return build(AWS_ARCHITECTURE, tmp_path_factory.mktemp("package")).template


@pytest.fixture(scope="session")
def resources(template: dict[str, Any]) -> dict[str, Any]:
    return template["Resources"]
