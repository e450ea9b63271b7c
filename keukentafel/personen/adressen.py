"""A secret address: it is secret of everyone who lives there, and nobody is found by it.

Someone who hides does not hide alone. The housemate whose address could be read, or who came up in a search for it,
would give the address away (security.md 2.3).
"""

from collections.abc import Collection
from datetime import date

from keukentafel.personen.models import Huishoudlid, Persoon


def share_secret(huishouden_ids: Collection[int], op: date) -> list[int]:
    """Make the address of whoever shares home and address with someone at a secret address secret too.

    Looks at who lives in these households on that day; returns the ids of the persons that were changed. One query
    when nobody there has a secret address.
    """
    living = Huishoudlid.objects.valid_on(op).filter(persoon__samengevoegd_in=None)
    secret = living.filter(huishouden__in=huishouden_ids, persoon__geheim_adres=True).exclude(persoon__postcode="")
    pairs = secret.order_by().values_list("huishouden_id", "persoon__postcode", "persoon__huisnummer").distinct()
    changed = []
    for home, postcode, number in pairs:
        mates = Persoon.objects.filter(
            pk__in=living.filter(huishouden=home).order_by().values("persoon"),
            postcode=postcode, huisnummer=number, geheim_adres=False,
        )  # fmt: skip
        for persoon in mates.order_by("pk"):
            persoon.change(geheim_adres=True)
            changed.append(persoon.pk)
    return changed


def open_address(persoon: Persoon, op: date) -> list[int]:
    """The address of this person is secret no more: nor that of those who live with him there."""
    homes = persoon.lidmaatschappen.valid_on(op).order_by().values("huishouden")
    mates = Persoon.objects.filter(
        pk__in=Huishoudlid.objects.valid_on(op).filter(huishouden__in=homes).order_by().values("persoon"),
        postcode=persoon.postcode, huisnummer=persoon.huisnummer, geheim_adres=True,
    ).exclude(pk=persoon.pk)  # fmt: skip
    changed = []
    for mate in mates.order_by("pk"):
        mate.change(geheim_adres=False)
        changed.append(mate.pk)
    return changed
