"""Series from other systems: whole or not at all, every fault by row and column, twice the same is once."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from keukentafel.audit.public import SYSTEEM
from keukentafel.cijfers.models import Reeks, Reekspunt
from keukentafel.cijfers.public import REEKSKOLOMMEN, import_reeksen
from keukentafel.socialekaart.public import Gebied
from keukentafel.teams.public import Team
from keukentafel.uitwisseling.public import Foutenlijst

pytestmark = pytest.mark.django_db
GOED = {
    "reeks": "hbh", "onderwerp": "zorggebruik", "naam": "Hulp bij het huishouden", "eenheid": "personen",
    "bron": "CBS, 2018", "van": "2017-01-01", "tot": "2017-12-31", "gebied": "W1", "waarde": "210.5", "n": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def area(db: None) -> Gebied:
    """One area that a row may name."""
    return Gebied.objects.create(code="W1", naam="Wijk een", soort="wijk")


def written(path: Path, *rows: dict[str, str], kolommen: tuple[str, ...] = REEKSKOLOMMEN) -> Path:
    """A CSV with these rows."""
    lines = [",".join(kolommen)] + [",".join(f'"{row.get(kolom, "")}"' for kolom in kolommen) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_in_and_in_again(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", GOED, GOED | {"gebied": "", "waarde": "", "n": "25"})
    for expected in ("2 nieuw, 0 gewijzigd, 0 gelijk", "0 nieuw, 0 gewijzigd, 2 gelijk"):
        out = StringIO()
        call_command("reeksen", path, stdout=out)
        assert expected in out.getvalue()
    rows = {(p.gebied.code if p.gebied else ""): (p.waarde, p.n) for p in Reekspunt.objects.order_by("pk")}
    assert rows == {"W1": (Decimal("210.5"), None), "": (None, 25)}


def test_a_later_file_brings_values_and_words_up_to_date(tmp_path: Path) -> None:
    call_command("reeksen", written(tmp_path / "a.csv", GOED), stdout=StringIO())
    out = StringIO()
    call_command("reeksen", written(tmp_path / "b.csv", GOED | {"waarde": "211", "bron": "CBS, 2019"}), stdout=out)
    assert "0 nieuw, 1 gewijzigd" in out.getvalue()
    assert Reekspunt.objects.get().waarde == 211
    assert Reeks.objects.get().bron == "CBS, 2019"
    assert Reekspunt.history.count() == 2


def test_a_team_is_named_as_in_the_package(tmp_path: Path) -> None:
    team = Team.objects.create(naam="Team Noord")
    call_command("reeksen", written(tmp_path / "a.csv", GOED | {"team": f"kt-{team.pk}"}), stdout=StringIO())
    assert Reekspunt.objects.get().team == team


@pytest.mark.parametrize(
    ("kolom", "cel", "regel"),
    [
        ("reeks", "", "verplicht"), ("bron", " ", "verplicht"), ("onderwerp", "weer", "codelijst"),
        ("van", "1 mei 2017", "datum"), ("van", "2018-02-30", "datum"), ("tot", "2015-12-31", "datumvolgorde"),
        ("tot", "9999-12-31", "datum"),
        ("gebied", "W9", "verwijzing"), ("team", "t9", "verwijzing"), ("waarde", "1.250,00", "getal"),
        ("waarde", "veel", "getal"), ("waarde", "12345678901234", "getal"), ("waarde", "1.1234567", "getal"),
        ("waarde", "NaN", "getal"), ("waarde", "1e9", "getal"), ("waarde", "5.", "getal"), ("waarde", "٣", "getal"),
        ("n", "2.5", "getal"), ("n", "-1", "getal"), ("n", "9999999999", "getal"), ("naam", "x" * 201, "lengte"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_and_nothing_is_written(tmp_path: Path, kolom: str, cel: str, regel: str) -> None:
    fouten = Foutenlijst()
    path = written(tmp_path / "a.csv", GOED, GOED | {"van": "2016-01-01", "tot": "2016-12-31"} | {kolom: cel})
    import_reeksen(by=SYSTEEM, pad=path, fouten=fouten)
    assert (2, kolom, regel) in [(fout.rij, fout.kolom, fout.regel) for fout in fouten.eerste]
    assert not cel.strip() or all(cel not in str(fout) for fout in fouten.eerste)
    assert not Reeks.objects.exists()


def test_faults_of_the_file_as_a_whole(tmp_path: Path) -> None:
    cases = {
        "dubbel": written(tmp_path / "a.csv", GOED, GOED),
        "gelijk": written(tmp_path / "b.csv", GOED, GOED | {"van": "2016-01-01", "eenheid": "euro"}),
        "kolommen": written(tmp_path / "c.csv", GOED, kolommen=(*REEKSKOLOMMEN, "bsn")),
    }
    for regel, path in cases.items():
        fouten = Foutenlijst()
        import_reeksen(by=SYSTEEM, pad=path, fouten=fouten)
        assert regel in {fout.regel for fout in fouten.eerste}
    bad = tmp_path / "d.csv"
    bad.write_bytes(b"reeks,onderwerp\nh\xff,x\n")
    err = StringIO()
    with pytest.raises(CommandError, match="Er is niets ingelezen"):
        call_command("reeksen", bad, stderr=err, faults=tmp_path / "fouten.csv")
    assert (tmp_path / "fouten.csv").read_text(encoding="utf-8").startswith("resource,row,column,rule,message")
    assert not Reeks.objects.exists()


def test_a_trial_writes_nothing_and_a_missing_file_is_said(tmp_path: Path) -> None:
    call_command("reeksen", written(tmp_path / "a.csv", GOED), dry_run=True, stdout=StringIO())
    assert not Reeks.objects.exists()
    with pytest.raises(CommandError):
        call_command("reeksen", tmp_path / "er-niet.csv")
