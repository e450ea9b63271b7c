"""After a fault: is every acknowledged save there whole, is nothing half there, and does everything still add up?"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db import connection
from django.db.models import Max, Model

from keukentafel.audit.keten import chain_key, line_hash
from keukentafel.audit.selectors import head, lines, verify_chain
from keukentafel.casussen.public import Casus
from keukentafel.core.models import Idempotentie
from keukentafel.core.versleuteling import Geheimschrift, plain_text
from keukentafel.taken.models import Taak
from keukentafel.tijdlijn.models import Contactmoment
from scripts.faults.writers import Ack

MODELS = {"contactmoment": Contactmoment, "taak": Taak}
EVENTS = {
    "contact_vastgelegd": "+", "niet_bereikt_vastgelegd": "+", "contact_verbeterd": "~", "taak_gemaakt": "+",
}  # fmt: skip


@dataclass
class Uitslag:
    """What was found wrong, as texts; empty lists are what we want."""

    verloren: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    dubbel: list[str] = field(default_factory=list)
    beschadigd: list[str] = field(default_factory=list)

    def add(self, other: Uitslag) -> None:
        """Add what another check found."""
        for name in vars(self):
            getattr(self, name).extend(getattr(other, name))

    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {name: len(found) for name, found in vars(self).items()}


@dataclass(frozen=True)
class Stand:
    """Where the tables ended when it was last looked at: what comes after is new."""

    regel: int
    hash: str
    effect: int
    historie: dict[str, int]

    @classmethod
    def now(cls) -> Stand:
        """As it is now; nobody may be writing."""
        latest = {name: _last(model.history.model, "history_id") for name, model in MODELS.items()}  # type: ignore[attr-defined]
        return cls(*head(), _last(Idempotentie, "id"), latest)


def _last(model: type, name: str) -> int:
    return model._base_manager.aggregate(last=Max(name))["last"] or 0  # type: ignore[attr-defined,no-any-return]


Versions = dict[tuple[str, int, int], str]  # (kind of object, id, version) -> text


def check(acks: Sequence[Ack], since: Stand, known: Versions) -> Uitslag:
    """Look at everything that is new since `since`: the saves that were acknowledged, and the others.

    `known`: the versions of before; what is new is added. A form may have had its effect before the last check and be
    acknowledged only now, when it was sent again.
    """
    found = Uitslag()
    versions, kinds = _versions(since)
    _rows(versions, found)
    _events(versions, kinds, since, found)
    effects = {
        row[0]: row[1] for row in Idempotentie.objects.filter(pk__gt=since.effect).values_list("sleutel", "resultaat")
    }
    if len(effects) != len(versions) or not all(effects.values()):
        found.half.append(f"{len(effects)} verzonden formulieren, {len(versions)} versies van iets")
    missing = {uuid.UUID(ack.sleutel) for ack in acks} - effects.keys()
    effects |= dict(Idempotentie.objects.filter(sleutel__in=missing).values_list("sleutel", "resultaat"))
    known |= versions
    _acknowledged(acks, effects, known, found)
    _chain(since, found)
    return found


def _versions(since: Stand) -> tuple[Versions, Counter[tuple[str, int, str]]]:
    """The texts of every version that was made, and how many versions of each kind of change each object got."""
    texts: Versions = {}
    kinds: Counter[tuple[str, int, str]] = Counter()
    for name, model in MODELS.items():
        column = "tekst" if name == "contactmoment" else "titel"
        history = model.history.model._base_manager.filter(history_id__gt=since.historie[name])  # type: ignore[attr-defined]
        for pk, version, text, kind in history.values_list("id", "versie", column, "history_type"):
            texts[name, pk, version] = _words(model, pk, text)
            kinds[name, pk, kind] += 1
    return texts, kinds


def _words(model: type[Model], pk: int, text: Any) -> str:
    """A text as a query gave it, opened when it lies encrypted."""
    return plain_text(model, "tekst", pk, text) if isinstance(text, Geheimschrift) else str(text)


def _rows(versions: Versions, found: Uitslag) -> None:
    """Each object is as its last version says."""
    latest: dict[tuple[str, int], int] = defaultdict(int)
    for name, pk, version in versions:
        latest[name, pk] = max(latest[name, pk], version)
    for name, model in MODELS.items():
        column = "tekst" if name == "contactmoment" else "titel"
        wanted = [pk for kind, pk in latest if kind == name]
        rows = {pk: (version, _words(model, pk, text)) for pk, version, text in
                model._base_manager.filter(pk__in=wanted).values_list("pk", "versie", column)}  # fmt: skip
        for pk in wanted:
            version = latest[name, pk]
            if rows.get(pk) != (version, versions[name, pk, version]):
                found.half.append(f"{name} {pk} is niet zijn versie {version}")


def _events(versions: Versions, kinds: Counter[tuple[str, int, str]], since: Stand, found: Uitslag) -> None:
    """Each version has its event in the log, and each event its version."""
    written = {
        (line.gebeurtenis, line.object_soort, int(line.object_id), EVENTS[line.actie])
        for line, _ in lines(since.regel) if line.soort == "schrijven" and line.actie in EVENTS
    }  # fmt: skip
    logged = Counter((name, pk, kind) for _, name, pk, kind in written)
    for what in logged.keys() | kinds.keys():
        if logged[what] != kinds[what]:
            found.half.append(f"{what}: {kinds[what]} versies, {logged[what]} gebeurtenissen in het logboek")


def _acknowledged(acks: Sequence[Ack], effects: dict[uuid.UUID, str], versions: Versions, found: Uitslag) -> None:
    """Each acknowledged save has its effect, with its own text; no text is there twice."""
    texts = Counter(text for (_, _, version), text in versions.items() if version == 1 and text)
    found.dubbel += [text[:50] for text, number in texts.items() if number > 1]
    tasks = {text for (name, _, _), text in versions.items() if name == "taak"}
    for ack in acks:
        result = effects.get(uuid.UUID(ack.sleutel))
        if result is None:
            found.verloren.append(f"{ack.soort} {ack.sleutel}")
        elif ack.soort == "taak":
            if ack.tekst not in tasks:
                found.half.append(f"taak {ack.sleutel} zonder taak")
        elif not result.endswith(f"#contact-{ack.pk}"):
            found.half.append(f"{ack.sleutel}: {result} in plaats van {ack.pk}")
        elif versions.get(("contactmoment", ack.pk, ack.versie), "").strip() != ack.tekst.strip():
            found.half.append(f"contactmoment {ack.pk} versie {ack.versie} heeft een andere tekst")


def _chain(since: Stand, found: Uitslag) -> None:
    """The log goes on where it was, without a gap, and every hash is right."""
    previous, number, key = since.hash, since.regel, chain_key()
    for line, stored in lines(since.regel):
        number += 1
        if line.volgnr != number or line_hash(previous, line, key) != stored:
            found.beschadigd.append(f"logregel {line.volgnr} past niet op de regel ervoor")
            return
        previous = stored


def check_whole() -> Uitslag:
    """All of the log, all versions without a gap, the last contact of each case."""
    found = Uitslag()
    _, broken = verify_chain()
    if broken:
        found.beschadigd.append(f"keten: {broken.reden}")
    history = Contactmoment.history.model._base_manager.order_by("id", "versie").values_list("id", "versie")  # type: ignore[attr-defined]
    for (one, before), (other, after) in pairwise(history):
        if one == other and after != before + 1:
            found.half.append(f"contactmoment {one}: na versie {before} komt {after}")
    days = dict(Contactmoment.objects.filter(aard="contact").exclude(soort="niet_bereikt").order_by()
                .values_list("casus").annotate(last=Max("datum")))  # fmt: skip
    for pk, last in Casus.objects.values_list("pk", "laatste_contact_op"):
        if days.get(pk) != last:
            found.half.append(f"casus {pk}: laatste contact {last}, volgens de contacten {days.get(pk)}")
    return found


def sound(*, whole: bool = False) -> list[str]:
    """What the database says of itself; on PostgreSQL its checksums are read along, the rest is `pg_amcheck`."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check" if whole else "PRAGMA quick_check")
        said = [str(row[0]) for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        return [text for text in said if text != "ok"] + [str(row) for row in (cursor.fetchall() if whole else ())]
