"""The tables of a report: typed, without anybody's name, from a package, from Parquet, from the product."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from keukentafel.audit.public import SYSTEEM
from keukentafel.inzicht.momentopname import from_package, from_parquet, from_product, schema_of, write_parquet
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.vraag import Vraag
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import import_package
from keukentafel.uitwisseling.public import VERTALINGEN, Pakketfout, resources
from tests.uitwisseling.pakketten import BSN, Tabellen, files_of, whole, write_folder


def test_nobody_has_a_name_in_it(tmp_path: Path) -> None:
    opname = from_package(write_folder(tmp_path / "pakket", files_of(whole())))
    columns = {naam: set(opname.table(naam).column_names) for naam in resources()}
    assert not columns["personen"] & {"bsn", "voornamen", "tussenvoegsel", "achternaam", "postcode", "huisnummer"}
    assert "naam" not in columns["medewerkers"] | columns["huishoudens"]
    told = "".join(str(opname.table(naam).to_pylist()) for naam in resources())
    for word in ("Mieke", "Wit", "Noor Haan", "Gesproken", BSN):
        assert word not in told


def test_a_package_and_parquet_give_the_same_tables(tmp_path: Path) -> None:
    opname = from_package(write_folder(tmp_path / "pakket", files_of(whole())))
    assert opname.table("casussen").to_pylist()[0]["veiligheid"] is False
    assert opname.table("casussen").to_pylist()[0]["aangemeld_op"] == date(2014, 2, 5)
    assert str(opname.table("plaatsingen").to_pylist()[0]["fte"]) == "0.890000"
    write_parquet(opname, tmp_path / "parquet")
    again = from_parquet(tmp_path / "parquet")
    for naam in resources():
        assert again.table(naam).equals(opname.table(naam)), naam
        assert again.table(naam).schema.equals(schema_of(naam))
    assert from_parquet(tmp_path / "leeg").table("casussen").num_rows == 0


def test_a_package_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    tabellen = whole()
    tabellen["casussen"][0]["aangemeld_op"] = "gisteren"
    with pytest.raises(Pakketfout, match="casussen"):
        from_package(write_folder(tmp_path / "pakket", files_of(tabellen)))


def translated() -> Tabellen:
    """The whole package as far as there is a translation, without references to what has none."""
    return {
        naam: [{kolom: "" if _refers_to_absent(naam, kolom) else cell for kolom, cell in row.items()} for row in rows]
        for naam, rows in whole().items()
        if naam in VERTALINGEN
    }


def _refers_to_absent(naam: str, kolom: str) -> bool:
    target = resources()[naam].kolom(kolom).verwijst_naar
    return bool(target) and target not in VERTALINGEN


@pytest.mark.django_db
@pytest.mark.usefixtures("leeg")
def test_the_product_reports_what_came_in(tmp_path: Path) -> None:
    faults, known = Foutenlijst(), translated()
    import_package(by=SYSTEEM, pad=write_folder(tmp_path / "pakket", files_of(known)), fouten=faults)
    assert not faults
    package, product = from_package(tmp_path / "pakket"), from_product()
    for naam in known:
        assert product.table(naam).num_rows == package.table(naam).num_rows, naam
    question = Vraag(date(2014, 12, 3))
    for naam, definitie in definities().items():
        if not definitie.eigen_perioden:
            here, there = (make_report(naam, question, Motor(opname)).as_dict() for opname in (product, package))
            for one in (here, there):  # the law of an item is no column of the package
                one["rijen"] = [row for row in one["rijen"] if row.get("uitsplitsing") != "wet"]
            assert here == there
    target = StringIO()
    call_command("report", "aansluiting", peildatum=date(2014, 12, 3), format="json", stdout=target)
    assert json.loads(target.getvalue())["rapport"] == "aansluiting"
    for naam, status in (("bestaat_niet", 1), ("instroom", 2)):
        with pytest.raises(CommandError) as stop:
            call_command("report", naam)
        assert stop.value.returncode == status
