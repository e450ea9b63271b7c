"""A page of our own that is as bad as can be, on 127.0.0.1: a scanner that finds nothing there says nothing elsewhere.

What is typed in `q` comes back as HTML, and what is typed in `id` goes into SQL, on the PostgreSQL that is scanned. It
reads two rows that stand in the question itself, inside a transaction that may only read.
"""

from __future__ import annotations

import os
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import psycopg

from scripts.scan import server
from scripts.scan.bevindingen import Plek, Uitslag
from scripts.scan.wandelen import Vraag

LEK = "SELECT naam FROM (VALUES (1, 'een'), (2, 'twee')) AS rij (id, naam) WHERE id = "
GOED = (Vraag("/goed/", (("q", "1"), ("id", "1"))),)
SLECHT = (Vraag("/slecht/", (("q", "1"), ("id", "1"))),)
SECONDEN = 90.0
INGESPOTEN = re.compile("sql|cross site scripting", re.IGNORECASE)
Scan = Callable[..., Uitslag]
#: Per scanner, in how many names it must find something on the bad page: wapiti both, sqlmap only looks for SQL.
VINDT: dict[str, tuple[Scan, int]] = {"wapiti": (server.wapiti, 2), "sqlmap": (server.sqlmap, 1)}


class Bladzijde(BaseHTTPRequestHandler):
    """/slecht/ does what nobody may; /goed/ takes the same names and does nothing with them."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        given = dict(parse_qsl(asked.query))
        body = "niets"
        if asked.path == "/slecht/":
            body = f"{given.get('q', '')} {found(given.get('id', ''))}"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<!doctype html><html><body><p>{body}</p></body></html>".encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def found(number: str) -> str:
    """What the question gives, or how PostgreSQL complains."""
    try:
        with psycopg.connect(os.environ["DATABASE_URL"].replace("postgres://", "postgresql://")) as database:
            database.read_only = True
            return ", ".join(name for (name,) in database.execute(LEK + number).fetchall())  # type: ignore[call-overload]
    except psycopg.Error as error:
        return str(error)


@contextmanager
def served() -> Iterator[str]:
    """Inside, both pages are there; their address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Bladzijde) as pages:
        threading.Thread(target=pages.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{pages.server_port}"
        pages.shutdown()


def try_scanner(name: str) -> Uitslag:
    """Let a scanner loose on both pages; a planted fault that it misses, or a fault on the good one, is a finding."""
    scan, wanted = VINDT[name]
    with served() as base:
        bad, good = (injected(scan(base, {}, asked, SECONDEN)) for asked in (SLECHT, GOED))
    wrong = Counter(Plek(name, "found where nothing is", what) for what in good)
    if len(bad) < wanted:
        wrong[Plek(name, "planted fault not seen", f"{len(bad)} of {wanted}")] += 1
    return Uitslag(name, f"planted: {', '.join(sorted(bad)) or 'nothing'} found", wrong)


def injected(result: Uitslag) -> set[str]:
    """The kinds of what it found that come of what is typed; which heads an answer lacks is not planted here."""
    return {
        place.regel for place in result.gevonden if re.search("sql|cross site scripting", place.regel, re.IGNORECASE)
    }
