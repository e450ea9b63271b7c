"""What the codes in a report mean: from the reference lists as they were on the peildatum, or our own words.

Only codes that stand in the report are told. A worker is never named: who that is, is not what a figure is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from keukentafel.cijfers.public import Onderwerp
from keukentafel.inzicht.rapport import Rapport
from keukentafel.inzicht.register import own_words
from keukentafel.referentielijsten.public import OnbekendeLijst, find_domain, label_of, levels_of, scheme, schemes
from keukentafel.socialekaart.public import Gebied
from keukentafel.teams.public import Team
from keukentafel.uitwisseling.public import Sleutelbos

REDENEN = ("reden_niet_anders", "effect", "afwijking", "ander_arrangement")
#: Column to the lists in which its codes stand.
LIJSTEN: Mapping[str, tuple[str, ...]] = {
    "aard": ("inzetaard",), "kring": ("kring",), "telwijze": ("telwijze",), "soort": ("doelsoort",),
    "status": ("doelstatus",), "reden_niet_gescoord": ("reden_niet_gescoord",), "vraag": ("werkwijze_vraag",),
    "medewerkertype": ("medewerkertype",), "code": REDENEN, "wet": ("wet",),
    "product": ("product",), "afwijsreden": ("afwijsreden",), "deel": ("product", "kring", "wet"),
    "weg": ("uitvoerder_soort",),
}  # fmt: skip
#: Kenmerk to the list in which its waarde stands.
WAARDEN: Mapping[str, str] = {
    "geslacht": "geslacht", "soort": "melding_soort", "kanaal": "kanaal", "melder_soort": "melder_soort",
    "vraagtype": "vraagtype", "afhandeling": "afhandeling",
}  # fmt: skip
STELSELS = ("instrument", "domeinstelsel")
NIVEAUS = ("niveau", "van", "naar")


def labels_of(rapport: Rapport) -> Iterator[tuple[str, str, str, str]]:
    """Yield (table, column, code, label) for each code in the report that has a label, each once, in order.

    A code that means one thing in one scheme and another in the next comes once for each.
    """
    op, words, places = rapport.vraag.peildatum, own_words(), _places()
    seen: set[tuple[str, ...]] = set()
    for table, rows in rapport.tables().items():
        for row in rows:
            for kolom, value in row.items():
                about = (table, kolom, str(value), *(str(row.get(name)) for name in (*STELSELS, "kenmerk")))
                if value is None or about in seen:
                    continue
                label = _label(kolom, value, row, op) or places.get((_place(kolom, row), str(value)))
                label = label or (words.get(str(value), "") if isinstance(value, str) else "")
                if label and (table, kolom, str(value), label) not in seen:
                    yield table, kolom, str(value), label
                seen |= {about, (table, kolom, str(value), label)}


def _place(kolom: str, row: Mapping[str, Any]) -> str:
    """The column that says what kind of place this is: a report on costs has teams in `deel`."""
    return "team" if kolom == "deel" and row.get("uitsplitsing") == "team" else kolom


def _label(kolom: str, value: Any, row: Mapping[str, Any], op: date) -> str:
    """The name of this code in a reference list; '' when none knows it."""
    if kolom == "onderwerp" and value in Onderwerp.values:
        return str(Onderwerp(value).label)
    lists = (
        (WAARDEN[row["kenmerk"]],) if kolom == "waarde" and row.get("kenmerk") in WAARDEN else LIJSTEN.get(kolom, ())
    )
    stelsel = next((row[name] for name in STELSELS if name in row), None)
    try:
        if kolom in STELSELS:
            return scheme(value).naam
        if kolom in ("domein", "ander"):
            return find_domain(stelsel, value).naam if stelsel is not None else _in_any_scheme(value)
        if kolom in NIVEAUS and stelsel is not None and isinstance(value, int):
            return {level.waarde: level.naam for level in levels_of(stelsel)}.get(value, "")
    except OnbekendeLijst:
        return ""
    return next((found for lijst in lists if (found := _in_list(lijst, value, op))), "")


def _in_any_scheme(domein: str) -> str:
    """The names that a domain has in the schemes, where the report does not say which one."""
    names = dict.fromkeys(domain.naam for one in schemes() for domain in one.domeinen if domain.code == domein)
    return " of ".join(names)


def _in_list(lijst: str, value: str, op: date) -> str:
    try:
        return label_of(lijst, value, op)
    except OnbekendeLijst:
        return ""


def _places() -> dict[tuple[str, str], str]:
    """The names of teams and areas, by column and the key under which they leave."""
    sleutels = Sleutelbos()
    teams = Team.objects.order_by("pk").values_list("pk", "naam")
    found = {("team", sleutels.of("teams", pk)): naam for pk, naam in teams}
    return found | {("gebied", code): naam for code, naam in Gebied.objects.order_by("pk").values_list("code", "naam")}
