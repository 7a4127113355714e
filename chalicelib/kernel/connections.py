"""Connections to one host, kept from call to call, on the standard library's client.

urllib3, on which botocore stands, takes about as much CPU time again for each request.
"""

from collections import deque
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from ssl import create_default_context
from urllib.parse import urlsplit


class Connections:
    """Opened as they are needed; `kept` of them stay open. Any threads may use them at once."""

    def __init__(self, url: str, *, connect_s: float, read_s: float, kept: int, trusted: str) -> None:
        """`trusted` is the file of the certificates that vouch for the host, where `url` is https."""
        from urllib3.util import wait_for_read  # deferred, like all that a cold start can do without

        parts = urlsplit(url)
        self.host = parts.netloc
        self._connect_s, self._read_s, self._kept = connect_s, read_s, kept
        self._tls = create_default_context(cafile=trusted) if parts.scheme == "https" else None
        self._has_news = wait_for_read
        self._idle: deque[HTTPConnection] = deque()

    def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, Message, bytes]:
        """Status, headers and body of the answer. Raises OSError and http.client.HTTPException."""
        connection = self._taken() or self._opened()
        try:
            connection.request("POST", "/", body, headers)
            answer = connection.getresponse()
            content = answer.read()
        except BaseException:  # whatever it is: nobody could go on where this stopped
            connection.close()
            raise
        if connection.sock and len(self._idle) < self._kept:
            self._idle.append(connection)
        else:
            connection.close()
        return answer.status, answer.headers, content

    def _taken(self) -> HTTPConnection | None:
        """One that was kept and is still open. Nothing is awaited on it: what there is to read is its end."""
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:  # another thread was faster
                return None
            if not self._has_news(connection.sock, timeout=0):
                return connection
            connection.close()
        return None

    def _opened(self) -> HTTPConnection:
        if self._tls:
            connection: HTTPConnection = HTTPSConnection(
                self.host, timeout=self._connect_s, context=self._tls
            )
        else:
            connection = HTTPConnection(self.host, timeout=self._connect_s)
        connection.connect()
        connection.sock.settimeout(self._read_s)
        return connection
