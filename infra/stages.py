"""The stages of infra/stages.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from infra.paths import ROOT, fail

STAGES = ROOT / "infra" / "stages.toml"


@dataclass(frozen=True)
class Stage:
    """One deployment: its stack's name, template parameters, and how long alarms may still take an update back."""

    name: str
    stack: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    watch_minutes: int = 0

    @property
    def is_protected(self) -> bool:
        """Whether nobody may delete it in passing."""
        return self.parameters.get("Protection") == "on"


def stages() -> dict[str, Stage]:
    """All stages by name."""
    written = tomllib.loads(STAGES.read_text(encoding="utf-8"))
    return {name: Stage(name=name, **fields) for name, fields in written.items()}


def stage_named(name: str) -> Stage:
    """A stage; one that is not there ends the script."""
    known = stages()
    if name not in known:
        fail(f"there is no stage {name!r}; infra/stages.toml has {', '.join(known)}")
    return known[name]
