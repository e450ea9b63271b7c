"""What was destroyed stays unreadable in a copy of the database of before, without its old table of keys (R2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, models, transaction
from pytest_django import Settings

from keukentafel.casussen.models import Casus
from keukentafel.core import sleutelbos
from keukentafel.core.models import Basismodel, Datasleutel
from keukentafel.core.rijnummers import row_bound
from keukentafel.core.sleutelbos import SleutelVernietigd
from keukentafel.core.versleuteling import VersleuteldTekstveld
from keukentafel.plannen.actions.samenvoegen import merge_plannen
from keukentafel.plannen.models import Doel, Inzet, Plan
from keukentafel.privacy.bewaren import los
from keukentafel.privacy.bewaren.los import key_owners, owners_of
from keukentafel.privacy.bewaren.omvang import extent
from keukentafel.privacy.bewaren.vernietigen import _gone
from keukentafel.referentielijsten.public import Leefdomein
from tests.cast import Cast
from tests.core.test_klare_tekst import KANARIE, NODIG, make_the_rest, write_canaries
from tests.toegang.voorbeelden import VOORBEELDEN

pytestmark = pytest.mark.django_db
VANDAAG = date.today()


@pytest.fixture(autouse=True)
def own_journal(settings: Settings, tmp_path: Any) -> None:
    settings.VERNIETIGING_DIR = tmp_path


def owned_models() -> list[type[models.Model]]:
    """Every model, without versions, with a text under the key of a dossier."""
    found = [m for m in apps.get_models() if issubclass(m, Basismodel)]
    return [m for m in found if any(getattr(field, "dossier", "") for field in row_bound(m))]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def tables_of(model: Any) -> tuple[str, str]:
    return model._meta.db_table, model.history.model._meta.db_table


def seen(model: Any, ids: Collection[int]) -> tuple[int, int]:
    """How many texts of these rows and their versions still show the canary, and how many their key refuses."""
    read = refused = 0
    for row in model._base_manager.filter(pk__in=ids):
        for field in row_bound(model):
            if getattr(field, "dossier", "") and row.__dict__[field.attname]:
                try:
                    read += KANARIE in str(getattr(row, field.attname))
                except SleutelVernietigd:
                    refused += 1
    for old in model.history.model._base_manager.filter(id__in=ids):
        read += sum(KANARIE in str(getattr(old, field.attname)) for field in row_bound(model))
    return read, refused


@pytest.mark.sqlite  # what lies in a copy is the same on both
def test_the_texts_of_a_destroyed_case_stay_unreadable_in_a_copy_of_before(cast: Cast) -> None:
    for name in NODIG:
        VOORBEELDEN[name](cast)
    make_the_rest(cast)
    changed = [model for model in owned_models() if issubclass(model, Basismodel)]
    for model in changed:
        for row in model._base_manager.all():
            row.save()
        assert model._meta.label_lower == "tijdlijn.contactmoment" or write_canaries(model)
    every = extent(Casus.objects.values_list("pk", flat=True))
    tables = [table for model in changed for table in tables_of(model)]
    for table in tables:
        run(f'CREATE TEMP TABLE "kopie_{table}" AS SELECT * FROM "{table}"')
    assert _gone(every)["sleutels van dossiers"] >= 8
    assert not Plan.objects.exists() and not Doel.objects.exists()
    sleutelbos.forget()
    with transaction.atomic():
        for table in tables:
            run(f'DELETE FROM "{table}"')
            run(f'INSERT INTO "{table}" SELECT * FROM "kopie_{table}"')
        found = [seen(model, every.get(model, ())) for model in changed]
        transaction.set_rollback(True)
    assert sum(read for read, _refused in found) == 0
    assert sum(refused for _read, refused in found) >= 30


def test_the_owners_of_keys_are_found_by_walking_the_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"casus", "plan", "doel", "inzet", "deelafspraak", "aanvraag"} <= set(key_owners())
    meta = type("Meta", (), {"app_label": "privacy", "apps": Apps()})
    fields = {"__module__": "keukentafel.privacy.models", "Meta": meta, "woorden": VersleuteldTekstveld(dossier="id")}
    planted: Any = type("Geplant", (models.Model,), {**fields, "history": Doel.history})
    monkeypatch.setattr(los, "own_models", lambda: [planted])
    assert key_owners() == {"geplant": planted}
    assert owners_of({planted: {4}}) == {"geplant:4"}


def test_the_key_of_what_was_deleted_before_goes_too(cast: Cast) -> None:
    plan = Plan.objects.create(huishouden=cast.gezin, casus=cast.casus, opgesteld_op=VANDAAG)
    goal = Doel.objects.create(plan=plan, leefdomein=Leefdomein.objects.all()[0], omschrijving=KANARIE)
    pk = goal.pk
    goal.delete()
    _gone(extent([cast.casus.pk]))
    assert Datasleutel.objects.get(eigenaar=f"doel:{pk}").omhuld is None


def test_what_moved_to_the_plan_of_another_case_stays_readable(cast: Cast) -> None:
    """Two plans became one; then the case of the first is destroyed."""
    other = Casus.objects.create(
        nummer="KPROEF7", huishouden=cast.buren, persoon=cast.mieke, team=cast.noord, aangemeld_op=VANDAAG
    )
    source = Plan.objects.create(huishouden=cast.buren, casus=other, opgesteld_op=VANDAAG, interne_notitie=KANARIE)
    target = Plan.objects.create(huishouden=cast.gezin, casus=cast.casus, opgesteld_op=VANDAAG)
    domain = Leefdomein.objects.all()[0]
    goal = Doel.objects.create(plan=source, leefdomein=domain, omschrijving=KANARIE)
    item = Inzet.objects.create(plan=source, leefdomein=domain, kring="formeel", aard="nieuw", van=VANDAAG,
                                omschrijving=KANARIE)  # fmt: skip
    merge_plannen(by=cast.sanne, bron=source, doelplan=target)
    _gone(extent([other.pk]))
    sleutelbos.forget()
    assert not Plan.objects.filter(pk=source.pk).exists()
    assert Datasleutel.objects.get(eigenaar=f"plan:{source.pk}").omhuld is None
    for row in (Doel.objects.get(pk=goal.pk), Inzet.objects.get(pk=item.pk)):
        texts = [row.omschrijving, *(old.omschrijving for old in row.history.all())]
        assert texts == [KANARIE] * len(texts) and len(texts) >= 3
