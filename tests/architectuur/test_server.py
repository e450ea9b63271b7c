"""The worker of config/server.py: a thread is for a request that is there. `make slow` measures it on a real server."""

from __future__ import annotations

import socket
from collections import deque
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
def lobby(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A worker without its loop: what would go to a thread is written down."""
    worker = Wachtkamer.__new__(Wachtkamer)
    worker.pending_conns, worker.nr_conns = deque(), 0
    worker.poller = SimpleNamespace(register=lambda *_: None, unregister=lambda *_: None)
    worker.taken = []
    monkeypatch.setattr(worker, "enqueue_req", worker.taken.append)
    return worker


def arrive(lobby: Any) -> tuple[Any, socket.socket]:
    """A new connection in the lobby, and its other side."""
    ours, theirs = socket.socketpair()
    conn = SimpleNamespace(sock=ours, gone=False, close=lambda graceful=False: ours.close())
    lobby.nr_conns += 1
    lobby._wait(conn)
    return conn, theirs


def test_byte_by_byte_takes_no_thread_until_the_end(lobby: Any) -> None:
    conn, theirs = arrive(lobby)
    whole = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    for place in range(len(whole)):
        assert lobby.taken == []
        theirs.send(whole[place : place + 1])
        lobby._arrived(conn, conn.sock)
    assert lobby.taken == [conn] and not lobby.pending_conns
    assert conn.sock.recv(1000) == whole  # the thread finds all of it
    theirs.close()


def test_who_goes_away_or_says_nonsense_leaves_no_place_taken(lobby: Any) -> None:
    for sent in (b"GET /", HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b""):
        conn, theirs = arrive(lobby)
        theirs.send(sent)
        theirs.shutdown(socket.SHUT_WR)
        lobby._arrived(conn, conn.sock)
        if not conn.gone:
            lobby._arrived(conn, conn.sock)  # woken again, and nothing new
        assert conn.gone and lobby.nr_conns == 0 and not lobby.pending_conns and not lobby.taken
        lobby._arrived(conn, conn.sock)  # its turn was still in the queue
        assert lobby.nr_conns == 0
        theirs.close()
