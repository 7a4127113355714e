"""What a deployment is about to change, as CloudFormation's change set tells it, to be read before it happens."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: what holds something that a new one of its kind would not: data, people, messages, running timers, a secret, a key
STATEFUL = frozenset(
    {
        "AWS::Backup::BackupVault",
        "AWS::Cognito::UserPool",
        "AWS::Cognito::UserPoolClient",
        "AWS::DynamoDB::Table",
        "AWS::KMS::Key",
        "AWS::S3::Bucket",
        "AWS::SQS::Queue",
        "AWS::SecretsManager::Secret",
        "AWS::StepFunctions::StateMachine",
    }
)
_WORDS = {
    "Add": "adds",
    "Modify": "changes",
    "Remove": "removes",
    "Import": "takes over",
    "Dynamic": "may change",
}
_LOSS = "LOSES WHAT IT HOLDS"
_RED, _PLAIN = "\033[1;31m", "\033[0m"


@dataclass(frozen=True)
class Change:
    """One resource of a change set. `replacement`: True, False or Conditional, empty when it is no change."""

    action: str
    name: str
    type: str
    replacement: str = ""
    properties: tuple[str, ...] = ()

    @property
    def loses_state(self) -> bool:
        """Whether what the resource holds is, or may be, left behind."""
        is_ended = self.action == "Remove" or self.replacement in {"True", "Conditional"}
        return is_ended and self.type in STATEFUL

    @property
    def what(self) -> str:
        """The change in a word or two."""
        if self.replacement == "True":
            return "replaces"
        if self.replacement == "Conditional":
            return "may replace"
        return _WORDS.get(self.action, self.action)


def changes_of(pages: Iterable[Mapping[str, Any]]) -> list[Change]:
    """The changes in the pages of a DescribeChangeSet: those that lose something first, then by kind and name."""
    found = [_change(one["ResourceChange"]) for page in pages for one in page["Changes"]]
    return sorted(found, key=lambda change: (not change.loses_state, change.what, change.type, change.name))


def _change(told: Mapping[str, Any]) -> Change:
    targets = [detail["Target"] for detail in told.get("Details", [])]
    named = {target.get("Name") or target.get("Attribute", "") for target in targets}
    return Change(
        action=told["Action"],
        name=told["LogicalResourceId"],
        type=told["ResourceType"],
        replacement=told.get("Replacement", "") if told["Action"] == "Modify" else "",
        properties=tuple(sorted(named - {""})),
    )


def as_table(changes: Sequence[Change], *, has_colour: bool | None = None) -> str:
    """The changes as lines of text, ended by how many of each kind there are. What is only added is told by type."""
    if has_colour is None:
        has_colour = sys.stdout.isatty()
    rows = [
        (change.what, change.name, change.type, _remark(change))
        for change in changes
        if change.action != "Add"
    ]
    added = Counter(change.type for change in changes if change.action == "Add")
    rows += [("adds", str(number), type, "") for type, number in sorted(added.items())]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines = []
    for row in rows:
        line = (
            "  "
            + "  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)).rstrip()
        )
        lines.append(f"{_RED}{line}{_PLAIN}" if row[3] == _LOSS and has_colour else line)
    counted = Counter(change.what for change in changes)
    return "\n".join([*lines, "  " + ", ".join(f"{what} {number}" for what, number in counted.items())])


def _remark(change: Change) -> str:
    return _LOSS if change.loses_state else ", ".join(change.properties)
