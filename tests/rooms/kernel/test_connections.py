"""Connections are kept, and one that has ended is not used again."""

import gc
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chalicelib.kernel.connections import LOST, Connections


class Server(ThreadingHTTPServer):
    """Answers with what it was sent; `asked` are the addresses that requests came from."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.hangs_up, self.waits_s = [], False, 0.0
        self.together = threading.Barrier(1)

    def handle_error(self, *_) -> None:
        """Say nothing: some tests go away before their answer."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(self.client_address)
        self.server.together.wait(5)
        time.sleep(self.server.waits_s)
        self.close_connection = self.server.hangs_up  # without a word: the client only sees the end
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = Server()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def connections(server, kept=2, read_s=5.0):
    url = f"http://127.0.0.1:{server.server_port}"
    return Connections(url, connect_s=1, read_s=read_s, kept=kept, trusted="")


def posted(to, body=b"{}"):
    return to.post(body, {"Content-Length": str(len(body))})


def at_once(to, threads):
    answers = []
    running = [
        threading.Thread(target=lambda body=b"%d" % number: answers.append((body, posted(to, body)[2])))
        for number in range(threads)
    ]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return answers


def test_one_after_the_other_they_go_over_one_connection(server):
    to = connections(server)
    assert [posted(to, body)[2] for body in (b"a", b"bc", b"")] == [b"a", b"bc", b""]
    assert len(set(server.asked)) == 1


def test_one_that_the_server_has_ended_is_not_used_again(server):
    to, server.hangs_up = connections(server), True
    posted(to)
    time.sleep(0.1)  # until the end has arrived
    assert posted(to)[0] == 200
    assert len(set(server.asked)) == 2


def test_at_once_each_has_its_own_and_gets_its_own_answer(server):
    to, server.together = connections(server), threading.Barrier(4)
    answers = at_once(to, 4)
    assert len(answers) == 4
    assert all(sent == got for sent, got in answers)
    assert len(set(server.asked)) == 4


def test_no_more_are_kept_than_were_asked_for(server):
    to, server.together = connections(server, kept=2), threading.Barrier(4)
    at_once(to, 4)
    first = set(server.asked)
    at_once(to, 4)
    assert len(first & set(server.asked[4:])) == 2


def test_who_waits_too_long_for_an_answer_does_not_get_it_later(server):
    to, server.waits_s = connections(server, read_s=0.2), 0.5
    with pytest.raises(TimeoutError):
        posted(to, b"late")
    server.waits_s = 0
    assert posted(to, b"in time")[2] == b"in time"


def answering(server, *pieces):
    class Literal(Handler):
        def do_POST(self):
            for piece in pieces:
                self.wfile.write(piece)
                time.sleep(0.02)  # so that it is a piece of its own
            self.close_connection = True

    server.RequestHandlerClass = Literal
    return connections(server)


@pytest.mark.parametrize(
    "pieces",
    [
        (b"HTTP/1.1 200 OK\r\nContent-Len", b"gth: 4\r\nX-Of: Us\r\n\r\n[1", b"2]"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-OF: Us\r\n\r\n1\r\n[\r\n3\r",
            b"\n12]\r\n0\r\n\r\n",
        ),
    ],
    ids=["of a length", "chunked"],
)
def test_an_answer_in_pieces_is_put_together(server, pieces):
    status, headers, content = posted(answering(server, *pieces))
    assert (status, headers["x-of"], content) == (200, "Us", b"[12]")


def test_an_answer_is_gone_without_the_collector(server):
    to = connections(server)
    gc.disable()
    try:
        posted(to)
        left = [one for one in gc.get_objects() if type(one).__module__ == Connections.__module__]
        assert {type(one) for one in left} == {Connections}
    finally:
        gc.enable()


def test_one_that_is_said_to_end_is_not_kept(server):
    to = answering(server, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    assert posted(to)[0] == 200
    assert not to._idle


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -9\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 20",
        b"SSH-2.0-OpenSSH\r\n",
        b"\x00\xff" * 100,
    ],
)
def test_what_is_no_whole_answer_is_an_error(server, answer):
    to = answering(server, answer)
    with pytest.raises(LOST):
        posted(to)
    assert not to._idle
