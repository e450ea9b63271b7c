"""People who write through the real HTTP stack, and remember what was acknowledged in a file of their own.

A save counts as acknowledged when the browser was sent on to what it made. What got no answer, or another one, is sent
again with the same key when the server is back: it must have one effect.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

MADE = re.compile(r"#contact-(\d+)$")
PATIENCE = 120  # seconds without any acknowledged save: the server does not come back
LONGEST = 400  # seconds in which what is waited for must come: sixty saves, or the refusals of an ill disk
KINDS = ("contact",) * 9 + ("niet_bereikt",) * 8 + ("wijziging",) * 2 + ("taak",)


class Ack(NamedTuple):
    """A save that was acknowledged. `pk`: what it made or changed, 0 when the answer does not say (a task)."""

    sleutel: str
    soort: str
    casus: int
    pk: int
    tekst: str
    versie: int


@dataclass
class Post:
    """A form that is to be sent, or sent again."""

    soort: str
    casus: int
    tekst: str
    pk: int = 0
    versie: int = 1
    sleutel: str = ""
    keren: int = 0


def form_of(soort: str, casus: int, tekst: str, post: Post | None) -> tuple[str, dict[str, str]]:
    """Where this form goes and its fields."""
    key = {"idempotentiesleutel": post.sleutel if post else str(uuid.uuid4())}
    if soort == "niet_bereikt":
        return f"/casussen/{casus}/niet-bereikt/", key
    if soort == "taak":
        return f"/casussen/{casus}/taak-erbij/", {**key, "titel": tekst, "wie": "mij"}
    fields = {**key, "tekst": tekst, "aard": "contact", "zichtbaar_voor": "team", "datum": "2024-06-03",
              "wet": "algemeen"}  # fmt: skip
    if soort == "wijziging" and post is not None:
        return f"/casussen/{casus}/tijdlijn/{post.pk}/", {**fields, "versie": str(post.versie - 1)}
    return f"/casussen/{casus}/contact/", fields


class Kantoor:
    """All writers together: they begin, count, and stop for a check."""

    def __init__(self, port: int, world: dict[str, list[int]], journal: Path, seed: int) -> None:
        self.port, self.world, self.seed = port, world, seed
        self.journal = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.changed = threading.Condition()
        self.acks: list[Ack] = []
        self.weg_gezien: list[str] = []  # what was acknowledged and is not there, seen by who wants to change it
        self.totaal = self.anders = self.nogmaals = 0
        self.bezig = 0
        self.open = self.weg = False
        self.fout = ""
        self.schrijvers = [Schrijver(self, number) for number in range(len(world["sessies"]))]
        for writer in self.schrijvers:
            writer.start()

    def note(self, ack: Ack, again: bool) -> None:
        """Write down an acknowledged save; on the disk of the machine before it counts."""
        os.write(self.journal, (json.dumps(ack) + "\n").encode())
        os.fdatasync(self.journal)
        with self.changed:
            self.acks.append(ack)
            self.totaal += 1
            self.nogmaals += again
            self.changed.notify_all()

    def begin(self) -> None:
        """Let everybody write."""
        with self.changed:
            self.open = True
            self.changed.notify_all()

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until `until()`; raises RuntimeError when nothing was acknowledged nor refused for PATIENCE seconds.

        And when it takes LONGEST: everybody is refused for ever, or nobody is while the disk is ill.
        """
        with self.changed:
            begin, seen, since = (self.totaal, self.anders), (-1, -1), time.monotonic()
            last = since + LONGEST
            while not until():
                if self.fout:
                    raise RuntimeError(self.fout)
                if (self.totaal, self.anders) != seen:
                    seen, since = (self.totaal, self.anders), time.monotonic()
                elif time.monotonic() - since > PATIENCE:
                    raise RuntimeError(f"{PATIENCE} seconden gebeurde er niets: de server komt niet terug")
                if time.monotonic() > last:
                    acked, refused = self.totaal - begin[0], self.anders - begin[1]
                    raise RuntimeError(f"in {LONGEST} s {acked} keer bevestigd en {refused} keer niet: dit komt niet")
                self.changed.wait(1)

    def stop(self) -> None:
        """Nobody begins a new form; waits for who is under way."""
        with self.changed:
            self.open = False
        with self.changed:
            while self.bezig:
                self.changed.wait(1)

    def take(self) -> list[Ack]:
        """What was acknowledged since the last time."""
        with self.changed:
            taken, self.acks = self.acks, []
        return taken

    def forget(self) -> None:
        """The database is another one: nobody has anything to send again or to change; nobody may be writing."""
        for writer in self.schrijvers:
            writer.waiting, writer.mine = None, []

    def close(self) -> None:
        """Everybody goes home."""
        with self.changed:
            self.weg = True
            self.changed.notify_all()
        for writer in self.schrijvers:
            writer.join()
        os.close(self.journal)


