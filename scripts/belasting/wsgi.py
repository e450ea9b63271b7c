"""The application of production, which tells with each answer where its time went (Server-Timing).

Only the load harness serves this; the product knows nothing of it. Milliseconds of one request: `app` by the clock,
`cpu` of the thread that answered, `db` waiting for the database outside the log, `log` writing the log of reads and
actions, its database included.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from config.wsgi import application as product
from keukentafel.audit import middleware, schrijven
from keukentafel.core.postgresql.base import DatabaseWrapper, Lezercursor

_here = threading.local()


def timed(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Add the time inside this function to `name`, except what an enclosing one counts already."""

    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        spent = getattr(_here, "spent", None)
        if spent is None or spent["inside"]:
            return function(*args, **kwargs)
        spent["inside"] = name
        begin = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += time.perf_counter() - begin
            spent["inside"] = ""

    return wrapper


def watch() -> None:
    """Put the stopwatches in place, once per process."""
    for place in (middleware, schrijven):
        place.write = timed(place.write, "log")
    for name in ("execute", "executemany"):
        setattr(Lezercursor, name, timed(getattr(Lezercursor, name), "db"))
    for name in ("_send", "_commit", "connect"):
        setattr(DatabaseWrapper, name, timed(getattr(DatabaseWrapper, name), "db"))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the product does, with one header more."""
    _here.spent = spent = {"log": 0.0, "db": 0.0, "inside": ""}
    begin, worked = time.perf_counter(), time.thread_time()

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        told = {
            "app": time.perf_counter() - begin,
            "cpu": time.thread_time() - worked,
            "db": spent["db"],
            "log": spent["log"],
        }
        value = ", ".join(f"{name};dur={1000 * seconds:.2f}" for name, seconds in told.items())
        return start_response(status, [*headers, ("Server-Timing", value)], *rest)

    try:
        answer: Iterable[bytes] = product(environ, start)
        return answer
    finally:
        _here.spent = None


watch()
