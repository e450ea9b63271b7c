"""What the explorer shows: of the own team any choice of facets, of what was published one facet beside the team.

No engine: a team's cases were given their facets when its figures were made (docs/adr/0016).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from keukentafel.casussen.public import Casus
from keukentafel.core.muur import weighing
from keukentafel.core.rekenen import share
from keukentafel.inzicht.facetten import Facet, Keuze, counts_of, matching, read_choice
from keukentafel.inzicht.figuren import woorden
from keukentafel.inzicht.figuren.maat import AANTAL, DEEL
from keukentafel.inzicht.figuren.verdelingen import ONBEKEND, PROBLEEM
from keukentafel.inzicht.figuren.vorm import Cel, Figuur, Kolom
from keukentafel.inzicht.models import Publicatie, Verkenstand
from keukentafel.socialekaart.public import area_names
from keukentafel.teams.public import Team, team_ids_of
from keukentafel.toegang.public import Gebruiker, Rol
from keukentafel.uitwisseling.public import Sleutelbos

NAAM = "verkenner"
DEFINITIE = (
    "Elke casus van het team die op de peildatum bestond telt één keer. Binnen één kenmerk telt wie een van de gekozen "
    "waarden heeft; tussen kenmerken moet alles gelden. Een casus kan meer leefdomeinen met een probleem hebben: een "
    "score van 1 tot en met 3 bij de eerste startmeting."
)
VERTELD = {
    "leeftijd": "Leeftijd", "geslacht": "Geslacht", "leefeenheid": "Alleen of samen",
    "kinderen": "Kinderen in het huishouden", "casustype": "Soort casus", "gebied": "Gebied",
    "domein": "Leefdomein met een probleem", "maanden": "Maand van aanmelding", "kanaal": "Hoe meldingen binnenkomen",
    "vraagtype": "Hoe ingewikkeld de vragen zijn", "afhandeling": "Wat er van meldingen werd",
}  # fmt: skip
DOMEIN = "domein"  # told by area, so not by team too
MELDINGEN = ("kanaal", "vraagtype", "afhandeling")


@dataclass(frozen=True, slots=True)
class Verkenning:
    """The cases of one team under one choice; `rijen` are the places of the cases that are left."""

    stand: Verkenstand
    facetten: Sequence[Facet]
    keuze: Keuze
    rijen: Sequence[int]
    bestaat: frozenset[int]  # the places of the cases that exist for this reader

    @property
    def naar(self) -> Facet | None:
        """By which facet what is left is divided."""
        return next((facet for facet in self.facetten if facet.code == self.keuze.naar), None)

    def counts(self, facet: Facet) -> dict[str, int]:
        """Return how many cases each value has under the choices in the other facets."""
        return counts_of(facet, _existing(matching(self.facetten, self.keuze, zonder=facet.code), self.bestaat))


def explore(team: Team, asked: QueryDict, user: Gebruiker) -> Verkenning | None:
    """Return the newest cases of this team under what the address asks; None when nothing was made yet.

    What does not exist for this reader now (a shield since the figures were made, a tie of his own) is not counted.
    """
    kept = Verkenstand.objects.select_related("stand").filter(stand__team=team).order_by("-stand__peildatum").first()
    if kept is None:
        return None
    facets = [Facet.of_dict(data) for data in kept.facetten]
    keuze = read_choice(dict(asked.lists()), facets)
    hidden = Casus.objects.exclude(pk__in=Casus.objects.that_exist_for(user).order_by().values("pk")).order_by()
    with weighing():  # to leave them out it has to know which they are
        away = set(hidden.values_list("pk", flat=True))
    exists = frozenset(place for place, pk in enumerate(kept.casussen) if pk not in away)
    return Verkenning(kept, facets, keuze, _existing(matching(facets, keuze), exists), exists)


def _existing(places: Sequence[int], exists: frozenset[int]) -> list[int]:
    return [place for place in places if place in exists]


def cases_explored(user: Gebruiker, asked: str) -> Sequence[int]:
    """Return the ids of the cases of a choice in a team of this user; none for what cannot be read or seen."""
    query = QueryDict(asked)
    team = next((pk for pk in team_ids_of(user) if str(pk) == query.get("team", "")), None)
    lead = Rol.TEAMLEIDER in user.rollen  # a case on its own tells nobody else what is in it
    found = explore(Team(pk=team), query, user) if team is not None and lead else None
    return [found.stand.casussen[row] for row in found.rijen] if found else ()


def team_figure(found: Verkenning) -> Figuur:
    """Return what is left, divided by the chosen facet."""
    facet, n, op = found.naar, len(found.rijen), found.stand.stand.peildatum
    counts = counts_of(facet, found.rijen) if facet else {}
    rows: list[list[Cel]] = [
        [words, counts[code], share(counts[code], n) if n else None, None]
        for code, words in (facet.waarden if facet else ())
        if counts[code]
    ]
    most = max(rows, key=lambda row: int(row[1] or 0), default=None)
    titel = "Geen casussen met deze keuze"
    if n:
        titel = f"{woorden.times(n, 'casus', 'casussen')} van de {len(found.bestaat)}"
        titel += f"; vaakst {most[0]} ({most[1]})" if most else ""
    return Figuur(
        naam=NAAM, vraag=NAAM, soort="balken", titel=titel, rapport=NAAM, versie=1, definitie=DEFINITIE,
        meet=f"Casussen naar {facet.naam.lower() if facet else 'niets'}", populatie=chosen_words(found),
        peildatum=op.isoformat(), van="", tot="", n=n, ontbrekend=counts.get("onbekend", 0),
        kolommen=(Kolom("Waarde", "tekst"), AANTAL, DEEL, Kolom("", "getal")), rijen=rows,
    )  # fmt: skip


def chosen_words(found: Verkenning) -> str:
    """Return the choice in words, for who reads the file later."""
    parts = [
        f"{facet.naam}: {' of '.join(facet.words(code) for code in found.keuze.gekozen[facet.code])}"
        for facet in found.facetten
        if facet.code in found.keuze.gekozen
    ]
    return "; ".join(parts) or "Alle casussen van het team"


@dataclass(frozen=True, slots=True)
class Gepubliceerd:
    """One published span, of the municipality or one team, divided by one facet."""

    publicatie: Publicatie
    naar: str
    teams: Mapping[str, str]  # key in what was told → name
    team: str  # key of the chosen team; '' for the municipality

    def told(self, naam: str, scope: str) -> tuple[int | None, Mapping[str, int | None]]:
        """Return n and the counts per value of one partition, as they were told."""
        n, counts = self.publicatie.verteld.get(scope, {}).get("verdelingen", {}).get(naam, (None, {}))
        return n, counts

    def domains(self) -> list[str]:
        """Return the domains (stelsel/code) of which problems at the start were told."""
        told = self.publicatie.verteld[""]["verdelingen"]
        return sorted(naam.removeprefix("start/") for naam in told if naam.startswith("start/"))


def load_spans() -> list[Publicatie]:
    """Return what was published, newest first."""
    return list(Publicatie.objects.filter(leeg=False))


def read_published(
    spans: Sequence[Publicatie], teams: Sequence[Team], asked: QueryDict, team: Team | None
) -> Gepubliceerd:
    """Return what the address asks; the newest span and the first facet where it does not say."""
    chosen = next((one for one in spans if f"{one.van:%Y-%m}" == asked.get("tijdvak", "")), spans[0])
    keys = Sleutelbos()
    known = {keys.of("teams", one.pk): one.naam for one in teams}
    naar = asked.get("naar", "")
    return Gepubliceerd(
        chosen, naar if naar in VERTELD else next(iter(VERTELD)), known, keys.of("teams", team.pk) if team else ""
    )


def published_figures(found: Gepubliceerd) -> list[Figuur]:
    """Return the chosen facet of the chosen scope; of the municipality also per team."""
    lines = _lines(found)
    n, _counts = found.told("afhandeling" if found.naar in MELDINGEN else "geslacht", found.team)
    rows: list[list[Cel]] = [[words, (aantal := told(found.team)), _share(aantal, n), None] for words, told in lines]
    figures = [_published(found, NAAM, "balken", n, rows, [AANTAL, DEEL, Kolom("", "getal")])]
    if not found.team and found.teams and found.naar != DOMEIN:
        per_team: list[list[Cel]] = [[words, told(""), *(told(team) for team in found.teams)] for words, told in lines]
        columns = [Kolom("Hele gemeente"), *(Kolom(naam) for naam in found.teams.values())]
        figures.append(_published(found, f"{NAAM}-teams", "geen", n, per_team, columns))
    return figures


def _lines(found: Gepubliceerd) -> list[tuple[str, Any]]:
    """Per value its words, and what was told of it per scope."""
    op = found.publicatie.tot
    if found.naar == DOMEIN:
        return [
            (words, lambda scope, code=code: found.told(f"start/{code}", scope)[1].get(PROBLEEM))
            for code, words in woorden.domains(found.domains(), op).items()
        ]
    values = list(found.told(found.naar, "")[1])
    areas = area_names(values) if found.naar == "gebied" else {}
    return [
        (areas.get(value) or _words(found.naar, value, op),
         lambda scope, value=value: found.told(found.naar, scope)[1].get(value))
        for value in values
    ]  # fmt: skip


def _words(naar: str, value: str, op: date) -> str:
    if naar == "leeftijd":
        return woorden.age(value)
    if naar == "maanden":
        return woorden.month(value)
    return "Onbekend" if value in ONBEKEND else woorden.label(naar, value, op)


def _share(aantal: int | None, n: int | None) -> float | None:
    return share(aantal, n) if aantal is not None and n else None


def _published(
    found: Gepubliceerd, naam: str, soort: str, n: int | None, rows: list[list[Cel]], columns: Sequence[Kolom]
) -> Figuur:
    one, what = found.publicatie, "meldingen" if found.naar in MELDINGEN else "casussen"
    told = [row for row in rows if row[1]]
    most = max(told, key=lambda row: int(row[1] or 0), default=None)
    titel = f"Vaakst {most[0]}: {most[1]}" if most else f"Te weinig {what} om te laten zien"
    return Figuur(
        naam=naam, vraag=NAAM, soort=soort, titel=titel if naam == NAAM else "Per team", rapport=NAAM, versie=1,
        meet=f"{what.capitalize()} naar {VERTELD[found.naar].lower()}", n=n, ontbrekend=None,
        definitie=f"De {what} van dit tijdvak, zoals vastgesteld op {one.gemaakt_op:%d-%m-%Y}.",
        populatie=f"{what.capitalize()} van dit tijdvak, {found.teams.get(found.team, 'hele gemeente')}",
        peildatum=one.tot.isoformat(), van=one.van.isoformat(), tot=one.tot.isoformat(),
        kolommen=(Kolom("Waarde", "tekst"), *columns), rijen=rows,
    )  # fmt: skip
