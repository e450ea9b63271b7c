"""The code lists of the package are closed: no other code can be stored in a column that leaves as a code."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

import keukentafel.referentielijsten
from keukentafel.uitwisseling.definitie import resources

MODELLEN = {
    "gebieden": "socialekaart.Gebied", "organisaties": "socialekaart.Organisatie", "plaatsingen": "teams.Plaatsing",
    "personen": "personen.Persoon", "huishoudleden": "personen.Huishoudlid", "relaties": "personen.Relatie",
    "meldingen": "meldingen.Melding", "casussen": "casussen.Casus", "casusrollen": "casussen.Casusrol",
    "contactmomenten": "tijdlijn.Contactmoment", "metingen": "zelfredzaamheid.Meting",
    "scores": "zelfredzaamheid.Score", "plannen": "plannen.Plan", "doelen": "plannen.Doel", "inzet": "plannen.Inzet",
    "buurtvragen": "buurt.Buurtvraag", "buurtaanbod": "buurt.Buurtaanbod", "buurtkoppelingen": "buurt.Buurtkoppeling",
}  # fmt: skip
ELDERS = {("casussen", "nazorg_resultaat"), ("metingen", "instrument"), ("inzet", "domeinstelsel")}
VERTREKT_ANDERS = {("meldingen", "kanaal"): {"verwijzing"}}  # a code of its own here; leaves as `overig`
KOLOMMEN = [
    (naam, kolom.naam)
    for naam, resource in resources().items()
    for kolom in resource.kolommen
    if kolom.codes and (naam, kolom.naam) not in ELDERS
]


@pytest.mark.parametrize(("naam", "kolom"), KOLOMMEN)
def test_a_field_holds_the_codes_of_the_contract_and_no_other(naam: str, kolom: str) -> None:
    field = apps.get_model(MODELLEN[naam])._meta.get_field(kolom)
    held = {value for value, _label in field.flatchoices if value}
    assert held - VERTREKT_ANDERS.get((naam, kolom), set()) == resources()[naam].kolom(kolom).codes


def test_a_list_that_fills_a_column_of_the_contract_is_closed() -> None:
    folder = Path(keukentafel.referentielijsten.__file__).parent / "data"
    lists = [row for path in folder.glob("*.toml") for row in tomllib.loads(path.read_text()).get("lijst", ())]
    bound = [row for row in lists if row.get("contract")]
    assert len(bound) > 20
    assert [row["code"] for row in bound if row["soort"] != "gesloten"] == []
