"""What leaves is a package that can come in: keys that clash, and what screens allow and the contract does not."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from keukentafel.audit.public import SYSTEEM
from keukentafel.buurt.models import Buurtvraag
from keukentafel.casussen.public import Casusrol
from keukentafel.meldingen.public import Melding
from keukentafel.personen.public import Persoon
from keukentafel.plannen.public import Inzet
from keukentafel.teams.public import Team
from keukentafel.uitwisseling.controle import check_package
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import import_package
from keukentafel.uitwisseling.pakket import open_package
from keukentafel.uitwisseling.uitvoer import export_package, late_births
from tests.uitwisseling.pakketten import Tabel, Tabellen, files_of, whole, write_folder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leeg")]


def bring_in(path: Path, tabellen: Tabellen, bron: str = "standaard") -> None:
    """Import a package with these tables from this source; there may be no fault."""
    fouten = Foutenlijst()
    import_package(by=SYSTEEM, pad=write_folder(path, files_of(tabellen)), fouten=fouten, bron=bron)
    assert not fouten, fouten.eerste


def teams(*keys: str) -> Tabellen:
    """A package with these teams, each named after its key."""
    rows: Tabel = [{"id": key, "naam": f"Team {key[:20]}"} for key in keys]
    return {"teams": rows}


def out(path: Path, naam: str) -> Tabel:
    """Export everything, check that it could come in, and return one table."""
    export_package(path)
    fouten = Foutenlijst()
    with open_package(path, fouten) as pakket:
        check_package(pakket, fouten)
    assert not fouten, fouten.eerste
    with (path / f"{naam}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_keys_are_prefixed_only_where_two_sources_clash_and_never_clash_again(tmp_path: Path) -> None:
    bring_in(tmp_path / "a", teams("t1", "t2", "b:t1", "kt-1"), "a")
    bring_in(tmp_path / "b", teams("t1", "t3", "a:t1"), "b")
    own = Team.objects.create(naam="Eigen team", pk=Team.objects.order_by("-pk")[0].pk + 1)
    keys = [row["id"] for row in out(tmp_path / "uit", "teams")]
    assert keys == sorted(["a:t1", "a:t1-1", "b:t1", "b:t1-1", "kt-1", "t2", "t3", f"kt-{own.pk}"])


def test_of_who_was_born_after_the_melding_the_day_does_not_leave(tmp_path: Path) -> None:
    bring_in(tmp_path / "in", whole())
    Persoon.objects.filter(voornamen="Mieke").update(geboortedatum=date(2014, 6, 1))  # awaited, and born since
    assert late_births() == frozenset(Persoon.objects.filter(voornamen="Mieke").values_list("pk", flat=True))
    days = {row["voornamen"]: row["geboortedatum"] for row in out(tmp_path / "uit", "personen")}
    assert days == {"Mieke": "", "Daan": "2013-06-01"}


def test_a_prefixed_key_is_not_longer_than_a_key_may_be(tmp_path: Path) -> None:
    keys = ["x" * 199 + "1", "x" * 199 + "2"]
    bring_in(tmp_path / "a", teams(*keys), "a")
    bring_in(tmp_path / "b", teams(*keys), "b" * 80)
    found = {row["id"] for row in out(tmp_path / "uit", "teams")}
    assert len(found) == 4
    assert max(map(len, found)) == 200


def test_a_role_that_was_given_twice_on_one_day_leaves_once_as_it_holds_now(tmp_path: Path) -> None:
    bring_in(tmp_path / "in", whole())
    role = Casusrol.objects.get(tot=None)
    for last in (date(2016, 1, 1), None):
        Casusrol.objects.create(
            casus=role.casus, medewerker=role.medewerker, rol="consulent", van=date(2016, 1, 1), tot=last
        )
    rows = [row for row in out(tmp_path / "uit", "casusrollen") if row["rol"] == "consulent"]
    assert [row["tot"] for row in rows] == [""]


def test_a_referral_leaves_as_another_channel_and_stays_a_referral_here(tmp_path: Path) -> None:
    bring_in(tmp_path / "in", whole())
    Melding.objects.get().change(kanaal="verwijzing")
    assert [row["kanaal"] for row in out(tmp_path / "uit", "meldingen")] == ["overig"]
    assert Melding.objects.get().kanaal == "verwijzing"


def test_a_request_leaves_without_support_that_stays_here(tmp_path: Path) -> None:
    bring_in(tmp_path / "in", whole())
    assert out(tmp_path / "een", "buurtvragen")[0]["inzet"] == "i1"
    Inzet.objects.get().change(status="voorgesteld")
    assert out(tmp_path / "twee", "inzet") == []
    assert [row["inzet"] for row in out(tmp_path / "drie", "buurtvragen")] == [""]
    assert Buurtvraag.objects.get().inzet_id is not None
