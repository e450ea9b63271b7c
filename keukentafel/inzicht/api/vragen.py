"""A question as it stands in an address: checked before anything runs, with the parameters of the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.utils import timezone

from keukentafel.core.datums import parse_iso
from keukentafel.inzicht.api.problemen import Probleem
from keukentafel.inzicht.api.tijdvakken import refuse_other_periods, span_of
from keukentafel.inzicht.register import Definitie
from keukentafel.inzicht.rekenen import Maandregel
from keukentafel.inzicht.vraag import Periode, Vraagfout, parse_periode

#: Form to media type. `table` of the command line is for a terminal, not for a system.
SOORTEN: Mapping[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
NAMEN = ("peildatum", "van", "tot", "periode", "team", "maandregel", "tabel", "format")
BIJLAGEN = ("definities", "codeboek")
VROEGST, LAATST = date(1900, 1, 1), date(2100, 12, 31)
PERIODEN = 24  # in one question
NAAM_HOOGSTENS = 60  # characters of the name of a period


@dataclass(frozen=True, slots=True)
class Opdracht:
    """What to run: the arguments of `keukentafel report`, and what of it goes into the log.

    `team`: its id in the package. `van` and `tot`: the first and last day asked for, over all periods.
    """

    arguments: Sequence[str]
    rapport: str
    vorm: str
    peildatum: date
    team: str
    van: date | None
    tot: date | None

    def trace(self, team: int) -> str:
        """Return the question in short for the log, which has room for 60 characters; `team` is its own number."""
        span = f" {_short(self.van)}-{_short(self.tot)}" if self.van or self.tot else ""
        return f"{self.rapport} t{team}{span} p{_short(self.peildatum)} {self.vorm}"


def read_question(definitie: Definitie, asked: QueryDict, teams: Sequence[str], *, sleutel: bool) -> Opdracht:
    """Read the address into an Opdracht. `teams`: ids in the package of the teams of which this reader sees exact
    figures; one of them is always filled in. `sleutel`: a key asks, which gets whole spans (tijdvakken.py), no small
    numbers and nothing per worker (buiten.py).

    Raises Probleem 400 naming the parameter, and 404 for a team of others.
    """
    refuse_others(asked, NAMEN, meervoud=("periode",))
    vorm = choose(asked, "format", tuple(SOORTEN), "json")
    tabel = choose(asked, "tabel", (*definitie.tabellen, *BIJLAGEN), "rijen")
    regel = choose(asked, "maandregel", tuple(Maandregel), Maandregel.KALENDER)
    _refuse_unused(definitie, asked)
    today, given = timezone.localdate(), day_of(asked, "peildatum")
    peildatum = given or today
    if peildatum > today + timedelta(366):
        raise Probleem(400, "De peildatum ligt meer dan een jaar na vandaag.", veld="peildatum")
    van, tot = day_of(asked, "van"), day_of(asked, "tot")
    if van is not None and tot is not None and van > tot:
        raise Probleem(400, "Het begin van de periode ligt na het eind. Draai ze om.", veld="van")
    periods = _periods(definitie, asked.getlist("periode"))
    if sleutel:
        refuse_other_periods(periods, today)
        van, tot = span_of(given, van, tot, today)
        peildatum = tot
        if not definitie.met_periode:
            van = tot = None
    team = _team(asked, teams)
    arguments = [definitie.naam, f"--format={vorm}", f"--tabel={tabel}", f"--maandregel={regel}",
                 f"--peildatum={peildatum.isoformat()}", f"--team={team}"]  # fmt: skip
    arguments += ["--koppeling"] if sleutel else []
    arguments += [f"--{naam}={day.isoformat()}" for naam, day in (("van", van), ("tot", tot)) if day]
    arguments += [f"--periode={text}" for text in asked.getlist("periode")]
    first = min((day for day in (van, *(one.van for one in periods)) if day), default=None)
    last = max((day for day in (tot, *(one.tot for one in periods)) if day), default=None)
    return Opdracht(arguments, definitie.naam, vorm, peildatum, team, first, last)


def refuse_others(asked: QueryDict, namen: Sequence[str], meervoud: Sequence[str] = ()) -> None:
    """Raise Probleem 400 for a parameter that is not one of these, that stands there twice, or that is empty."""
    for naam in asked:
        if naam not in namen:
            offered = f"Kies uit: {', '.join(namen)}." if namen else "Dit adres heeft er geen; laat hem weg."
            raise Probleem(400, f"Er staat een onbekende parameter in het adres. {offered}")
        if naam not in meervoud and len(asked.getlist(naam)) > 1:
            raise Probleem(400, "Deze parameter mag maar één keer in het adres staan.", veld=naam)
        if not all(asked.getlist(naam)):
            raise Probleem(400, "Deze parameter is leeg. Vul hem in, of laat hem weg.", veld=naam)


def uses(definitie: Definitie, naam: str) -> bool:
    """Whether this parameter changes the answer of this report."""
    if naam in ("van", "tot"):
        return definitie.met_periode
    return definitie.eigen_perioden if naam in ("periode", "maandregel") else True


def _refuse_unused(definitie: Definitie, asked: QueryDict) -> None:
    """Raise Probleem 400 for a parameter at which this report does not look: who sends it would believe it counted."""
    for naam in asked:
        if not uses(definitie, naam):
            instead = [other for other in ("periode", "van", "tot", "peildatum") if uses(definitie, other)]
            said = f"Dit rapport kijkt niet naar {naam}. Laat het weg; wat wel kan: {', '.join(instead)}."
            raise Probleem(400, said, veld=naam)


def choose(asked: QueryDict, naam: str, keuzes: Sequence[str], anders: str) -> str:
    """Return the value of a parameter that is one of these. Raises Probleem 400."""
    found = asked.get(naam, "") or anders
    if found not in keuzes:
        raise Probleem(400, f"Deze waarde kan niet. Kies uit: {', '.join(keuzes)}.", veld=naam)
    return str(found)


def day_of(asked: QueryDict, naam: str) -> date | None:
    """Return the day that this parameter names, None without it. Raises Probleem 400."""
    text = asked.get(naam, "")
    if not text:
        return None
    try:
        found = parse_iso(text)
    except ValueError:
        found = None
    if found is None or not VROEGST <= found <= LAATST:
        raise Probleem(400, "Schrijf een dag als 2014-12-03, tussen 1900 en 2100.", veld=naam)
    return found


def _team(asked: QueryDict, teams: Sequence[str]) -> str:
    """The team that was asked for; the only one without a word. A team of others is not there."""
    text = asked.get("team", "")
    if not text and len(teams) == 1:
        return teams[0]
    if not text:
        raise Probleem(400, "Zeg van welk team: ?team=ID. Uw teams staan in de lijst van rapporten.", veld="team")
    if text not in teams:
        raise Probleem(404, "Dit team is er niet, of het is niet van u.", veld="team")
    return str(text)


def _periods(definitie: Definitie, texts: Sequence[str]) -> Sequence[Periode]:
    if definitie.eigen_perioden and not texts:
        raise Probleem(400, "Dit rapport vraagt om een periode: periode=NAAM=2014-01-01..2014-06-30.", veld="periode")
    if len(texts) > PERIODEN:
        raise Probleem(400, f"Vraag hoogstens {PERIODEN} perioden tegelijk.", veld="periode")
    periods = []
    for text in texts:
        try:
            found = parse_periode(text)
        except Vraagfout as fout:
            raise Probleem(400, str(fout), veld="periode") from None
        inside = VROEGST <= found.van <= found.tot <= LAATST
        if not (inside and len(found.naam) <= NAAM_HOOGSTENS and text.isprintable()):
            raise Probleem(
                400, "Schrijf een periode als NAAM=2014-01-01..2014-06-30, met een korte naam.", veld="periode"
            )
        periods.append(found)
    return periods


def _short(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""
