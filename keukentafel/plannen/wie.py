"""How a plan speaks of people: first names, and plain words for who does something."""

from datetime import date

from django.db.models import Q

from keukentafel.personen.public import Huishoudlid, Persoon, first_name
from keukentafel.plannen.models import Actie, Doel
from keukentafel.referentielijsten.public import Leefeenheidrol, UitvoerderSoort

WOORD = {
    UitvoerderSoort.INWONER: "Ik zelf",
    UitvoerderSoort.NETWERK: "Iemand uit mijn omgeving",
    UitvoerderSoort.VRIJWILLIGER: "Een vrijwilliger",
    UitvoerderSoort.TEAM: "Het sociaal team",
    UitvoerderSoort.EERSTE_LIJN: "Een hulpverlener dichtbij",
    UitvoerderSoort.TWEEDE_LIJN: "Een gespecialiseerde hulpverlener",
    UitvoerderSoort.BUURT: "De buurt",
}


def names(personen: list[Persoon]) -> str:
    """ "Mieke", "Mieke en Jan", "Mieke, Jan en Daan"; empty for nobody."""
    words = [first_name(persoon) for persoon in personen]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}" if words else ""


def household_members(huishouden_id: int, op: date | None = None) -> list[Huishoudlid]:
    """Who lives in the household on day `op`: adults first, oldest first; one query."""
    day = op or date.today()
    rows = Huishoudlid.objects.filter(Q(tot=None) | Q(tot__gte=day), huishouden=huishouden_id, van__lte=day)
    found = rows.select_related("persoon").order_by("pk")
    adult = Leefeenheidrol.VOLWASSENE
    return sorted(found, key=lambda lid: (lid.rol != adult, lid.persoon.geboortedatum or date.max, lid.pk))


def persons_of(doel: Doel) -> list[Persoon]:
    """The persons for whom a goal is; empty is the whole household. Uses what was fetched with the goal."""
    return [row.persoon for row in doel.personen.all()]


def is_named(actie: Actie) -> bool:
    """Whether an action says by itself who does it, without asking for whom its goal is."""
    return bool(actie.medewerker_id or actie.persoon_id or actie.wie_naam) or actie.wie_soort != UitvoerderSoort.INWONER


def who_does(actie: Actie) -> str:
    """Who does this, by name where it is known."""
    if actie.medewerker is not None:
        return actie.medewerker.naam
    if actie.persoon is not None:
        return first_name(actie.persoon)
    if actie.wie_naam:
        return str(actie.wie_naam)
    if actie.wie_soort == UitvoerderSoort.INWONER:
        return names(persons_of(actie.doel)) or "Het gezin"
    return WOORD[UitvoerderSoort(actie.wie_soort)]
