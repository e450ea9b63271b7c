"""Names out of a text: what a second reader of a case gets to see (security.md 2.3, casuïstiek; R-094, R-095)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Q

from keukentafel.casussen.models import Casus
from keukentafel.core.datums import leeftijd
from keukentafel.core.muur import weighs
from keukentafel.personen.public import Huishoudlid, Persoon, Relatie
from keukentafel.referentielijsten.public import Leefeenheidrol

BANDEN = ((4, "jonger dan 4 jaar"), (12, "4 tot en met 11 jaar"), (18, "12 tot en met 17 jaar"),
          (30, "18 tot en met 29 jaar"), (50, "30 tot en met 49 jaar"), (67, "50 tot en met 66 jaar"))  # fmt: skip
OUDER_DAN = "67 jaar of ouder"
KORTSTE = 2  # letters of a word that counts as a name
GEEN_NAAM = frozenset({"van", "von", "de", "den", "der", "het", "ten", "ter", "te", "in", "op", "la", "le", "el", "al"})
APOSTROF = "'’‘`´"
VORMEN = (
    (re.compile(r"\S+@\S+\.\w+"), "[e-mailadres]"),
    (re.compile(r"\b\d{4}\s?[A-Z]{2}\b"), "[postcode]"),
    (re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b"), "[datum]"),
    (re.compile(r"\b\d(?:[ .-]?\d){5,}\b"), "[nummer]"),
)


@dataclass(frozen=True, slots=True)
class Rolnamen:
    """What to call the people of a household without their names: `regels` says who they are, `woorden` what becomes
    what in a text, the longest first."""

    regels: tuple[str, ...]
    woorden: tuple[tuple[re.Pattern[str], str], ...]

    def without_names(self, tekst: str) -> str:
        """The text with every name that is known here replaced by a role, and what looks like a number by its kind.

        A name that nobody registered stays: the reader is told so, and who asks is too.
        """
        for pattern, said in (*VORMEN, *self.woorden):
            tekst = pattern.sub(said, tekst)
        return tekst


def age_band(geboren: date | None, op: date) -> str:
    """How old somebody is, in a band of years; '' when the day of birth is not known."""
    if geboren is None:
        return ""
    age = leeftijd(geboren, vandaag=op)
    return next((said for below, said in BANDEN if age < below), OUDER_DAN)


@weighs
def role_names(casus: Casus, op: date, *, met_namen: bool = False) -> Rolnamen:
    """The people around a case by role: who lives or lived in the household, its person, and their relatives.

    Two queries, however many there are. Numbered by the order in which they came, the adults first. `met_namen`: who
    lives there on day `op` keeps his name; everybody else is a role, and addresses go either way. Reads behind the
    wall too: of who fled to a shielded household the name goes as well, and nothing that is read here is shown but that
    of who lives there today.
    """
    rows = Huishoudlid.objects.filter(huishouden=casus.huishouden_id).select_related("persoon").defer("persoon__bsn")
    members = sorted(rows, key=lambda row: (row.rol != Leefeenheidrol.VOLWASSENE, row.van, row.pk))
    called: dict[int, str] = {}
    named: set[int] = set()
    lines: list[str] = []
    counted: dict[str, int] = {}
    for row in members:
        if row.persoon_id in called:
            continue
        kind = "kind" if row.rol == Leefeenheidrol.KIND else "volwassene"
        counted[kind] = counted.get(kind, 0) + 1
        called[row.persoon_id] = f"{kind} {counted[kind]}"
        if row.van <= op and (row.tot is None or row.tot >= op):
            said = f"{row.persoon.naam}, {kind}" if met_namen else called[row.persoon_id]
            lines.append(_line(said, row.persoon, op))
            named |= {row.persoon_id} if met_namen else set()
    people = {row.persoon_id: row.persoon for row in members}
    people.setdefault(casus.persoon_id, casus.persoon)
    called.setdefault(casus.persoon_id, "de inwoner")
    ties = Relatie.objects.filter(Q(persoon_a__in=people) | Q(persoon_b__in=people))
    for tie in ties.select_related("persoon_a", "persoon_b").defer("persoon_a__bsn", "persoon_b__bsn"):
        for relative in (tie.persoon_a, tie.persoon_b):
            people.setdefault(relative.pk, relative)
            called.setdefault(relative.pk, "een bekende")
    hidden = [(people[pk], said) for pk, said in called.items() if pk not in named]
    words = _words(hidden, "" if named else casus.huishouden.naam, [people[pk] for pk in named])
    return Rolnamen(tuple(lines), words)


def _line(said: str, persoon: Persoon, op: date) -> str:
    band = age_band(persoon.geboortedatum, op)
    said = said[:1].upper() + said[1:]
    return f"{said}, {band}" if band else said


def _words(
    hidden: Sequence[tuple[Persoon, str]], huishouden: str, named: Sequence[Persoon]
) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every way in which who is hidden is named, the longest first: a first name inside a whole name comes after it.

    A word that also names somebody of `named` stays. Of nobody the address stays.
    """
    found: dict[str, str] = {}
    for persoon, said in hidden:
        for form in _first_forms(persoon):
            found.setdefault(form, said)
    for persoon, _said in hidden:
        for form in _family_forms(persoon):
            found.setdefault(form, "[achternaam]")
    found.setdefault(huishouden.casefold(), "huishouden")
    for persoon in named:
        for form in (*_first_forms(persoon), *_family_forms(persoon)):
            found.pop(form, None)
    for persoon in (*(persoon for persoon, _said in hidden), *named):
        found.setdefault(f"{persoon.straat} {persoon.huisnummer}".strip().casefold(), "[adres]")
        found.setdefault(persoon.straat.casefold(), "[straat]")
        found.setdefault(persoon.woonplaats.casefold(), "[woonplaats]")
    forms = sorted((form for form in found if len(form) >= KORTSTE), key=len, reverse=True)
    return tuple((_pattern(form), found[form]) for form in forms)


def _first_forms(persoon: Persoon) -> list[str]:
    return [form.casefold() for form in (persoon.naam, persoon.korte_naam, *_parts(persoon.voornamen))]


def _family_forms(persoon: Persoon) -> list[str]:
    return [form.casefold() for form in (persoon.familienaam, *_parts(persoon.achternaam))]


def _pattern(form: str) -> re.Pattern[str]:
    """The words of a name with any spaces between them, as whole words, in capitals or not, also as "Annies".

    With or without its signs: who types in haste writes Zoe and Renee, whatever the register says.
    """
    words = r"\s+".join("".join(map(_sign, word)) for word in form.split())
    return re.compile(rf"(?<!\w){words}(?:[{APOSTROF}]?s)?(?!\w)", re.IGNORECASE)


def _sign(sign: str) -> str:
    """One letter with every accent and without, any apostrophe for an apostrophe; anything else as it is."""
    if sign in APOSTROF:
        return f"[{APOSTROF}]"
    return _accented().get(_bare(sign), re.escape(sign))


@cache
def _accented() -> Mapping[str, str]:
    """Per letter what it looks like with and without accents, as part of an expression."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for sign in map(chr, range(ord("À"), ord("ɏ"))):
        found[_bare(sign)] |= {sign.casefold(), _bare(sign)}
    return {bare: f"[{''.join(sorted(signs))}]" for bare, signs in found.items() if bare.isascii() and bare.isalpha()}


def _bare(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0].casefold()


def _parts(name: str) -> Iterable[str]:
    return [part for part in re.split(r"[\s-]+", name) if part.casefold() not in GEEN_NAAM]
