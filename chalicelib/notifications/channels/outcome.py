"""What a channel says of a message that it did not take. Whoever took it answered with its reference instead."""


class ChannelError(Exception):
    """Base of what a channel says. `code` is the provider's own word, and holds nothing of a person."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(ChannelError):
    """This message, or this address, will never be taken: trying again would not help."""


class Gone(Refused):
    """The address is no more: the browser unsubscribed, the account left."""


class Failed(ChannelError):
    """It certainly did not leave, and may be taken later: after `retry_after_s`, where the provider says so."""

    def __init__(self, code: str, retry_after_s: int | None = None) -> None:
        super().__init__(code)
        self.retry_after_s = retry_after_s


class Unsure(ChannelError):
    """It may have left: whoever was asked did not answer."""
