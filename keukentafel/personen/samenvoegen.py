"""Writes: two records of one person become one, and can be parted again exactly (R-017).

A merge changes cells, never rows: every foreign key to the person that lapses is pointed at the one that is
kept, in whichever room it lies; empty fields are filled; periods in one household are joined. Each changed
cell is kept with what it was and what it became, and undoing writes them back in reverse order.
"""

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.models import Basismodel
from keukentafel.personen.models import (
    EigenPersoon,
    Huishouden,
    Huishoudlid,
    Persoon,
    Relatie,
    Samenvoeging,
    Verplaatsing,
    Zoeksleutel,
)
from keukentafel.personen.naamgeving import derive_name
from keukentafel.personen.zoekindex import index_personen

#: Filled on the person that is kept when they are empty there; a secret address stays secret.
AAN_TE_VULLEN = (
    "voornamen", "geboortedatum", "geslacht", "overleden_op", "telefoon", "email",
)  # fmt: skip
ADRES = ("straat", "huisnummer", "postcode", "woonplaats", "gebied_id")
#: Tables of this room whose foreign key to a person is not repointed.
GEWIJZIGD = "Na het samenvoegen is hier iets gewijzigd. Maak die wijziging eerst ongedaan."
EIGEN = (Zoeksleutel, Samenvoeging, Huishoudlid, Relatie)


def check_merge(behouden: Persoon, vervallen: Persoon) -> None:
    """Raises Regelfout when these two cannot be the same person, or when it is not for us to say."""
    if behouden.pk == vervallen.pk:
        raise Regelfout("Kies twee verschillende personen.")
    if behouden.samengevoegd_in_id or vervallen.samengevoegd_in_id:
        raise Regelfout("Een van beide is al samengevoegd.")
    if behouden.pseudoniem or vervallen.pseudoniem:
        raise Regelfout("Wie onder een andere naam bekend wil zijn, voegen we niet samen.")
    if behouden.bsn_index and vervallen.bsn_index and behouden.bsn_index != vervallen.bsn_index:
        raise Regelfout("Ze hebben allebei een eigen burgerservicenummer. Het zijn twee mensen.")


@action("personen_samengevoegd")
def merge_personen(*, by: Actor, behouden: Persoon, vervallen: Persoon) -> Samenvoeging:
    """`vervallen` becomes part of `behouden`. Raises Regelfout when they cannot be one (see check_merge)."""
    first, second = sorted((behouden.pk, vervallen.pk))
    locked = {pk: Persoon.lock(pk) for pk in (first, second)}
    kept, lapsed = locked[behouden.pk], locked[vervallen.pk]
    check_merge(kept, lapsed)
    merge = Samenvoeging.objects.create(behouden=kept, vervallen=lapsed)
    _merge_persons(merge, kept, lapsed)
    _merge_memberships(merge, kept, lapsed)
    _merge_relations(merge, kept, lapsed)
    for row, column in _references_to(lapsed):
        _set(merge, row, {column: kept.pk})
    _follow(kept, lapsed)
    record("personen_samengevoegd", merge, subjects=[kept.pk, lapsed.pk])
    return merge


@action("samenvoeging_ongedaan_gemaakt")
def undo_merge(*, by: Actor, samenvoeging: Samenvoeging) -> None:
    """Part them again: every cell gets back what it was. Raises Regelfout when one was changed since.

    Also when a user was linked to the kept person since: it would be unknown to which of the two he is closed. An
    address that became secret since is so for both.
    """
    merge = Samenvoeging.lock(samenvoeging.pk)
    if merge.ongedaan_op is not None:
        raise Regelfout("Deze samenvoeging is al ongedaan gemaakt.")
    Persoon.lock(merge.behouden_id)
    if EigenPersoon.objects.filter(persoon=merge.behouden_id, gemaakt_op__gt=merge.gemaakt_op).exists():
        raise Regelfout(GEWIJZIGD)
    cells = merge.verplaatsingen.order_by("-pk")
    for (model, pk), of_row in groupby(cells, key=lambda cell: (cell.model, cell.rij)):
        _put_back(model, pk, list(of_row))
    _keep_secret(merge)
    merge.change(ongedaan_op=timezone.now())
    _follow(Persoon.objects.get(pk=merge.behouden_id), Persoon.objects.get(pk=merge.vervallen_id))
    record("samenvoeging_ongedaan_gemaakt", merge, subjects=[merge.behouden_id, merge.vervallen_id])


def _keep_secret(merge: Samenvoeging) -> None:
    """An address that became secret while they were one is not told by the record that comes back."""
    kept, back = Persoon.objects.get(pk=merge.behouden_id), Persoon.objects.get(pk=merge.vervallen_id)
    before = kept.history.filter(history_date__lte=merge.gemaakt_op).order_by("-versie").first()
    since = kept.geheim_adres and before is not None and not before.geheim_adres
    if since and (back.postcode, back.huisnummer) == (kept.postcode, kept.huisnummer):
        back.change(geheim_adres=True)


