"""Teams and people: what another system had comes in as it was, odd or not, and leaves the same."""

from __future__ import annotations

import csv
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie, Zoeksleutel
from keukentafel.teams.models import Medewerker, Plaatsing, Team
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import Telling, import_package
from keukentafel.uitwisseling.uitvoer import export_package
from tests.leeg import empty_tables
from tests.uitwisseling.pakketten import BSN, Tabellen, files_of, whole, write_folder
from tests.uitwisseling.test_heen_en_weer import bring_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leeg")]
MIJN = (
    "gebieden", "organisaties", "teams", "team_gebieden", "medewerkers", "plaatsingen",
    "personen", "huishoudens", "huishoudleden", "relaties",
)  # fmt: skip
LANG = "x" * 200
ANDER_BSN = "999990019"  # an official test person of the BRP


def people() -> Tabellen:
    """The tables of teams and people."""
    return {naam: rows for naam, rows in whole().items() if naam in MIJN}


def odd() -> Tabellen:
    """What no screen lets through and the contract does."""
    found = people()
    found["gebieden"] += [{"code": LANG, "naam": LANG, "soort": "kern", "inwoners": "-3"}]
    found["organisaties"] += [{"id": LANG, "naam": LANG, "soort": "partner"}]
    found["teams"] += [{"id": "t2", "naam": "Team Noord"}, {"id": "t3", "naam": LANG}]
    found["team_gebieden"] += [{"team": "t2", "gebied": LANG, "van": "", "tot": ""}]
    found["medewerkers"] = [{**row, "skj_nummer": "", "skj_geldig_tot": "2031-01-01"} for row in found["medewerkers"]]
    found["plaatsingen"] += [
        {"medewerker": "m1", "team": "t1", "medewerkertype": "volwassenen", "fte": "0.123456", "van": "2099-01-01"},
        {"medewerker": "m2", "team": "", "medewerkertype": "overig", "fte": "2", "van": "2013-01-01"},
    ]
    found["personen"] = [{"tussenvoegsel": "", "postcode": "", "huisnummer": "", **row} for row in found["personen"]]
    found["personen"] += [
        {"id": "p3", "achternaam": " van der  Berg", "geboortedatum": "1801-02-03", "postcode": "6217 ab"},
        {"id": "p4", "achternaam": LANG, "tussenvoegsel": LANG, "huisnummer": LANG, "postcode": "geen"},
        {"id": "p5", "achternaam": '=1+1, "O\'Neill"\n', "geboortedatum": "2199-12-31"},
    ]
    found["huishoudens"] += [{"id": "h2", "naam": LANG}, {"id": "h3", "naam": "Gezin Wit"}]
    found["huishoudleden"] += [
        {"huishouden": "h1", "persoon": "p1", "rol": "kind", "van": "2014-01-01", "tot": ""},
        {"huishouden": "h2", "persoon": "p1", "rol": "kind", "van": "2099-01-01", "tot": "2099-01-01"},
    ]
    found["relaties"] += [{"persoon_a": "p1", "persoon_b": "p1", "soort": "vriend", "van": ""}]
    return found


def exported(path: Path) -> dict[str, bytes]:
    """Export and return the content of the tables of teams and people."""
    export_package(path)
    return {naam: (path / f"{naam}.csv").read_bytes() for naam in MIJN}


def cells(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode().splitlines(keepends=True)))


def check_there_and_back(path: Path, tabellen: Tabellen) -> None:
    """What comes in goes out cell by cell, and into an empty installation and out again byte by byte."""
    bring_in(path / "in", tabellen)
    once = exported(path / "een")
    for naam, rows in tabellen.items():
        out = cells(once[naam])
        columns = list(out[0])
        want = sorted(tuple(row.get(column, "") for column in columns) for row in rows)
        assert sorted(tuple(row.values()) for row in out) == want, naam
    empty_tables()
    bring_in(path / "weer", {naam: cells(content) for naam, content in once.items() if cells(content)})
    assert exported(path / "twee") == once


def test_odd_rows_come_in_and_go_out_as_they_are(tmp_path: Path) -> None:
    check_there_and_back(tmp_path, odd())


