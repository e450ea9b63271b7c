"""For break-glass: find the household that somebody means, without showing whom; and whom its log lines concern."""

from collections.abc import Collection
from datetime import date

from keukentafel.core.muur import weighs
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon
from keukentafel.personen.namen import name_words


@weighs
def homes_named(achternaam: str, geboortedatum: date, op: date) -> list[Huishouden]:
    """The households in which somebody lives who was born that day and is called exactly so, by id; two queries.

    With or without the prefix of the surname, in any case and with or without accents; never by resemblance: the
    dossier of another must not open.
    """
    wanted = name_words(achternaam)
    born = Persoon.objects.current().filter(geboortedatum=geboortedatum).order_by("pk")
    found = [
        pk
        for pk, prefix, surname in born.values_list("pk", "tussenvoegsel", "achternaam")
        if wanted and wanted in (name_words(surname), name_words(f"{prefix} {surname}"))
    ]
    living = Huishoudlid.objects.valid_on(op).filter(persoon__in=found).order_by().values("huishouden")
    return list(Huishouden.objects.filter(pk__in=living).order_by("pk"))


@weighs
def members_ever(huishouden_ids: Collection[int]) -> frozenset[int]:
    """For the register NOODBETROKKENEN: who lives or lived in these households (ids); one query."""
    rows = Huishoudlid.objects.filter(huishouden__in=huishouden_ids).order_by()
    return frozenset(rows.values_list("persoon_id", flat=True))