def _merge_persons(merge: Samenvoeging, kept: Persoon, lapsed: Persoon) -> None:
    """Fill what is empty; the BSN moves, because it is unique; the lapsed one points at the kept one."""
    filled = {name: getattr(lapsed, name) for name in AAN_TE_VULLEN if not getattr(kept, name)}
    if kept.anoniem and lapsed.achternaam:
        filled |= {"anoniem": False, "tussenvoegsel": lapsed.tussenvoegsel, "achternaam": lapsed.achternaam}
    if not kept.postcode and lapsed.postcode:
        filled |= {name: getattr(lapsed, name) for name in ADRES}
    filled["geheim_adres"] = kept.geheim_adres or lapsed.geheim_adres
    moved = {"bsn": lapsed.bsn, "bsn_index": lapsed.bsn_index} if lapsed.bsn_index else {}
    emptied: dict[str, Any] = {"bsn": "", "bsn_index": None} if moved else {}
    _set(merge, lapsed, {"samengevoegd_in_id": kept.pk} | emptied)
    _set(merge, kept, filled | ({} if kept.bsn_index else moved))


def _merge_memberships(merge: Samenvoeging, kept: Persoon, lapsed: Persoon) -> None:
    """Memberships move; where both lived in one household at the same time, the kept one's period grows.

    The other row stays where it is, with the lapsed person, who is shown nowhere.
    """
    for lid in lapsed.lidmaatschappen.order_by("pk"):
        same = Huishoudlid.objects.filter(huishouden=lid.huishouden_id, persoon=kept)
        overlapping = list(same.overlapping(lid.van, lid.tot).order_by("van", "pk"))
        if not overlapping:
            _set(merge, lid, {"persoon_id": kept.pk})
            continue
        mine, *others = overlapping
        ends = [row.tot for row in (lid, *overlapping)]
        last = max((end for end in ends if end is not None), default=None)
        for other in others:  # its days are in the joined period now; a closed row of the lapsed person
            _set(merge, other, {"persoon_id": lapsed.pk, "tot": other.tot or other.van})
        _set(merge, mine, {"van": min(mine.van, lid.van), "tot": None if None in ends else last})


def _merge_relations(merge: Samenvoeging, kept: Persoon, lapsed: Persoon) -> None:
    """Relations move, but for one between the two and one that the kept person has already."""
    for relatie in Relatie.objects.touching([lapsed.pk]).order_by("pk"):
        column, other = (
            ("persoon_a_id", relatie.persoon_b_id)
            if relatie.persoon_a_id == lapsed.pk
            else ("persoon_b_id", relatie.persoon_a_id)
        )
        twin = {"soort": relatie.soort, column: kept.pk, _opposite(column): other}
        if other != kept.pk and not Relatie.objects.filter(**twin).exists():
            _set(merge, relatie, {column: kept.pk})


def _opposite(column: str) -> str:
    return "persoon_b_id" if column == "persoon_a_id" else "persoon_a_id"


def _references_to(lapsed: Persoon) -> Iterator[tuple[models.Model, str]]:
    """Every row of every room that refers to this person, with the name of the column."""
    for model in apps.get_models():
        if model in EIGEN or hasattr(model, "history_id") or model._meta.auto_created or model is Persoon:
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Persoon:
                rows = model._base_manager.filter(**{field.attname: lapsed.pk}).order_by("pk")
                yield from ((row, field.attname) for row in rows.select_for_update())


def _set(merge: Samenvoeging, row: models.Model, values: dict[str, Any]) -> None:
    """Change these columns of one row and keep what they were. Raises Regelfout when a rule of the row forbids."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return
    Verplaatsing.objects.bulk_create(
        Verplaatsing(
            samenvoeging=merge, model=row._meta.label_lower, rij=row.pk, veld=name,
            was=_text(getattr(row, name)), werd=_text(value),
        )
        for name, value in changed.items()
    )  # fmt: skip
    try:
        with transaction.atomic():
            _save(row, changed)
    except IntegrityError as error:
        naam = row._meta.verbose_name
        raise Regelfout(f"Bij beide staat een eigen {naam}. Maak dat eerst tot één.") from error


def _save(row: models.Model, values: dict[str, Any]) -> None:
    if isinstance(row, Basismodel):
        row.change(**values)
    else:
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def _put_back(label: str, pk: int, cells: list[Verplaatsing]) -> None:
    """Write back what the cells of one row were, the latest change first, provided that they hold it still."""
    model = apps.get_model(label)
    row = model._base_manager.select_for_update().filter(pk=pk).first()
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values: dict[str, Any] = {}
    for cell in cells:
        if cell.veld not in values and (row is None or _text(getattr(row, cell.veld)) != cell.werd):
            raise Regelfout(GEWIJZIGD)
        field, value = fields[cell.veld], json.loads(cell.was)
        values[cell.veld] = value if field.is_relation else field.to_python(value)
    if row is not None:
        _save(row, values)


def _text(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)


def _follow(*personen: Persoon) -> None:
    """What is derived from persons follows: the index of names and the names of their households."""
    index_personen([Persoon.objects.get(pk=persoon.pk) for persoon in personen])
    homes = Huishoudlid.objects.filter(persoon__in=personen).values("huishouden")
    for huishouden in Huishouden.objects.filter(pk__in=homes, naam_gekozen=False):
        huishouden.change(naam=derive_name(huishouden, date.today()))
