"""Slow connections against a real server on 127.0.0.1, and what four who work in it notice; see scripts/traag.sh."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from scripts.bench.visitor import Visitor, read_form

SLOW = 300  # connections of each kind
AGAIN = 5  # a second that are opened anew
WORKING = 4  # people who work meanwhile
PAGE = "/"
TRIES = 2  # a kind fails when it fails so many times in a row
WORSE_MOST = 2.0  # the p95 of the others, with the attack, over that without
FLOOR = 0.050  # seconds: below this a ratio says more about the machine than about the attack
HEAD = b"POST /toegang/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
KINDS: dict[str, bytes] = {
    "a head that never ends": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    "a body that drips": HEAD + b"Content-Length: 20000\r\n\r\na=",
    "a body of a gigabyte that drips": HEAD + b"Content-Length: 1073741824\r\n\r\na=",
    "chunks that drip": HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\n",
    "an answer that nobody takes away": b"GET /toegang/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "half a second request behind the first": b"GET /gezond/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET / HTTP/1.1\r\nX",
}

ANSWERED = list(KINDS.values())[-2:]  # whole requests: opened a few a second from the beginning


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(port: int, worker: str, application: str = "config.wsgi:application") -> Iterator[None]:
    """The server as in production: two workers of four threads."""
    command = [sys.executable, "-m", "gunicorn", "-c", "python:config.server", application]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--log-level", "critical"]
    command += ["--worker-class", "gthread"] if worker == "gthread" else []
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 (it tells of each request it refuses)
    try:
        for _ in range(300):
            with suppress(OSError):
                if Visitor(port, {}).get("/gezond/").status == 200:
                    break
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait(60)


def logged_in(port: int, who: str = "") -> dict[str, str]:
    """The cookies of a colleague of the demo, by the name on the button."""
    visitor = Visitor(port, {})
    page = visitor.get("/toegang/login/").body
    for form in re.findall(r'<form[^>]*action="/toegang/demo/.*?</form>', page, re.DOTALL):
        if who in form:
            path = re.search(r'action="([^"]+)"', form)
            token = [pair for pair in read_form(page, set()) if pair[0] == "csrfmiddlewaretoken"]
            visitor.post(path.group(1) if path else "/", token[:1])
            return dict(visitor.cookies)
    raise RuntimeError("nobody of that name in the demo on this page")


def drip(port: int, begin: bytes, stop: threading.Event) -> None:
    """Keep SLOW connections open, one byte a second each; what is closed is opened again, AGAIN a second at most: more
    would be many requests, and not slow ones."""
    held: list[socket.socket] = []
    first = begin not in ANSWERED
    while not stop.is_set():
        for one in list(held):
            try:
                one.send(b"a")
            except BlockingIOError:
                pass
            except OSError:
                one.close()
                held.remove(one)
        for _ in range(min(SLOW - len(held), SLOW if first else AGAIN)):
            one = socket.socket()
            one.settimeout(1)
            try:
                one.connect(("127.0.0.1", port))
                one.send(begin)
            except OSError:
                one.close()
                break
            one.setblocking(False)
            held.append(one)
        first = False
        stop.wait(1)
    for one in held:
        one.close()


def work(port: int, cookies: dict[str, str], seconds: float) -> tuple[list[float], int]:
    """Open Vandaag, over and over, with WORKING people; returns the times and how many answers were wrong."""
    times: list[float] = []
    wrong = [0]
    lock, until = threading.Lock(), time.monotonic() + seconds

    def one() -> None:
        visitor = Visitor(port, cookies)
        visitor.connection.timeout = 30
        while time.monotonic() < until:
            begin = time.monotonic()
            try:
                good = visitor.get(PAGE).status == 200
            except OSError:
                good = False
                visitor = Visitor(port, cookies)
            with lock:
                times.append(time.monotonic() - begin)
                wrong[0] += not good
            time.sleep(0.4)  # somebody reads

    threads = [threading.Thread(target=one) for _ in range(WORKING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, wrong[0]


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def row(name: str, port: int, cookies: dict[str, str], seconds: float) -> tuple[float, int]:
    """Measure and print one row; returns the p95 and how many answers were wrong."""
    times, wrong = work(port, cookies, seconds)
    p50, p95 = quantile(times, 0.5), quantile(times, 0.95)
    print(f"{name:42} {len(times):5} {p50 * 1000:8.0f} {p95 * 1000:8.0f} {wrong:6}", flush=True)
    return p95, wrong


def attacked(port: int, begin: bytes, measure: Callable[[], tuple[float, int]]) -> tuple[float, int]:
    """Measure while these connections are there."""
    stop = threading.Event()
    thread = threading.Thread(target=drip, args=(port, begin, stop))
    thread.start()
    time.sleep(2)
    try:
        return measure()
    finally:
        stop.set()
        thread.join()


def held(name: str, port: int, cookies: dict[str, str], seconds: float) -> bool:
    """Whether others keep working during this kind of slowness: beside the worse of before and after, because the
    machine may have other things to do, and a second time when they did not: what it does by chance it does once."""
    for _ in range(TRIES):
        before, _ = row("nobody slow", port, cookies, seconds / 2)
        p95, wrong = attacked(port, KINDS[name], lambda: row(name, port, cookies, seconds))
        after, _ = row("nobody slow", port, cookies, seconds / 2)
        if not wrong and p95 <= WORSE_MOST * max(before, after, FLOOR):
            return True
    return False


def main(seconds: float, worker: str) -> int:
    """Measure without and with each kind of slowness; status 1 when others wait more than twice as long."""
    port = free_port()
    with served(port, worker):
        cookies = logged_in(port)
        work(port, cookies, 3)  # warm
        print(f"{worker}: {SLOW} slow connections, {WORKING} people at work; milliseconds")
        print(f"{'':42} {'n':>5} {'p50':>8} {'p95':>8} {'wrong':>6}")
        failed = [name for name in KINDS if not held(name, port, cookies, seconds)]
    print("Others notice too much of: " + ", ".join(failed) if failed else "Others keep working.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2]))
