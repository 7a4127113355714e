"""Events of notifications. `entity` is the notification's id."""

from typing import ClassVar

from chalicelib.contracts.envelope import Event


class NotificationFailed(Event):
    """News that had to reach somebody reached them by no channel; `channels` are those that were tried, if any."""

    source: ClassVar[str] = "steward.notifications"

    order_id: str
    department_id: str
    number: str
    person_id: str
    person_name: str
    kind: str
    channels: tuple[str, ...]