class Schrijver(threading.Thread):
    """One desk: a session, a connection that is kept, one form at a time."""

    def __init__(self, office: Kantoor, number: int) -> None:
        super().__init__(daemon=True)
        self.office, self.number = office, number
        self.chance = random.Random(f"{office.seed}-{number}")  # noqa: S311 (the same each time)
        self.waiting: Post | None = None
        self.mine: list[Post] = []
        self.last_error = ""
        token = uuid.UUID(int=number + 1).hex
        self.token = token
        self.headers = {
            "Cookie": f"{office.world['cookie']}={office.world['sessies'][number]}; csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token,
        }  # fmt: skip
        self.connection = http.client.HTTPConnection("127.0.0.1", office.port, timeout=60)

    def run(self) -> None:
        """Write while the office is open."""
        while self._may_begin():
            try:
                acked = self._one()
            except Exception as reason:  # shown by who waits
                self.office.fout = f"{type(reason).__name__}: {reason}"
                acked = False
            with self.office.changed:
                self.office.bezig -= 1
                self.office.anders += not acked
                self.office.changed.notify_all()
            if not acked:
                time.sleep(0.02)

    def _may_begin(self) -> bool:
        with self.office.changed:
            while not self.office.open and not self.office.weg:
                self.office.changed.wait(1)
            self.office.bezig += not self.office.weg
            return not self.office.weg

    def _one(self) -> bool:
        """Send a form, or again the one that got no answer; True when it was acknowledged."""
        post = self.waiting or self._new()
        self.waiting = post
        path, fields = form_of(post.soort, post.casus, post.tekst, post)
        post.keren += 1
        try:
            self.connection.request("POST", path, urlencode(fields), self.headers)
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return False
        place = answer.headers.get("Location", "")
        if answer.status >= 500:
            return False
        if post.soort == "wijziging" and answer.status in (404, 409):
            self.office.weg_gezien.append(f"contactmoment {post.pk} versie {post.versie - 1}: {answer.status}")
            self.waiting = None
            return False
        made = MADE.search(place)
        if post.soort == "niet_bereikt" and place.endswith(f"/casussen/{post.casus}/") and post.keren <= 3:
            return False  # refused on its page: the clock went back while it was written ("deze dag moet nog komen")
        if answer.status != 302 or not (made or (post.soort == "taak" and place == "/")):
            raise RuntimeError(f"{path}: {answer.status} {place}")
        self.waiting, pk = None, int(made[1]) if made else 0
        self.office.note(Ack(post.sleutel, post.soort, post.casus, pk, post.tekst, post.versie), post.keren > 1)
        if post.soort in ("contact", "wijziging"):
            self.mine = [*self.mine[-20:], Post("wijziging", post.casus, "", pk, post.versie + 1)]
        return True

    def _new(self) -> Post:
        key, kind = str(uuid.UUID(int=self.chance.getrandbits(128), version=4)), self.chance.choice(KINDS)
        if kind == "wijziging" and self.mine:
            post = self.mine.pop(self.chance.randrange(len(self.mine)))
        else:
            post = Post(
                "contact" if kind == "wijziging" else kind, self.chance.choice(self.office.world["casussen"]), ""
            )
        post.sleutel, post.tekst = (
            key,
            "" if kind == "niet_bereikt" else f"proef {key} " + "x" * self.chance.choice((0, 40, 900)),
        )
        if kind == "taak":
            post.tekst = f"proef {key}"
        return post
