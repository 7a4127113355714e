"""Connections to one host, kept from call to call, on httptools, which is the HTTP parser of Node.js (decision 0038).

The standard library's client takes 0.1 ms of the processor more for each request, and urllib3, on which botocore
stands, up to twice that again.
"""

import socket
from collections import deque
from collections.abc import Mapping
from ssl import create_default_context
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

#: what sending fails with, whether or not it took effect
LOST = (OSError, HttpParserError, HttpParserUpgrade)
_PIECE = 1 << 16


class Connections:
    """Opened as they are needed; `kept` of them stay open. Any threads may use them at once."""

    def __init__(self, url: str, *, connect_s: float, read_s: float, kept: int, trusted: str) -> None:
        """`trusted` is the file of the certificates that vouch for the host, where `url` is https."""
        from urllib3.util import wait_for_read  # deferred, like all that a cold start can do without

        parts = urlsplit(url)
        self.host = parts.netloc
        self._tls = create_default_context(cafile=trusted) if parts.scheme == "https" else None
        self._name = parts.hostname or ""
        self._port = parts.port or (443 if self._tls else 80)
        self._connect_s, self._read_s, self._kept = connect_s, read_s, kept
        self._has_news = wait_for_read
        self._idle: deque[socket.socket] = deque()

    def post(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by their names in small letters, and body of the answer. Raises what `LOST` has.

        `headers` are sent as they are; they have to give the host and the length of the body.
        """
        lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
        request = f"POST / HTTP/1.1\r\n{''.join(lines)}\r\n".encode("latin-1") + body
        connection = self._taken() or self._opened()
        try:
            connection.sendall(request)
            answer = _answer(connection)
        except BaseException:  # whatever it is: nobody could go on where this stopped
            connection.close()
            raise
        if answer.lets_go_on and len(self._idle) < self._kept:
            self._idle.append(connection)
        else:
            connection.close()
        return answer.status, answer.headers, b"".join(answer.content)

    def _taken(self) -> socket.socket | None:
        """One that was kept and is still open. Nothing is awaited on it: what there is to read is its end."""
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:  # another thread was faster
                return None
            if not self._has_news(connection, timeout=0):
                return connection
            connection.close()
        return None

    def _opened(self) -> socket.socket:
        connection = socket.create_connection((self._name, self._port), self._connect_s)
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_hostname=self._name)
        except BaseException:
            connection.close()
            raise
        connection.settimeout(self._read_s)
        return connection


class _Answer:
    """What the parser tells of one answer."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}
        self.content: list[bytes] = []
        self.is_whole = self.lets_go_on = False
        self.status = 0
        self.parser = HttpResponseParser(self)

    def on_message_begin(self) -> None:
        if self.is_whole:
            raise ValueError("there is more than an answer")

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_body(self, piece: bytes) -> None:
        self.content.append(piece)

    def on_message_complete(self) -> None:
        self.is_whole = True
        self.status = self.parser.get_status_code()
        self.lets_go_on = self.parser.should_keep_alive()  # which it knows only here


def _answer(connection: socket.socket) -> _Answer:
    """The next answer that comes."""
    answer = _Answer()
    try:
        while not answer.is_whole:
            piece = connection.recv(_PIECE)
            if not piece:
                raise ConnectionResetError("the answer ended early")
            answer.parser.feed_data(piece)
    finally:
        # It knows the answer in turn: left to the collector, they would lie about for some megabytes.
        del answer.parser
    return answer
