"""The name of a household, derived from its people: "Gezin De Wit", "Mevrouw J. de Wit"."""

from datetime import date

from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon
from keukentafel.personen.namen import family_name, single_name
from keukentafel.referentielijsten.public import Leefeenheidrol

MAX = 160
ZONDER_LEDEN = "Huishouden zonder leden"


def derive_name(huishouden: Huishouden, op: date) -> str:
    """Return the name of a household after who lives there that day; adults first, the eldest first.

    Nobody left: after who lived there last, so that a closed household keeps its name.
    """
    rows = Huishoudlid.objects.filter(huishouden=huishouden, persoon__samengevoegd_in=None)
    members = list(rows.valid_on(op).select_related("persoon")) or list(rows.select_related("persoon"))
    if not members:
        return ZONDER_LEDEN
    members.sort(key=_eldest_first)
    return household_name([(lid.persoon, lid.rol) for lid in members])[:MAX]


def household_name(people: list[tuple[Persoon, str]]) -> str:
    """Return the name of a household of these (person, role), in the order in which they are given."""
    if len(people) == 1:
        persoon = people[0][0]
        return single_name(persoon.korte_naam, persoon.geslacht)
    with_children = any(rol == Leefeenheidrol.KIND for _persoon, rol in people)
    return family_name([persoon.familienaam for persoon, _rol in people], with_children=with_children)


def _eldest_first(lid: Huishoudlid) -> tuple[bool, date, int]:
    return lid.rol == Leefeenheidrol.KIND, lid.persoon.geboortedatum or date.max, lid.pk


def first_name(persoon: Persoon) -> str:
    """The name by which one speaks of somebody at the table: the first given name, else the surname."""
    given = persoon.voornamen.split()
    return given[0] if given else persoon.familienaam
