"""How a package of the screen is shown: in words and numbers, without anybody's data."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice

from django.urls import reverse

from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.uitwisseling.definitie import resources
from keukentafel.uitwisseling.map import Inleesmap, Stand
from keukentafel.uitwisseling.models import Inlezing
from keukentafel.uitwisseling.states import Inlezingstatus

LEEST = 20_000  # faults, so that the page is there at once
SOORTEN = 20  # kinds of faults on the page
STAPPEN = {"controle": "Controleren", "inlezen": "Inlezen"}


def list_table(rows: list[Inlezing]) -> Tabel:
    """The packages, the newest first."""
    columns = [Kolom("Bron"), Kolom("Aangeboden"), Kolom("Stand"), Kolom("Fouten", getal=True)]
    return Tabel(columns, [_row(row) for row in rows], naam="Gegevenspakketten")


def _row(row: Inlezing) -> list[Cel]:
    when = f"{row.gemaakt_op.astimezone():%d-%m-%Y %H:%M}"
    url = reverse("uitwisseling:inlezing", args=[row.pk])
    return [Cel(row.bron, url=url), Cel(when), Cel(status_words(row)), Cel(str(row.fouten or ""))]


def status_words(row: Inlezing) -> str:
    """Where it stands, in words: a state of our own, not a code of a list."""
    return str(Inlezingstatus(row.status).label)


def counts_table(inlezing: Inlezing) -> Tabel | None:
    """Per table of the package how many rows are new, changed, or as they were; None when that is not known.

    Where rows open again what was closed here, or are about what stays closed here, columns say how many.
    """
    if not inlezing.tellingen:
        return None
    columns = [Kolom("Tabel"), Kolom("Nieuw", getal=True), Kolom("Gewijzigd", getal=True), Kolom("Gelijk", getal=True)]
    known = [naam for naam in resources() if naam in inlezing.tellingen]
    counts = {naam: [*inlezing.tellingen[naam], 0, 0][:5] for naam in known}
    for place, words in ((3, "Gaat hier weer open"), (4, "Blijft hier afgesloten")):
        if any(count[place] for count in counts.values()):
            columns.append(Kolom(words, getal=True))
    shown = [place for place in range(5) if place < 3 or any(count[place] for count in counts.values())]
    counts = {naam: [count[place] for place in shown] for naam, count in counts.items()}
    rows = [[Cel(naam), *(Cel(_number(count)) for count in counts[naam])] for naam in known]
    totals = [sum(counts[naam][place] for naam in known) for place in range(len(columns) - 1)]
    rows.append([Cel("Samen"), *(Cel(_number(count)) for count in totals)])
    return Tabel(columns, rows, naam="Wat er met de rijen gebeurt")


def faults_table(inlezing: Inlezing) -> Tabel | None:
    """What is wrong, the same fault once with how often and where first; None when there is no list of faults.

    Of a very long list the first LEEST faults are looked at; the download has them all.
    """
    path = Inleesmap(inlezing.sleutel).fouten
    if not inlezing.fouten or not path.is_file():
        return None
    often: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], str] = {}
    with path.open(encoding="utf-8", newline="") as source:
        for fault in islice(csv.DictReader(source), LEEST):
            what = (fault["resource"], fault["column"], fault["message"])
            often[what] += 1
            first.setdefault(what, fault["row"])
    rows = [
        [Cel(" · ".join(filter(None, what[:2])) or "het pakket"), Cel(what[2]), Cel(_number(count)), Cel(first[what])]
        for what, count in often.most_common(SOORTEN)
    ]
    columns = [Kolom("Waar"), Kolom("Wat er is"), Kolom("Hoe vaak", getal=True), Kolom("Eerste rij", getal=True)]
    return Tabel(columns, rows, naam="Wat er mis is")


def progress(inlezing: Inlezing) -> str:
    """How far the work is, in words."""
    stand: Stand | None = Inleesmap(inlezing.sleutel).stand()
    if stand is None:
        return "Het begint zo."
    step = STAPPEN.get(stand.stap, stand.stap)
    tables = list(resources())
    place = tables.index(stand.resource) + 1 if stand.resource in tables else 0
    return f"{step}: {stand.resource}, tabel {place} van {len(tables)}, {_number(stand.rijen)} rijen."


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