NAMEN = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=200)
DAGEN = st.dates().map(str)
LEGE_DAGEN = st.just("") | DAGEN
ROWS = st.fixed_dictionaries({
    "id": NAMEN, "voornamen": NAMEN, "tussenvoegsel": st.just("") | NAMEN, "achternaam": NAMEN,
    "geboortedatum": LEGE_DAGEN, "geslacht": st.sampled_from(("", "man", "vrouw", "anders")),
    "postcode": st.just("") | NAMEN, "huisnummer": st.just("") | NAMEN,
    "reden_zonder_casus": st.sampled_from(("", "dubbel", "overig")),
})  # fmt: skip
SETS = st.lists(ROWS, min_size=1, max_size=6, unique_by=lambda row: str(row["id"]))


@settings(max_examples=15)
@given(rows=SETS, naam=NAMEN, days=st.lists(DAGEN, min_size=1, max_size=4, unique=True), fte=st.integers(0, 2_000_000))
def test_any_valid_person_comes_back_unchanged(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], naam: str, days: list[str], fte: int
) -> None:
    empty_tables()
    person = rows[0]["id"]
    number = f"{fte / 1_000_000:.6f}".rstrip("0").rstrip(".")
    tabellen: Tabellen = {
        "teams": [{"id": naam, "naam": naam}],
        "medewerkers": [{"id": "m", "naam": naam}],
        "plaatsingen": [
            {"medewerker": "m", "team": naam, "medewerkertype": "overig", "fte": number, "van": day, "tot": ""}
            for day in days
        ],
        "personen": rows,
        "huishoudens": [{"id": naam, "naam": naam}],
        "huishoudleden": [
            {"huishouden": naam, "persoon": person, "rol": "kind", "van": day, "tot": ""} for day in days
        ],
        "relaties": [
            {"persoon_a": person, "persoon_b": person, "soort": "buur", "van": day, "tot": ""} for day in days
        ],
    }
    check_there_and_back(tmp_path_factory.mktemp("proef"), tabellen)


CHANGES: list[tuple[str, dict[str, str], Any, str, Any]] = [
    ("teams", {"naam": "Team Zuid"}, Team, "naam", "Team Zuid"),
    ("medewerkers", {"skj_nummer": "77"}, Medewerker, "skj_nummer", "77"),
    ("plaatsingen", {"fte": "0.5"}, Plaatsing, "fte", 0.5),
    ("personen", {"achternaam": "Zwart"}, Persoon, "achternaam", "Zwart"),
    ("huishoudens", {"naam": "Gezin Zwart"}, Huishouden, "naam", "Gezin Zwart"),
    ("huishoudleden", {"rol": "kind"}, Huishoudlid, "rol", "kind"),
]


@pytest.mark.parametrize(("naam", "cel", "model", "veld", "waarde"), CHANGES, ids=[row[0] for row in CHANGES])
def test_a_later_package_changes_that_row_alone_and_keeps_its_former_version(
    tmp_path: Path, naam: str, cel: dict[str, str], model: Any, veld: str, waarde: Any
) -> None:
    bring_in(tmp_path / "een", people())
    later = people()
    later[naam] = [
        {**later[naam][0], **cel},
        *({**row, **dict.fromkeys(cel, row.get(*cel, ""))} for row in later[naam][1:]),
    ]
    outcome = bring_in(tmp_path / "twee", later)
    assert outcome.tellingen[naam].gewijzigd >= 1
    row = model.objects.filter(**{veld: waarde}).earliest("pk")
    assert row.versie == 2
    assert row.history.count() == 2


