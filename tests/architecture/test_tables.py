"""Nothing reads the table from end to end."""

import json
import re

from tests.architecture.application import ROOT

_SCAN = re.compile(r"""\.scan\(|["']scan["']""")


def test_no_code_scans():
    found = [
        path for path in (ROOT / "chalicelib").rglob("*.py") if _SCAN.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_function_may_scan():
    for policy in (ROOT / ".chalice").glob("policy-*.json"):
        for statement in json.loads(policy.read_text())["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            assert not {"*", "dynamodb:*", "dynamodb:Scan"} & set(actions), policy.name
