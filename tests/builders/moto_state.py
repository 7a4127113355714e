"""What lies in moto's memory, as a picture that can be taken, compared and put back in milliseconds.

Items of the table and files of the bucket are shared between pictures: with `quick_moto` moto replaces and never
changes them. What moto changes in place (users, executions) is copied.
"""

import copy
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID

from tests.builders.cloud import REGION
from tests.builders.rows import unpacked

QUEUES = ("parked", "dead-letters", "sendings", "waiting-timers")
Row = dict[str, Any]


def _backend(service: str) -> Any:
    return get_backend(service)[DEFAULT_ACCOUNT_ID][REGION]


def _table() -> Any:
    return _backend("dynamodb").tables["steward"]


def _bucket() -> Any:
    return get_backend("s3")[DEFAULT_ACCOUNT_ID]["aws"].buckets["steward-attachments"]


def _pool() -> Any:
    (pool,) = _backend("cognito-idp").user_pools.values()
    return pool


def _machine() -> Any:
    (machine,) = _backend("stepfunctions").state_machines
    return machine


def _queue(name: str) -> Any:
    return _backend("sqs").queues[name]


@dataclass(frozen=True)
class Picture:
    """The cloud at one moment. `items` maps (PK, SK) to moto's item."""

    items: dict[tuple[str, str], Any]
    files: dict[str, Any]
    users: dict[str, Any]
    executions: tuple[Any, ...]
    queues: dict[str, tuple[Any, ...]]
    mail: tuple[Any, ...]
    text_messages: dict[str, tuple[str, str]]

    @classmethod
    def take(cls) -> "Picture":
        """The cloud as it is now."""
        return cls(
            items={
                (pk.value, sk.value): item
                for pk, partition in _table().items.items()
                for sk, item in partition.items()
            },
            files={name: _bucket().keys[name] for name in _bucket().keys},
            users={name: copy.deepcopy(user) for name, user in _pool().users.items()},
            executions=tuple(copy.copy(one) for one in _machine().executions),
            queues={name: tuple(_queue(name)._messages) for name in QUEUES},
            mail=tuple(_backend("ses").sent_messages),
            text_messages=dict(_backend("sns").sms_messages),
        )

    def put_back(self) -> None:
        """Make the cloud what it was when the picture was taken."""
        partitions: Any = defaultdict(dict)
        for item in self.items.values():
            partitions[item.hash_key][item.range_key] = item
        _table().items = partitions
        _table().stream_shard.items.clear()  # nobody reads it, and it keeps every image
        bucket = _bucket().keys
        bucket.clear()
        for name, file in self.files.items():
            bucket[name] = file
        _pool().users.clear()
        _pool().users.update({name: copy.deepcopy(user) for name, user in self.users.items()})
        _machine().executions[:] = [copy.copy(one) for one in self.executions]
        for name, messages in self.queues.items():
            _queue(name)._messages = list(messages)
        _backend("ses").sent_messages[:] = self.mail
        _backend("ses").sent_message_count = 0  # a quota that no test is to reach
        sent = _backend("sns").sms_messages
        sent.clear()
        sent.update(self.text_messages)

    def changed_since(self, before: "Picture") -> dict[tuple[str, str], Row | None]:
        """The table's items that are new, others or gone (None), as plain attributes."""
        changed: dict[tuple[str, str], Row | None] = {
            key: plain(item) for key, item in self.items.items() if before.items.get(key) is not item
        }
        return changed | dict.fromkeys(before.items.keys() - self.items.keys())

    def rows_of(self, partition: str) -> dict[str, Row]:
        """A partition's items by their sort key, as plain attributes."""
        return {sk: plain(item) for (pk, sk), item in self.items.items() if pk == partition}

    def contents(self) -> dict[str, str]:
        """A digest of each file."""
        return {name: hashlib.sha256(file.value).hexdigest()[:16] for name, file in self.files.items()}

    def people(self) -> dict[str, dict[str, Any]]:
        """The user pool's users, without what differs each time one is made."""
        return {
            name: {
                "password": user.password,
                "status": user.status,
                "enabled": user.enabled,
                **{a["Name"]: a["Value"] for a in user.attributes if a["Name"] != "sub"},
            }
            for name, user in self.users.items()
        }

    def processes(self) -> dict[str, tuple[str, str]]:
        """Status and input of each execution, by name."""
        return {one.name: (one.status, one.execution_input) for one in self.executions}

    def letters(self) -> list[str]:
        """Each e-mail as one text, in the order they went out."""
        return [f"{one.destinations['ToAddresses']} {one.subject}: {one.body}" for one in self.mail]

    def texts(self) -> list[str]:
        """Each text message as one text, in the order they went out."""
        return [f"{phone}: {message}" for phone, message in self.text_messages.values()]

    def waiting(self, queue: str) -> list[str]:
        """The bodies of a queue's messages."""
        return [message.body for message in self.queues[queue]]


def plain(item: Any) -> Row:
    """An item's attributes as strings, numbers as moto keeps them."""
    return unpacked({name: value.value for name, value in item.attrs.items()})


def recorded() -> dict[tuple[str, str], Any]:
    """The outbox: moto's items of all events, by (PK, SK)."""
    return {
        (pk.value, sk.value): item
        for pk, partition in _table().items.items()
        for sk, item in partition.items()
        if sk.value.startswith("EV#")
    }


def executions() -> list[Any]:
    """moto's executions of the timer, themselves: a test may play Step Functions with them."""
    found: list[Any] = _machine().executions
    return found


def take_off(queue: str) -> list[str]:
    """The bodies of a queue's messages, which lie there no more."""
    messages = _queue(queue)._messages
    bodies = [message.body for message in messages]
    messages.clear()
    return bodies
