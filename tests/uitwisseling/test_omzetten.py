"""A flat export of another system becomes a package by a mapping file; the example of the docs is brought in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import keukentafel
from keukentafel.audit.public import SYSTEEM
from keukentafel.meldingen.public import Melding
from keukentafel.personen.public import Persoon
from keukentafel.uitwisseling import omzetten
from keukentafel.uitwisseling.fouten import Foutenlijst, Pakketfout
from keukentafel.uitwisseling.inlezen import import_package
from keukentafel.uitwisseling.omzetten import convert_export, read_omzetting

VOORBEELDEN = Path(keukentafel.__file__).parents[1] / "docs/voorbeelden"
EXPORT, OMZETTING = VOORBEELDEN / "wiz-meldingen.csv", VOORBEELDEN / "wiz-meldingen.toml"


def converted(tmp_path: Path, change: tuple[str, str]) -> Foutenlijst:
    """Convert the example with something else in it; its faults."""
    text = EXPORT.read_text(encoding="cp1252")
    assert change[0] in text
    (tmp_path / "export.csv").write_text(text.replace(*change), encoding="cp1252")
    fouten = Foutenlijst()
    convert_export(tmp_path / "export.csv", OMZETTING, tmp_path / "uit", fouten)
    return fouten


@pytest.mark.django_db
@pytest.mark.usefixtures("leeg")
def test_the_example_becomes_a_package_that_comes_in(tmp_path: Path) -> None:
    fouten = Foutenlijst()
    counts = convert_export(EXPORT, OMZETTING, tmp_path / "pakket", fouten)
    assert not fouten, fouten.eerste
    assert counts == {"organisaties": 1, "teams": 2, "personen": 2, "meldingen": 4}
    import_package(by=SYSTEEM, pad=tmp_path / "pakket", fouten=fouten, bron="wiz")
    assert not fouten, fouten.eerste
    assert Persoon.objects.count() == 2
    signal = Melding.objects.get(ontvangen_op=date(2014, 2, 4))
    assert (signal.soort, signal.kanaal, signal.melder_soort) == ("signaal", "e_mail", "professional")
    assert signal.omschrijving == "School maakt zich zorgen; graag bellen"
    assert (signal.afhandeling, signal.anoniem) == ("doorverwezen", False)
    assert Melding.objects.get(ontvangen_op=date(2014, 2, 5)).persoon_id is None
    assert Melding.objects.get(ontvangen_op=date(2014, 2, 10)).omschrijving.endswith("één rekening")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("Zorgsignaal;E-mail", "Klacht;E-mail"), (2, "Soort melding", "codelijst")),
        (("04-02-2014", "2014-02-04"), (2, "Datum melding", "type")),
        (("Betrokkene;Nee", "Betrokkene;Misschien"), (1, "Anoniem", "type")),
        (("12-03-1984;6217AB;;", "13-03-1984;6217AB;;"), (4, "Achternaam", "tegenstrijdig")),
    ],
)
def test_what_the_mapping_does_not_know_is_a_fault_and_nothing_is_written(
    tmp_path: Path, change: tuple[str, str], place: tuple[int, str, str]
) -> None:
    fouten = converted(tmp_path, change)
    assert place in {(fout.rij, fout.kolom, fout.regel) for fout in fouten.eerste}
    assert not (tmp_path / "uit").exists()
    assert not any(word in "".join(fouten.lines()) for word in ("Klacht", "Misschien", "Voorbeeld", "1984"))


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("x", "geen leesbaar TOML"),
        ("", "geen \\[tabel"),
        ("[tabel.geheimen]", "geheimen"),
        ('[tabel.teams.kolom]\nid = "a"\nkleur = "b"', "kleur"),
        ('[tabel.teams.kolom]\nid = "Team"', "naam"),
        ('codering = "cp1252"\n[tabel.teams.kolom]\nid = "Team"\nnaam = "Ploeg"', "Ploeg"),
        ('codering = "klingon"\n[tabel.teams.kolom]\nid = "Team"\nnaam = "Team"', "niet te lezen"),
        ('codering = "utf-8"\n[tabel.teams.kolom]\nid = "Team"\nnaam = "Team"', "niet te lezen"),
    ],
)
def test_a_mapping_or_an_export_that_cannot_be_read_is_told(tmp_path: Path, mapping: str, words: str) -> None:
    (tmp_path / "m.toml").write_text(mapping)
    with pytest.raises(Pakketfout, match=words):
        convert_export(EXPORT, tmp_path / "m.toml", tmp_path / "uit", Foutenlijst())


def test_an_endless_cell_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(omzetten, "LANGSTE_REGEL", 100)
    (tmp_path / "m.toml").write_text('[tabel.teams.kolom]\nid = "Team"\nnaam = "Team"')
    (tmp_path / "e.csv").write_text('Team\nNoord\n"' + "x" * 200 + '"\n')
    with pytest.raises(Pakketfout, match="hoogstens 100 tekens"):
        convert_export(tmp_path / "e.csv", tmp_path / "m.toml", tmp_path / "uit", Foutenlijst())
    assert not (tmp_path / "uit").exists()


def test_numbers_are_read_as_they_are_written_here(tmp_path: Path) -> None:
    columns = "\n".join(f'{naam} = "{naam}"' for naam in ("id", "plan", "domein", "kring", "aard", "van", "kosten"))
    mapping = f'[tabel.inzet.kolom]\n{columns}\ndomeinstelsel = {{ vast = "zrm2013" }}'
    (tmp_path / "m.toml").write_text(mapping)
    row = "i1;n1;adl;maatwerk;nieuw;05-03-2014;1.250,50"
    (tmp_path / "e.csv").write_text(f"id;plan;domein;kring;aard;van;kosten\n{row}\n")
    assert convert_export(tmp_path / "e.csv", tmp_path / "m.toml", tmp_path / "uit", Foutenlijst()) == {"inzet": 1}
    assert "1250.50" in (tmp_path / "uit/inzet.csv").read_text()
    assert len(read_omzetting(tmp_path / "m.toml").tabellen) == 1


def test_the_command_says_what_it_wrote_and_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("omzetten", str(EXPORT), str(OMZETTING), str(tmp_path / "uit"))
    assert "9 rijen in 4 tabellen" in capsys.readouterr().out
    (tmp_path / "iets").mkdir()
    (tmp_path / "iets/anders.txt").write_text("")
    with pytest.raises(CommandError, match="iets anders"):
        call_command("omzetten", str(EXPORT), str(OMZETTING), str(tmp_path / "iets"))
