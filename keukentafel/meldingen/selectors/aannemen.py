"""Reads while a melding is taken: which team, which household, the channel of last time."""

from datetime import date

from django.db.models import QuerySet

from keukentafel.core.fouten import Regelfout
from keukentafel.core.opvragen import compiled
from keukentafel.meldingen.models import Melding
from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
from keukentafel.referentielijsten.public import (
    Kanaal,
    first_offered,
)
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Medewerker, Team, placements_on, team_for_area

MELDERS = ("gemeente", "partner", "aanbieder", "moederorganisatie", "vrijwilligersorganisatie", "informeel")


def home_of_persoon(persoon: Persoon, op: date) -> Huishouden | None:
    """The household in which someone lives that day; None when he lives in none or in several."""
    homes = Huishouden.objects.filter(leden__in=Huishoudlid.objects.valid_on(op).filter(persoon=persoon)).distinct()[:2]
    found = list(homes)
    return found[0] if len(found) == 1 else None


def suggest_team(gebied_id: int | None, door: Medewerker | None, op: date | None = None) -> Team:
    """The team of the area (R-176); without one the intake desk, else the team of who registers.

    Raises Regelfout when there is no team at all to give it to.
    """
    day = op or date.today()
    found = team_for_area(gebied_id, day) if gebied_id is not None else None
    if found is None:
        found = Team.objects.filter(intake=True).order_by("pk").first()
    if found is None and door is not None:
        placement = placements_on(day).filter(medewerker=door, team__isnull=False).select_related("team").first()
        found = placement.team if placement is not None else None
    if found is None:
        raise Regelfout("Kies een team: bij deze postcode hoort er geen.", veld="team")
    return found


def last_kanaal(door: Medewerker | None) -> str:
    """The channel of the last melding this worker registered, while it is offered; else the telephone."""
    if door is None:
        return first_offered("kanaal", Kanaal.TELEFOON)
    return first_offered("kanaal", *_last_kanaal(door.pk), Kanaal.TELEFOON)


@compiled
def _last_kanaal(medewerker_id: int) -> QuerySet[Melding, str]:
    rows = Melding.objects.filter(geregistreerd_door=medewerker_id).exclude(kanaal="")
    return rows.order_by("-pk").values_list("kanaal", flat=True)[:1]


def organisation_choices() -> list[tuple[str, str]]:
    """Organisations that may report or receive a hand-over, by name: (id, name)."""
    rows = Organisatie.objects.filter(actief=True, soort__in=MELDERS).order_by("naam", "pk")
    return [(str(pk), naam) for pk, naam in rows.values_list("pk", "naam")]


def team_choices(op: date | None = None) -> list[tuple[str, str]]:
    """Teams by name, the intake desk last: (id, name)."""
    rows = Team.objects.order_by("intake", "naam", "pk")
    return [(str(pk), naam) for pk, naam in rows.values_list("pk", "naam")]
