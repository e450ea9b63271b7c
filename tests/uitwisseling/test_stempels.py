"""A stamp is another one when anything that a row is made of came, went or changed; and only then."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.inlezen import bulk_add
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import import_package
from keukentafel.uitwisseling.vertaling.stempels import DELEN, LIJSTEN, OVERAL, VAK, Onderdeel, ids_of, shared_stamp
from tests.uitwisseling.pakketten import Tabellen, files_of, whole, write_folder

pytestmark = pytest.mark.django_db
PARTS = [(naam, onderdeel) for naam, deel in DELEN.items() for onderdeel in deel.onderdelen]
SHARED = [*(model._meta.label for model in apps.get_app_config(LIJSTEN).get_models()), *OVERAL]


@pytest.fixture
def city(leeg: None, tmp_path: Path) -> None:
    """Two of each thing that has a stamp."""
    tables: Tabellen = whole()
    tables["meldingen"][0] |= {"terugkoppeling_op": "2014-02-10"}
    tables["casussen"][0] |= {"afgesloten_op": "2015-01-01", "afsluitreden": "verhuisd", "nazorg_op": "2015-02-01",
                              "nazorg_resultaat": "gaat_goed"}  # fmt: skip
    twice = {"meldingen": "l2", "casussen": "c2", "metingen": "z2", "plannen": "n2", "doelen": "d2", "inzet": "i2",
             "huishoudens": "h2"}  # fmt: skip
    for naam, sleutel in twice.items():
        tables[naam].append({**tables[naam][0], "id": sleutel})
    tables["scores"].append({**tables["scores"][0], "meting": "z2"})
    faults = Foutenlijst()
    import_package(by=SYSTEEM, pad=write_folder(tmp_path / "pakket", files_of(tables)), fouten=faults)
    assert list(map(str, faults.eerste)) == []


def manager(label: str) -> Any:
    return apps.get_model(label)._default_manager


def key_of(onderdeel: Onderdeel, one: Any) -> int:
    """Whose stamp tells of this object."""
    return int(one.pk if onderdeel.van == "pk" else getattr(one, f"{onderdeel.van}_id"))


def differ(before: Mapping[int, int], after: Mapping[int, int]) -> set[int]:
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


@pytest.mark.usefixtures("city")
def test_a_saved_object_has_another_stamp_and_no_other_has() -> None:
    for naam, onderdeel in PARTS:
        objects = list(manager(onderdeel.model).order_by("pk"))
        assert objects, onderdeel.model
        for one in (objects[0], objects[-1]):
            before, vakken = DELEN[naam].stamps(), DELEN[naam].blocks()
            one.save()
            assert differ(before, DELEN[naam].stamps()) == {key_of(onderdeel, one)}, (naam, onderdeel.model)
            assert differ(vakken, DELEN[naam].blocks()) == {key_of(onderdeel, one) >> VAK}, (naam, onderdeel.model)


@pytest.mark.usefixtures("city")
def test_what_went_away_and_came_again_is_another() -> None:
    """As many rows with as many versions as before: the ids tell them apart."""
    for naam, onderdeel in PARTS:
        if onderdeel.van == "pk":
            continue  # one row for each object
        one = manager(onderdeel.model).order_by("pk").last()
        kept = {
            field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields if field.attname != "id"
        }
        before, vakken, key = DELEN[naam].stamps(), DELEN[naam].blocks(), key_of(onderdeel, one)
        if hasattr(one, "berichten"):
            one.berichten.all().delete()
        one.delete()
        gone = DELEN[naam].stamps()
        bulk_add(apps.get_model(onderdeel.model), [apps.get_model(onderdeel.model)(**kept)])
        again = DELEN[naam].stamps()
        assert differ(before, gone) == differ(gone, again) == differ(before, again) == {key}, (naam, onderdeel.model)
        assert differ(vakken, DELEN[naam].blocks()) == {key >> VAK}, (naam, onderdeel.model)


@pytest.mark.usefixtures("city")
def test_support_has_another_stamp_when_its_goal_has() -> None:
    inzet = manager("plannen.Inzet").exclude(doel=None).order_by("pk").first()
    before, vakken = DELEN["inzet"].stamps(), DELEN["inzet"].blocks()
    inzet.doel.save()
    assert inzet.pk >> VAK in differ(vakken, DELEN["inzet"].blocks())
    assert inzet.pk in differ(before, DELEN["inzet"].stamps())


@pytest.mark.usefixtures("city")
def test_the_stamps_of_one_vak_are_those_of_its_objects() -> None:
    for naam, deel in DELEN.items():
        stamps, vakken = deel.stamps(), deel.blocks()
        assert {pk >> VAK for pk in stamps} == set(vakken), naam
        one, *_others = vakken
        assert deel.stamps(ids_of([one])) == {pk: stamp for pk, stamp in stamps.items() if pk >> VAK == one}, naam


@pytest.mark.usefixtures("city")
def test_what_all_hangs_on_has_one_stamp() -> None:
    seen = {shared_stamp()}
    for label in SHARED:
        one = manager(label).order_by("pk").last()
        if one is not None and hasattr(one, "change"):
            one.save()
            assert shared_stamp() not in seen, label
            seen.add(shared_stamp())
    keys = manager("uitwisseling.Sleutel")
    assert keys.filter(pk=keys.order_by("pk").last().pk).delete()[0] == 1
    assert shared_stamp() not in seen
