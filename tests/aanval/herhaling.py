"""A POST that comes again and again: what every table holds before and after, and how each answer reads (D7)."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from django.db import connection

from keukentafel.toegang.public import Gebruiker
from tests.aanval.formulieren import Formulier, Veld
from tests.aanval.wereld import Deur, Wereld, plausible, writes
from tests.toegang.test_schermen import undone
from tests.toegang.wandeling import BIBLIOTHEEK, screens

KEREN = 10
#: Kept by every request, whatever it asks: the session, the counters against guessing, the salt of who was read; and
#: what only an upgrade changes.
ALTIJD = ("django_session", "axes_", "toegang_teller", "audit_betrokkene", "sqlite_sequence",
          "auth_permission", "django_content_type", "django_migrations")  # fmt: skip
#: Of the log only what was done counts: who asks a page again has read it again, and that is written down.
GEDAAN = "SELECT * FROM audit_regel WHERE soort <> 'lezen'"

Stand = Mapping[str, Counter[tuple[object, ...]]]
Antwoord = tuple[int, str]
Formulierdata = dict[str, list[str]]
#: Ways to fill in a form: with its ticks or not, the how manieth choice, and how many days from now.
POGINGEN = ((False, 0, 0), (True, 0, 0), (False, 0, 30), (True, 1, 30), (False, 1, 0), (False, -1, 30), (False, 0, -30))


def stand() -> Stand:
    """Every row of every table: rooms, histories, log, messages that wait, keys of forms."""
    found: dict[str, Counter[tuple[object, ...]]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(ALTIJD):
                name = connection.ops.quote_name(table)
                cursor.execute(GEDAAN if table == "audit_regel" else f"SELECT * FROM {name}")
                found[table] = Counter(map(plain, cursor.fetchall()))
    return found


def plain(row: tuple[object, ...]) -> tuple[object, ...]:
    """A row that can be counted: lists and objects as text."""
    return tuple(value if isinstance(value, str | int | None) else repr(value) for value in row)


def changes(before: Stand, after: Stand) -> dict[str, tuple[int, int]]:
    """Per table that differs: how many rows came, how many went; a row that was changed is both."""
    return {
        table: ((rows - before[table]).total(), (before[table] - rows).total())
        for table, rows in after.items()
        if rows != before[table]
    }


@dataclass
class Herhaald:
    """What the first did and what the others did: `anders` are answers that differ from the first, `stuk` errors."""

    eerste: Antwoord
    opnieuw: dict[str, tuple[int, int]] = field(default_factory=dict)
    anders: list[Antwoord] = field(default_factory=list)
    stuk: list[str] = field(default_factory=list)


def repeat(wereld: Wereld, user: Gebruiker, adres: str, data: Formulierdata) -> Herhaald:
    """Send this form ten times, to the letter: a double click, the way back, a retry. Nothing of it stays."""
    with undone():
        found = Herhaald(_send(wereld, user, adres, data))
        once = stand()
        for _ in range(KEREN - 1):
            said = _send(wereld, user, adres, data)
            if said[0] >= 500:
                found.stuk.append(f"{said[0]} {(wereld.mis or ['?'])[0]}")
            elif said != found.eerste:
                found.anders.append(said)
        found.opnieuw = changes(once, stand())
    return found


def try_out(wereld: Wereld, deur: Deur) -> Formulierdata | None:
    """How this form is filled in so that it does its work: leads on, or shows what was made. None: no way was found."""
    for ticks, choice, days in POGINGEN:
        data = deur.formulier.filled(partial(typed, days=days), vinkjes=ticks)
        for veld in deur.formulier.velden.values() if choice else ():
            some = [option for option in veld.opties if option and option not in veld.gekozen]
            if some and veld.naam in data:
                data[veld.naam] = [some[choice % len(some)]]
        with undone(), writes() as written:
            status = _send(wereld, deur.gebruiker, deur.formulier.adres, data)[0]
        if status == 302 or (status == 200 and written):
            return data
    return None


def typed(naam: str, soort: str, days: int) -> str:
    """What somebody would type, with a day that lies so far from today."""
    said = plausible(naam, soort)
    return (date.today() + timedelta(days=days)).isoformat() if days and said == date.today().isoformat() else said


def buttons(wereld: Wereld, known: set[str]) -> Iterator[Deur]:
    """What is only a button, or hides in the menu of a line: every other address that takes a POST, with a key."""
    for scherm in screens():
        if scherm.naam in known or scherm.naam.startswith(BIBLIOTHEEK):
            continue
        for user in wereld.visitors(scherm, "POST"):
            fields = {"idempotentiesleutel": str(uuid.uuid4()), "versie": "1", "reden": "Kanarie in de kamer"}
            velden = {name: Veld(name, "hidden", value) for name, value in fields.items()}
            yield Deur(scherm, user, "", Formulier(wereld.address(scherm), "post", velden))


def _send(wereld: Wereld, user: Gebruiker, adres: str, data: Formulierdata) -> Antwoord:
    answer = wereld.ask(user, "POST", adres, data)
    return answer.status_code, answer.headers.get("Location", "")
