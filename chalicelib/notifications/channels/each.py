"""A message to each of a person's endpoints of one kind: the rules that browsers and WeChat accounts share."""

from collections.abc import Callable
from contextlib import suppress

from chalicelib.kernel.context import Context, retried
from chalicelib.kernel.errors import NotFound
from chalicelib.notifications import store
from chalicelib.notifications.channels.outcome import ChannelError, Failed, Gone, Refused, Unsure
from chalicelib.notifications.reach import Endpoint, EndpointKind, Reach


def send_each(
    context: Context, reach: Reach | None, kind: EndpointKind, sent: Callable[[Endpoint], str]
) -> str:
    """Send to each endpoint; answer the first reference. Raises ChannelError.

    It has been sent when one of them took it. An endpoint that is no more is forgotten.
    """
    if reach is None:
        raise Refused("no_address")
    taken: list[str] = []
    trouble: list[ChannelError] = []
    for endpoint in reach.of(kind):
        try:
            taken.append(sent(endpoint))
        except Gone as gone:
            trouble.append(gone)
            _forget(context, reach.person_id, endpoint)
        except ChannelError as failure:
            trouble.append(failure)
    if taken:
        return taken[0]
    raise _gravest(trouble)


def _gravest(trouble: list[ChannelError]) -> ChannelError:
    """What is to be said of a message that nobody took: what may have left must not leave again."""
    for kind in (Unsure, Failed):
        for one in trouble:
            if isinstance(one, kind):
                return one
    return trouble[0] if trouble else Refused("no_address")


def _forget(context: Context, person_id: str, endpoint: Endpoint) -> None:
    """Take an endpoint that is no more off the person's list; if somebody else did, that is as good."""

    def forget() -> None:
        reach = context.find(store.reach_ref(person_id))
        context.commit(store.save_reach(reach.without(endpoint.id)))

    with suppress(NotFound):
        retried(forget)
