"""What a resident may ask of his record: that its use stands still, a statement beside it, or his name out of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Q

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.schermdelen import Etiket
from keukentafel.personen.actions import follow_name
from keukentafel.personen.models import Huishouden, Persoon, Verplaatsing
from keukentafel.personen.registers import NAAM_UIT_SYSTEEM
from keukentafel.personen.zoekindex import index_personen

SCHUILNAAM = "Inwoner"
LEEG: dict[str, Any] = {
    "voornamen": "", "tussenvoegsel": "", "geboortedatum": None, "bsn": "", "bsn_index": None, "straat": "",
    "huisnummer": "", "postcode": "", "woonplaats": "", "telefoon": "", "email": "", "geheim_adres": False,
}  # fmt: skip


def asked_by_resident(huishouden: Huishouden) -> list[Etiket]:
    """What is shown beside the name on every screen of a household; from its own row, so without a query."""
    labels = [Etiket("Stilgezet: alleen lezen", "let_op")] if huishouden.beperkt else []
    return [*labels, Etiket("Er is een verklaring van de inwoner", "let_op")] if huishouden.verklaring else labels


@action("huishouden_gemerkt")
def mark_huishouden(
    *, by: Actor, huishouden: Huishouden, beperkt: bool | None = None, verklaring: bool | None = None
) -> Huishouden:
    """Say that the use of this dossier stands still (AVG 18), or that a statement stands beside it (AVG 16)."""
    locked = Huishouden.lock(huishouden.pk)
    said = {"beperkt": beperkt, "verklaring": verklaring}
    locked.change(**{name: value for name, value in said.items() if value is not None})
    record("huishouden_gemerkt", locked)
    return locked


@action("naam_uit_systeem")
def take_out_of_system(*, by: Actor, persoon: Persoon) -> Persoon:
    """Take name, address, date of birth and BSN out, for good: of today, of every former version, of who was merged.

    What remains is a pseudonym (R-004, R-005): he counts, is not found by a search and not taken for somebody else,
    and no import identifies him again (geleverd.update_personen). What somebody wrote in free text stays. Raises
    Regelfout when it was done already.
    """
    locked = Persoon.lock(persoon.pk)
    if locked.pseudoniem:
        raise Regelfout("Deze inwoner staat al zonder naam in het systeem.")
    ids = _all_of(locked.pk)
    for pk in ids:
        one = Persoon.lock(pk)
        one.change(**LEEG, achternaam=f"{SCHUILNAAM} {pk}", pseudoniem=True, anoniem=False)
        _forget_versions(Persoon, Q(id=pk), {**LEEG, "achternaam": f"{SCHUILNAAM} {pk}", "pseudoniem": True})
        index_personen([one])
    Verplaatsing.objects.filter(model="personen.persoon", rij__in=ids, veld__in=[*LEEG, "achternaam"]).delete()
    for home in Huishouden.objects.filter(leden__persoon__in=ids).distinct().order_by("pk"):
        _rename(home)
    for forget in NAAM_UIT_SYSTEEM:
        forget(ids)
    record("naam_uit_systeem", locked, subjects=ids)
    locked.refresh_from_db()
    return locked


def _all_of(pk: int) -> list[int]:
    found, fresh = [pk], [pk]
    while fresh:
        rows = Persoon.objects.filter(samengevoegd_in__in=fresh).order_by("pk")
        fresh = list(rows.values_list("pk", flat=True))
        found += fresh
    return found


def _rename(huishouden: Huishouden) -> None:
    """A household is named after its people, also when somebody typed a name; its former names go."""
    locked = Huishouden.lock(huishouden.pk)
    locked.change(naam_gekozen=False)
    follow_name(locked)
    _forget_versions(Huishouden, Q(id=locked.pk), {"naam": locked.naam})


def _forget_versions(model: type[models.Model], which: Q, values: dict[str, Any]) -> None:
    history: Any = model.history.model  # type: ignore[attr-defined]
    history._default_manager.filter(which).update(**values)


def forget_fields(model: type[models.Model], column: str, ids: Collection[int], values: dict[str, Any]) -> None:
    """Empty these fields of the rows that name one of these persons, and of every former version of them."""
    which = Q(**{f"{column}__in": list(ids)})
    model._default_manager.filter(which).update(**values)
    _forget_versions(model, which, values)
