"""Writes: organisations, areas, and which postcode lies in which area."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.socialekaart.models import Gebied, Organisatie, Postcodegebied
from keukentafel.socialekaart.postcodes import Postcoderegel, check_postcodes


@action("organisatie_toegevoegd")
def create_organisatie(
    *,
    by: Actor,
    naam: str,
    soort: str,
    telefoon: str = "",
    email: str = "",
    biedt: str = "",
    leefdomeinen: Sequence[str] = (),
) -> Organisatie:
    """Add an organisation. Raises Regelfout when one with this name and kind is there already."""
    _refuse_double(naam, soort, None)
    row = Organisatie(
        naam=naam, soort=soort, telefoon=telefoon, email=email, biedt=biedt, leefdomeinen=list(leefdomeinen)
    )
    row.save()
    record("organisatie_toegevoegd", row)
    return row


@action("organisatie_gewijzigd")
def update_organisatie(*, by: Actor, organisatie: Organisatie, versie: int | None = None, **fields: Any) -> Organisatie:
    """Change an organisation, or with `actief=False` stop offering it. Raises Regelfout, Versieconflict."""
    row = Organisatie.lock(organisatie.pk, versie)
    _refuse_double(fields.get("naam", row.naam), fields.get("soort", row.soort), row.pk)
    row.change(**fields)
    record("organisatie_gewijzigd", row)
    return row


@action("gebied_toegevoegd")
def create_gebied(*, by: Actor, code: str, naam: str, soort: str, **fields: Any) -> Gebied:
    """Add an area. Raises Regelfout: the code is taken, or it ends before it begins."""
    if Gebied.objects.filter(code=code).exists():
        raise Regelfout("Er is al een gebied met deze code.", "code")
    row = Gebied(code=code, naam=naam, soort=soort, **fields)
    _check_days(row.geldig_van, row.geldig_tot)
    row.save()
    record("gebied_toegevoegd", row)
    return row


@action("gebied_gewijzigd")
def update_gebied(*, by: Actor, gebied: Gebied, versie: int | None = None, **fields: Any) -> Gebied:
    """Change name, kind, inhabitants or validity; the code stays. Raises Regelfout, Versieconflict."""
    row = Gebied.lock(gebied.pk, versie)
    _check_days(fields.get("geldig_van", row.geldig_van), fields.get("geldig_tot", row.geldig_tot))
    row.change(**fields)
    record("gebied_gewijzigd", row)
    return row


@action("postcodes_ingelezen")
def import_postcodes(*, by: Actor, regels: Sequence[Postcoderegel]) -> int:
    """Say of each postcode in which area it lies; postcodes that are not in the file stay as they are.

    All or nothing. The number of rows that were new or changed. Raises PostcodeFout with every fault.
    """
    areas = dict(Gebied.objects.values_list("code", "pk"))
    check_postcodes(regels, areas.keys())
    known = {row.postcode: row for row in Postcodegebied.objects.all()}
    fresh: list[Model] = []
    changed = 0
    for regel in regels:
        area = areas[regel.gebied]
        row = known.get(regel.postcode)
        if row is None:
            fresh.append(Postcodegebied(postcode=regel.postcode, gebied_id=area))
        elif row.change(gebied_id=area):
            changed += 1
    if fresh:
        bulk_create_with_history(fresh, Postcodegebied, batch_size=500)
    record("postcodes_ingelezen", None, reden=f"{len(fresh)} nieuw, {changed} gewijzigd")
    return len(fresh) + changed


def _refuse_double(naam: str, soort: str, pk: int | None) -> None:
    same = Organisatie.objects.filter(naam__iexact=naam, soort=soort)
    if (same.exclude(pk=pk) if pk else same).exists():
        raise Regelfout("Deze organisatie is er al.", "naam")


def _check_days(van: date | None, tot: date | None) -> None:
    if van and tot and tot < van:
        raise Regelfout("Kies een laatste dag op of na de eerste dag.", "geldig_tot")
