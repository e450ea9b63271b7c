"""How gunicorn serves Keukentafel: `gunicorn -c python:config.server config.wsgi`.

The worker is gunicorn's own with threads, with one difference: a thread is for a request that has arrived. Head and
body wait in the kernel until they are whole (`Wachtkamer`), so that somebody who sends one byte a second ("slowloris")
keeps a socket and no thread. `make slow` measures what others notice of hundreds of those.
"""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from select import EPOLLERR, EPOLLET, EPOLLHUP, EPOLLIN, EPOLLRDHUP, epoll
from selectors import EVENT_READ
from threading import Semaphore
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD_MOST = 16 * 1024  # bytes of a head: cookies and an address, with room to spare
WHOLE_MOST = 256 * 1024  # bytes of a request that is waited for as a whole; a larger body is read by the thread
WAITING_MOST = 500  # connections that have not sent a whole request; beyond it the one that waits longest goes
ARRIVE = 20.0  # seconds in which a request must have arrived; a telephone on a home visit is slow
STILL = 30.0  # seconds that a thread waits for one who sends or takes nothing
GONE = EPOLLRDHUP | EPOLLHUP | EPOLLERR  # the other side sends no more

# --- settings of gunicorn
worker_class = "config.server.Wachtkamer"
threads = 4
timeout = 60  # a worker that does not answer the master
graceful_timeout = 30
keepalive = 15  # longer than a client keeps a connection that nobody uses: five seconds of both met now and then
worker_connections = 1000
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 8190
REFUSED = {
    400: b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    411: b"HTTP/1.1 411 Length Required\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    431: b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
}
# In words, for who sent a large file while two were being read: the product is not asked, so it is no page of it.
DRUK = b"""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Even wachten</title></head><body>
<h1>Even wachten</h1><p>Er worden nu al grote bestanden gelezen. Het uwe is niet bewaard.</p>
<p>Ga terug in uw browser en verstuur het over een minuut opnieuw: wat u typte, staat er nog.</p></body></html>
"""
REFUSED[503] = (
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 60\r\n"
    b"Content-Type: text/html; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
    b"Content-Security-Policy: default-src 'none'\r\nCache-Control: no-store\r\n"
    b"Content-Length: %d\r\n\r\n%b" % (len(DRUK), DRUK)
)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Geweigerd(Exception):
    """A request that is not waited for; `status` says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def bytes_needed(data: bytes, most: int = WHOLE_MOST) -> tuple[int, bool]:
    """Return how many bytes must be there before a thread is used, and whether the sender waits to be told to go on.

    A request of more than `most` bytes is there when its head is. Raises Geweigerd: 431 for a head without end, 411 for
    a body that does not say how long it is, 400 for a length that is no number or is there twice.
    """
    head, end, _body = data.partition(b"\r\n\r\n")
    if not end:
        if len(data) >= HEAD_MOST:
            raise Geweigerd(431)
        return len(data) + 1, False
    fields = [line.partition(b":") for line in head.split(b"\r\n")[1:]]
    named = {name.strip().lower() for name, _, _ in fields}
    if b"transfer-encoding" in named:
        raise Geweigerd(411)
    lengths = [value.strip() for name, _, value in fields if name.strip().lower() == b"content-length"]
    if len(lengths) > 1 or (lengths and not (lengths[0].isdigit() and len(lengths[0]) < 16)):
        raise Geweigerd(400)
    whole = len(head) + len(end) + int(lengths[0] if lengths else 0)
    return (whole if whole <= most else len(head) + len(end)), b"expect" in named


class Verbinding(TConn):  # type: ignore[misc]
    """A connection of which a thread never waits long, and that is closed without waiting for the other side."""

    told = False  # that it may go on sending

    def init(self) -> None:
        """Called at the beginning of each request, in its thread."""
        super().init()
        self.sock.settimeout(STILL)

    def close(self, graceful: bool = False) -> None:
        """Say that it is over, take what is there, and close: the main thread waits for nobody."""
        with suppress(OSError):
            if graceful:
                self.sock.setblocking(False)
                self.sock.shutdown(socket.SHUT_WR)
                self.sock.recv(WHOLE_MOST)
        with suppress(OSError):
            self.sock.close()


class Wachtkamer(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads; a request waits outside them until it is whole.

    Who waits is in an epoll of its own, that tells once of each thing that came (edge-triggered). gunicorn's own tells
    again and again of what is not taken, and nothing is taken here before it is whole.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.large = Semaphore(max(self.cfg.threads // 2, 1))  # large bodies are read by half of the threads at most

    def init_process(self) -> None:
        """In the process of the worker: each has an epoll of its own."""
        self.open_lobby()
        super().init_process()

    def open_lobby(self) -> None:
        """Nobody waits yet."""
        self.lobby, self.waiting = epoll(), dict[int, Any]()

    def run(self) -> None:
        """gunicorn's loop, that also looks at who waits."""
        self.poller.register(self.lobby, EVENT_READ, self._look)
        super().run()

    def accept(self, listener: socket.socket) -> None:
        """A new connection: it waits until its request is there."""
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        while len(self.pending_conns) >= WAITING_MOST:
            self._drop(self.pending_conns[0])
        self._wait(Verbinding(self.cfg, client, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """The next request on a connection begins: it waits as the first one did."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._wait(conn)

    def murder_pending(self) -> None:
        """Who has not sent a whole request in time goes."""
        now = time.monotonic()
        while self.pending_conns and self.pending_conns[0].timeout <= now:
            self._drop(self.pending_conns[0])

    def _wait(self, conn: Any) -> None:
        conn.sock.setblocking(False)
        conn.told, conn.timeout = False, time.monotonic() + ARRIVE
        self.pending_conns.append(conn)
        self.waiting[conn.sock.fileno()] = conn
        self.lobby.register(conn.sock.fileno(), EPOLLIN | EPOLLRDHUP | EPOLLET)

    def _look(self, _lobby: Any) -> None:
        for number, events in self.lobby.poll(0):
            conn = self.waiting[number]
            if not self._arrived(conn, conn.sock) and events & GONE:
                self._drop(conn)

    def _arrived(self, conn: Any, client: socket.socket) -> bool:
        """Something came: look without taking it. True when a thread takes it, or when it was refused."""
        # A unix socket holds much less than a request and does not wait for a number of bytes. A proxy of this machine
        # sends through it: that one waits for who is slow, and sends a head at once.
        local = client.family == socket.AF_UNIX
        try:
            data = client.recv(WHOLE_MOST, socket.MSG_PEEK)
            needed, waits = bytes_needed(data, 0 if local else WHOLE_MOST)
            if waits and not conn.told:
                client.send(CONTINUE)
                conn.told = True
        except BlockingIOError:
            return False
        except Geweigerd as refused:
            with suppress(OSError):
                client.send(REFUSED[refused.status])
            self._drop(conn)
            return True
        except OSError:
            self._drop(conn)
            return True
        if len(data) < needed:
            if not local:  # no word of each piece; the first call makes room, for which the window must not close
                for number in (2 * needed, needed):
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, number)
            return False
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)
        self._leave(conn)
        conn.data_ready = True
        self.enqueue_req(conn)
        return True

    def _leave(self, conn: Any) -> None:
        number = conn.sock.fileno()
        self.lobby.unregister(number)
        del self.waiting[number]
        self.pending_conns.remove(conn)

    def _drop(self, conn: Any) -> None:
        self._leave(conn)
        self.nr_conns -= 1
        conn.close(graceful=True)

    def handle_request(self, req: Any, conn: Any) -> bool:
        """A large body is still coming while the thread reads it: half of the threads is for the others."""
        length = next((value for name, value in req.headers if name == "CONTENT-LENGTH"), "0")
        if int(length) <= WHOLE_MOST:
            return bool(super().handle_request(req, conn))
        if not self.large.acquire(blocking=False):
            conn.sock.send(REFUSED[503])
            return False
        try:
            super().handle_request(req, conn)
            return False  # what of it was not read is not waited for: the connection ends
        finally:
            self.large.release()

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """Whether the connection stays; not with the beginning of a next request in hand, for which a thread waits."""
        stays = super()._keepalive_after(conn, keepalive)
        return bool(stays) and not conn.parser.unreader.buf.getvalue()
