"""The worker of config/server.py: a thread is for a request that is there. `make slow` measures it on a real server."""

from __future__ import annotations

import select
import socket
from collections import deque
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from config import server
from config.server import Geweigerd, Wachtkamer, bytes_needed

HEAD = b"POST / HTTP/1.1\r\nHost: a\r\n"


@pytest.mark.parametrize(("data", "needed"), [
    (b"GET /", 6),
    (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 27),
    (HEAD + b"Content-Length: 10\r\n\r\nabc", len(HEAD) + 22 + 10),
    (HEAD + b"content-length:  10 \r\n\r\n", len(HEAD) + 24 + 10),
    (HEAD + b"Content-Length: 999999999\r\n\r\n", len(HEAD) + 29),  # read by a thread, of which half may do so
])  # fmt: skip
def test_a_request_waits_until_it_is_whole(data: bytes, needed: int) -> None:
    assert bytes_needed(data) == (needed, False)


@pytest.mark.parametrize(("data", "status"), [
    (b"A" * server.HEAD_MOST, 431),
    (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", 411),
    (HEAD + b"Transfer-Encoding : chunked\r\nContent-Length: 3\r\n\r\n", 411),
    (HEAD + b"Content-Length: 3\r\nContent-Length: 30\r\n\r\n", 400),
    (HEAD + b"Content-Length: -1\r\n\r\n", 400),
    (HEAD + b"Content-Length: 9999999999999999\r\n\r\n", 400),
])  # fmt: skip
def test_what_does_not_say_where_it_ends_is_refused(data: bytes, status: int) -> None:
    with pytest.raises(Geweigerd) as refused:
        bytes_needed(data)
    assert refused.value.status == status and server.REFUSED[status].startswith(b"HTTP/1.1 %d " % status)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A worker without its loop: what would go to a thread is written down."""
    worker = Wachtkamer.__new__(Wachtkamer)
    worker.pending_conns, worker.nr_conns = deque(), 0
    worker.open_lobby()
    worker.taken = []
    monkeypatch.setattr(worker, "enqueue_req", worker.taken.append)
    yield worker
    worker.lobby.close()


def pair(family: socket.AddressFamily) -> tuple[socket.socket, socket.socket]:
    """Two ends of a connection: of the browser's kind (TCP), or of a proxy's on the same machine."""
    if family == socket.AF_UNIX:
        return socket.socketpair()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        theirs = socket.create_connection(listener.getsockname())
        return listener.accept()[0], theirs


def arrive(room: Any, family: socket.AddressFamily = socket.AF_INET) -> tuple[Any, socket.socket]:
    """A new connection in the lobby, and its other side."""
    ours, theirs = pair(family)
    conn = SimpleNamespace(sock=ours, close=lambda graceful=False: ours.close())
    room.nr_conns += 1
    room._wait(conn)
    return conn, theirs


def send(room: Any, conn: Any, theirs: socket.socket, data: bytes, there: int) -> None:
    """Send; the worker looks until `there` bytes have arrived that nobody took, and once more."""
    theirs.sendall(data)
    for _ in range(3_000):  # some seconds: by then it is a fault
        room._look(room.lobby)  # which makes room for what still has to come
        if len(conn.sock.recv(server.WHOLE_MOST, socket.MSG_PEEK)) >= there:
            break
        select.select([], [], [], 0.001)
    for _ in range(2):
        room._look(room.lobby)


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_UNIX])
def test_byte_by_byte_takes_no_thread_until_the_end(room: Any, family: socket.AddressFamily) -> None:
    conn, theirs = arrive(room, family)
    whole = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    for place in range(len(whole)):
        assert room.taken == []
        send(room, conn, theirs, whole[place : place + 1], place + 1)
    assert room.taken == [conn] and not room.pending_conns and not room.waiting
    assert conn.sock.recv(1000) == whole  # the thread finds all of it
    theirs.close()
    conn.sock.close()


def test_a_large_form_in_two_parts_is_waited_for(room: Any) -> None:
    conn, theirs = arrive(room)
    size, first = 200_000, 190_000
    head = HEAD + b"Content-Length: %d\r\n\r\n" % size
    send(room, conn, theirs, head + b"x" * first, len(head) + first)
    assert room.taken == [] and list(room.pending_conns) == [conn]
    send(room, conn, theirs, b"x" * (size - first), len(head) + size)
    assert room.taken == [conn]
    theirs.close()
    conn.sock.close()


def test_through_a_unix_socket_the_head_is_enough(room: Any) -> None:
    conn, theirs = arrive(room, socket.AF_UNIX)
    head = HEAD + b"Content-Length: 200000\r\n\r\n"
    send(room, conn, theirs, head, len(head))
    assert room.taken == [conn]
    theirs.close()
    conn.sock.close()


def test_who_goes_away_or_says_nonsense_leaves_no_place_taken(room: Any) -> None:
    for sent in (b"GET /", HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b""):
        conn, theirs = arrive(room)
        theirs.sendall(sent)
        theirs.shutdown(socket.SHUT_WR)
        while room.nr_conns:
            assert select.select([room.lobby], [], [], 30)[0]
            room._look(room.lobby)
        assert not room.pending_conns and not room.waiting and not room.taken and conn.sock.fileno() == -1
        theirs.close()


def test_who_is_too_slow_goes(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    conn, theirs = arrive(room)
    room.murder_pending()
    assert room.nr_conns == 1
    monkeypatch.setattr(server, "time", SimpleNamespace(monotonic=lambda: conn.timeout))
    room.murder_pending()
    assert room.nr_conns == 0 and not room.waiting and not room.pending_conns
    theirs.close()


def test_who_is_refused_for_pressure_reads_what_to_do() -> None:
    head, _end, body = server.REFUSED[503].partition(b"\r\n\r\n")
    assert b"Content-Length: %d" % len(body) in head and b"text/html; charset=utf-8" in head
    assert "verstuur het over een minuut opnieuw" in body.decode() and b"Retry-After: 60" in head