def test_a_column_that_is_absent_stays_and_the_new_name_is_found(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", people())
    later = people()
    later["personen"] = [{"id": "p1", "achternaam": "Zwart"}]
    bring_in(tmp_path / "twee", later)
    persoon = Persoon.objects.get(achternaam="Zwart")
    assert (persoon.bsn, persoon.voornamen) == (BSN, "Mieke")
    assert set(Zoeksleutel.objects.filter(persoon=persoon).values_list("eerste", flat=True)) == {"mieke", "zwart"}


def test_a_bsn_of_somebody_else_is_a_fault_with_a_place_and_writes_nothing(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", people())
    fouten, before = Foutenlijst(), Persoon.objects.count()
    path = write_folder(tmp_path / "ander", files_of(people()))
    import_package(by=SYSTEEM, pad=path, fouten=fouten, bron="ander")
    assert [(fout.resource, fout.rij, fout.kolom, fout.regel) for fout in fouten.eerste] == [
        ("personen", 1, "bsn", "in_gebruik")
    ]
    assert BSN not in "".join(fouten.lines())
    assert Persoon.objects.count() == before


def test_a_bsn_may_move_within_one_source(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", people())
    later = people()
    one, other = later["personen"]
    one["bsn"], other["bsn"] = "", BSN
    bring_in(tmp_path / "twee", later)
    assert Persoon.objects.get(voornamen="Daan").bsn == BSN
    assert Persoon.objects.get(voornamen="Mieke").bsn_index is None


def test_no_import_identifies_who_is_here_under_another_name(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", people())
    Persoon.objects.filter(voornamen="Mieke").update(
        voornamen="", achternaam="Zonnebloem", pseudoniem=True, bsn="", bsn_index=None, geboortedatum=None
    )
    later = people()
    later["personen"][0]["voornamen"] = "Mieke Anna"
    bring_in(tmp_path / "twee", later)
    persoon = Persoon.objects.get(pseudoniem=True)
    assert (persoon.voornamen, persoon.achternaam, persoon.bsn, persoon.geboortedatum) == ("", "Zonnebloem", "", None)
    assert not Zoeksleutel.objects.filter(persoon=persoon).exists()


def test_a_membership_that_was_written_down_here_already_is_the_same_one(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", people())
    before = Huishoudlid.objects.get(rol="volwassene")
    Huishoudlid.objects.create(huishouden=before.huishouden, persoon=before.persoon, rol="kind", van="2015-01-01")
    later = people()
    row = {"huishouden": "h1", "persoon": "p1", "rol": "volwassene", "van": "2015-01-01", "tot": "2016-01-01"}
    later["huishoudleden"].append(row)
    assert bring_in(tmp_path / "twee", later).tellingen["huishoudleden"] == Telling(nieuw=1, gelijk=2)
    lid = Huishoudlid.objects.get(van="2015-01-01")
    assert (lid.rol, str(lid.tot), lid.versie) == ("volwassene", "2016-01-01", 2)


def test_two_sources_with_the_same_keys_leave_with_their_source(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", people())
    other = people()
    other["personen"][0]["bsn"] = ""
    import_package(
        by=SYSTEEM, pad=write_folder(tmp_path / "ander", files_of(other)), fouten=Foutenlijst(), bron="ander"
    )
    out = exported(tmp_path / "uit")
    assert [row["id"] for row in cells(out["teams"])] == ["ander:t1", "standaard:t1"]
    assert [row["team"] for row in cells(out["team_gebieden"])] == ["ander:t1", "standaard:t1"]
    assert len(cells(out["gebieden"])) == 1


def test_who_was_merged_away_does_not_leave_and_gets_nothing_new(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", people())
    kept, lapsed = Persoon.objects.order_by("pk")
    Persoon.objects.filter(pk=lapsed.pk).update(samengevoegd_in=kept)
    assert [row["id"] for row in cells(exported(tmp_path / "uit")["personen"])] == ["p1"]
    later = people()
    later["relaties"].append({"persoon_a": "p2", "persoon_b": "p1", "soort": "buur", "van": ""})
    bring_in(tmp_path / "twee", later)
    assert Relatie.objects.get(soort="buur").persoon_a_id == kept.pk


def test_a_newer_package_ends_a_membership_of_who_was_merged_in_the_same_household(tmp_path: Path) -> None:
    first = people()
    first["personen"].append({"id": "p3", "bsn": "", "voornamen": "M.", "achternaam": "Wit", "geboortedatum": ""})
    twin = {"huishouden": "h1", "persoon": "p3", "rol": "volwassene", "van": "2013-01-01", "tot": ""}
    first["huishoudleden"].append(twin)
    bring_in(tmp_path / "een", first)
    kept, lapsed = Persoon.objects.get(voornamen="Mieke"), Persoon.objects.get(voornamen="M.")
    Persoon.objects.filter(pk=lapsed.pk).update(samengevoegd_in=kept)
    first["huishoudleden"][-1] = twin | {"tot": "2020-01-01"}
    assert bring_in(tmp_path / "twee", first).tellingen["huishoudleden"] == Telling(gewijzigd=1, gelijk=2)
    ended = Huishoudlid.objects.get(tot="2020-01-01")
    assert (ended.persoon_id, ended.versie) == (lapsed.pk, 2)


@pytest.mark.parametrize("behouden", ["Mieke", "Daan"])
def test_a_bsn_of_who_was_merged_away_is_for_who_was_kept_or_says_they_are_two(tmp_path: Path, behouden: str) -> None:
    first = people()
    first["personen"].append({"id": "p3", "bsn": "", "voornamen": "M.", "achternaam": "Wit", "geboortedatum": ""})
    bring_in(tmp_path / "een", first)
    kept = Persoon.objects.get(voornamen=behouden)
    Persoon.objects.filter(voornamen="M.").update(samengevoegd_in=kept)
    first["personen"][-1] |= {"bsn": ANDER_BSN}
    fouten = Foutenlijst()
    import_package(by=SYSTEEM, pad=write_folder(tmp_path / "twee", files_of(first)), fouten=fouten)
    has = kept.bsn_index is not None
    assert [(fout.rij, fout.regel) for fout in fouten.eerste] == ([(3, "samengevoegd")] if has else [])
    kept.refresh_from_db()
    assert kept.bsn == (BSN if has else ANDER_BSN)
    assert kept.bsn_index is not None and Persoon.objects.get(voornamen="M.").bsn == ""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_import_leaves_nothing_and_says_130(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: signal.Signals
) -> None:
    path = write_folder(tmp_path / "een", files_of(people()))

    def show(balk: object, stap: str, naam: str, rijen: int) -> None:
        if (stap, naam) == ("inlezen", "huishoudens"):
            signal.raise_signal(stop)

    monkeypatch.setattr("keukentafel.uitwisseling.voortgang.Voortgangsbalk.show", show)
    before, lines = signal.getsignal(signal.SIGTERM), Regel.objects.count()
    with pytest.raises(CommandError) as caught:
        call_command("import", str(path), faults=tmp_path / "fouten.csv")
    assert caught.value.returncode == 130
    assert (Persoon.objects.count(), Team.objects.count(), Regel.objects.count()) == (0, 0, lines)
    assert (tmp_path / "fouten.csv").read_text() == "resource,row,column,rule,message\n"
    assert signal.getsignal(signal.SIGTERM) == before


def test_what_the_database_refuses_is_told_without_the_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(tmp_path / "een", people())
    nothing_taken: Callable[..., frozenset[int]] = lambda *args: frozenset()  # noqa: E731
    monkeypatch.setattr("keukentafel.uitwisseling.inlezen.check_bsn", nothing_taken)
    with pytest.raises(CommandError) as caught:
        call_command("import", str(tmp_path / "een"), source="ander")
    assert "IntegrityError" in str(caught.value)
    assert not {BSN, "Wit", "Mieke"} & set(f"{caught.value} {capsys.readouterr()}".split())
    assert Persoon.objects.count() == 2


def test_a_rule_that_a_translation_breaks_is_told_without_the_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**given: object) -> None:
        raise Regelfout("Mieke Wit mag dit niet.")

    monkeypatch.setattr("keukentafel.uitwisseling.management.commands.import.import_package", refuse)
    with pytest.raises(CommandError, match="Een regel van Keukentafel") as caught:
        call_command("import", str(tmp_path))
    assert "Mieke" not in str(caught.value)


def test_import_and_export_are_written_down(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", people())
    exported(tmp_path / "uit")
    last = list(Regel.objects.order_by("volgnr").values_list("actie", "object_soort"))
    assert "gegevenspakket_uitgevoerd" in {actie for actie, _soort in last[-1:]}
    assert {"gegevenspakket_ingelezen", "personen_ingelezen", "teams_ingelezen"} <= {actie for actie, _soort in last}
    assert (tmp_path / "uit/personen.csv").stat().st_mode & 0o077 == 0
