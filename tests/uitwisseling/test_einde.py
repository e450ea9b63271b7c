"""What ended here stays ended when its source changes something else of it; a source that opens it again does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.models import Basismodel
from keukentafel.nazorg.public import Afsluiting
from keukentafel.uitwisseling.einde import EINDEN
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import Telling, Uitkomst, import_package
from keukentafel.uitwisseling.models import Rijspoor
from keukentafel.uitwisseling.opgeslagen import MODELLEN
from tests.uitwisseling.pakketten import Tabellen, files_of, whole, write_folder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leeg")]
EINDDAG = date(2016, 1, 1)


class Geval(NamedTuple):
    """What ends a thing here, and another cell of its row that its source changes later."""

    resource: str
    hier: dict[str, Any]
    anders: dict[str, str]


GEVALLEN = [
    Geval("casussen", {"afgesloten_op": EINDDAG, "afsluitreden": "verhuisd"}, {"veiligheid": "ja"}),
    Geval("plannen", {"beeindigd_op": EINDDAG}, {"besproken_op": "2014-03-02"}),
    Geval("doelen", {"status": "behaald", "status_op": EINDDAG}, {"streefdatum": "2015-01-01"}),
    Geval("inzet", {"tot": EINDDAG, "status": "gestopt"}, {"kosten": "99"}),
    Geval("plaatsingen", {"tot": EINDDAG}, {"fte": "0.5"}),
    Geval("huishoudleden", {"tot": EINDDAG}, {"rol": "kind"}),
    Geval("teams", {"geldig_tot": EINDDAG}, {"naam": "Team Noord-West"}),
    Geval("gebieden", {"geldig_tot": EINDDAG}, {"inwoners": "4300"}),
    Geval("meldingen", {"afgehandeld_op": EINDDAG, "afhandeling": "casus"}, {"kanaal": "loket"}),
]


def package(geval: Geval, **cellen: str) -> Tabellen:
    """The whole package, in which the first row of the table says whether it ended, with these cells."""
    made = whole()
    einde = EINDEN[geval.resource]
    for row in made[geval.resource]:  # the columns of a table are those of its first row
        row.setdefault(einde.kolom, einde.loopt)
    open_row = {einde.kolom: einde.loopt} | dict.fromkeys(einde.mee if geval.resource != "casussen" else (), "")
    made[geval.resource][0] |= open_row | cellen
    return made


def bring_in(path: Path, tabellen: Tabellen) -> Uitkomst:
    """Import it; it has no faults."""
    fouten = Foutenlijst()
    outcome = import_package(by=SYSTEEM, pad=write_folder(path, files_of(tabellen)), fouten=fouten)
    assert list(map(str, fouten.eerste)) == []
    return outcome


def thing(geval: Geval) -> Basismodel:
    """The object of the first row."""
    found: Basismodel = MODELLEN[geval.resource]._default_manager.order_by("pk").first()  # type: ignore[assignment]
    return found


def now(geval: Geval, velden: dict[str, Any]) -> dict[str, Any]:
    """What the object says in these fields."""
    found = thing(geval)
    return {naam: getattr(found, naam) for naam in velden}


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.resource)
def test_what_ended_here_stays_ended_and_the_rest_of_the_row_comes_in(tmp_path: Path, geval: Geval) -> None:
    bring_in(tmp_path / "een", package(geval))
    thing(geval).change(**geval.hier)
    before = thing(geval).versie
    outcome = bring_in(tmp_path / "twee", package(geval, **geval.anders))
    assert now(geval, geval.hier) == geval.hier
    assert thing(geval).versie > before  # the other cell came in
    rows = len(whole()[geval.resource])
    assert outcome.tellingen[geval.resource] == Telling(gewijzigd=1, gelijk=rows - 1, behouden=1)
    third = bring_in(tmp_path / "drie", package(geval, **geval.anders))
    assert third.tellingen[geval.resource] == Telling(gelijk=rows)


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.resource)
def test_a_source_that_said_that_it_ended_may_open_it_again(tmp_path: Path, geval: Geval) -> None:
    einde = EINDEN[geval.resource]
    ended = {einde.kolom: "behaald"} if geval.resource == "doelen" else {einde.kolom: EINDDAG.isoformat()}
    if geval.resource == "meldingen":
        ended["afhandeling"] = "casus"
    bring_in(tmp_path / "een", package(geval, **ended))
    outcome = bring_in(tmp_path / "twee", package(geval))
    assert (now(geval, {einde.kolom: None})[einde.kolom] or "") == einde.loopt
    assert outcome.tellingen[geval.resource].heropend == 1


def test_a_trial_counts_what_the_import_does(tmp_path: Path) -> None:
    geval = GEVALLEN[0]
    bring_in(tmp_path / "een", package(geval))
    thing(geval).change(**geval.hier)
    pad = write_folder(tmp_path / "twee", files_of(package(geval, **geval.anders)))
    tried = import_package(by=SYSTEEM, pad=pad, fouten=Foutenlijst(), proef=True)
    done = import_package(by=SYSTEEM, pad=pad, fouten=Foutenlijst())
    assert tried.tellingen == done.tellingen


def test_a_source_that_never_told_of_ends_does_not_open_what_ended_here(tmp_path: Path) -> None:
    """The column is new in its second package."""
    first = whole()
    del first["casussen"][0]["afgesloten_op"]
    bring_in(tmp_path / "een", first)
    geval = GEVALLEN[0]
    thing(geval).change(**geval.hier)
    bring_in(tmp_path / "twee", package(geval))
    assert now(geval, geval.hier) == geval.hier


def test_a_package_without_the_column_does_not_forget_what_was_said_before(tmp_path: Path) -> None:
    geval = GEVALLEN[0]
    bring_in(tmp_path / "een", package(geval, afgesloten_op="2015-01-01", afsluitreden="verhuisd"))
    silent = whole()
    del silent["casussen"][0]["afgesloten_op"]
    silent["casussen"][0]["veiligheid"] = "ja"
    bring_in(tmp_path / "twee", silent)
    assert thing(geval).afgesloten_op == date(2015, 1, 1)  # type: ignore[attr-defined]
    bring_in(tmp_path / "drie", package(geval))
    assert thing(geval).afgesloten_op is None  # type: ignore[attr-defined]


def test_what_began_after_the_end_here_goes_on(tmp_path: Path) -> None:
    """The source moved the day of aanmelding beyond the day on which the case was closed here."""
    geval = GEVALLEN[0]
    bring_in(tmp_path / "een", package(geval))
    thing(geval).change(afgesloten_op=date(2014, 6, 1), afsluitreden="verhuisd")
    made = package(geval, aangemeld_op="2014-06-02")
    outcome = bring_in(tmp_path / "twee", made)
    assert thing(geval).afgesloten_op is None  # type: ignore[attr-defined]
    assert (outcome.tellingen["casussen"].heropend, outcome.tellingen["casussen"].behouden) == (1, 0)


def test_the_closing_of_a_case_that_stays_closed_is_not_reopened(tmp_path: Path) -> None:
    geval = GEVALLEN[0]
    closed = package(geval)
    bring_in(tmp_path / "een", closed)
    case: Any = thing(geval)
    case.change(**geval.hier)
    Afsluiting.objects.create(casus=case, op=EINDDAG, reden="verhuisd")
    bring_in(tmp_path / "twee", package(geval, **geval.anders))
    assert Afsluiting.objects.get().heropend_op is None


def test_the_command_says_what_stays_closed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    geval = GEVALLEN[0]
    bring_in(tmp_path / "een", package(geval))
    thing(geval).change(**geval.hier)
    pad = write_folder(tmp_path / "twee", files_of(package(geval, **geval.anders)))
    for options in ({"dry_run": True}, {}):
        call_command("import", str(pad), **options)
        assert "1 rijen gaan over wat hier is afgesloten of beëindigd; dat blijft zo." in capsys.readouterr().out


@pytest.mark.parametrize("geval", [one for one in GEVALLEN if one.resource in ("plaatsingen", "huishoudleden")])
def test_an_end_here_stays_when_the_row_comes_for_the_first_time(tmp_path: Path, geval: Geval) -> None:
    """A placement and a membership that a screen made and ended, and that a package then brings as going on."""
    bring_in(tmp_path / "eerst", package(geval))
    ended = thing(geval)
    ended.change(**geval.hier)
    Rijspoor.objects.filter(resource=geval.resource).delete()  # as one that was made here: no package knows it yet
    bring_in(tmp_path / "later", package(geval, **geval.anders))
    found = thing(geval)
    column = EINDEN[geval.resource].kolom
    assert (found.pk, getattr(found, column)) == (ended.pk, EINDDAG)


def test_an_end_here_of_an_area_stays_whichever_source_brings_it(tmp_path: Path) -> None:
    geval = next(one for one in GEVALLEN if one.resource == "gebieden")
    bring_in(tmp_path / "eerst", package(geval))
    thing(geval).change(**geval.hier)
    only = {"gebieden": package(geval, **geval.anders)["gebieden"]}
    fouten = Foutenlijst()
    import_package(by=SYSTEEM, pad=write_folder(tmp_path / "ander", files_of(only)), fouten=fouten, bron="ander")
    assert not fouten
    found: Any = thing(geval)
    assert (found.geldig_tot, found.inwoners) == (EINDDAG, 4300)
