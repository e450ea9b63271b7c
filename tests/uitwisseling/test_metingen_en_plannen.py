"""Measurements, scores, plans, goals and support: in, again, changed, out, and in again."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus
from keukentafel.personen.public import Persoon
from keukentafel.plannen.actions.inzet import update_inzet
from keukentafel.plannen.models import Doel, Doelpersoon, Inzet, Plan
from keukentafel.plannen.public import agree_plan, open_plan_of
from keukentafel.uitwisseling.definitie import DOMEINEN, resources
from keukentafel.uitwisseling.models import Bron, Rijspoor, Sleutel
from keukentafel.uitwisseling.uitvoer import export_package
from keukentafel.zelfredzaamheid.models import Meting, Score
from tests.cast import Cast
from tests.uitwisseling.pakketten import Tabel, Tabellen
from tests.uitwisseling.test_heen_en_weer import bring_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leeg")]
EIGEN = ("metingen", "scores", "plannen", "doelen", "inzet")


@pytest.fixture
def basis(cast: Cast) -> Cast:
    """The cast, as if a package brought them: keys for its persons, households, cases and organisation."""
    bron = Bron.objects.create(naam="standaard")
    there = {
        "organisaties": {"o1": cast.gemeente.pk},
        "personen": {"p1": cast.mieke.pk, "p2": cast.jan.pk, "p3": cast.kind.pk},
        "huishoudens": {"h1": cast.gezin.pk, "h2": cast.buren.pk},
        "casussen": {"c1": cast.casus.pk, "c2": cast.burencasus.pk},
    }
    for resource, keys in there.items():
        for key, pk in keys.items():
            Sleutel.objects.create(bron=bron, resource=resource, sleutel=key, object_id=pk, vingerafdruk=0)
    return cast


def small() -> Tabellen:
    """Two measurements, two plans, goals and support, with what may be empty empty somewhere."""
    return {
        "metingen": [
            {"id": "z1", "casus": "c1", "persoon": "p1", "instrument": "zrm2013", "datum": "2014-02-10",
             "moment": "start", "bron": ""},
            {"id": "z2", "casus": "c1", "persoon": "p2", "instrument": "zrm2017", "datum": "2014-02-10",
             "moment": "eind", "bron": "inwoner"},
        ],
        "scores": [
            {"meting": "z1", "domein": "financien", "niveau": "2", "reden_niet_gescoord": ""},
            {"meting": "z1", "domein": "justitie", "niveau": "", "reden_niet_gescoord": "niet_besproken"},
            {"meting": "z2", "domein": "basale_adl", "niveau": "5", "reden_niet_gescoord": ""},
        ],
        "plannen": [
            {"id": "n1", "huishouden": "h1", "casus": "c1", "eigenaar": "", "opgesteld_op": "2014-03-01",
             "besproken_op": "", "verstrekt_op": "2014-03-09", "akkoord": "akkoord", "beeindigd_op": "2014-02-01"},
            {"id": "n2", "huishouden": "h1", "casus": "", "eigenaar": "", "opgesteld_op": "2015-03-01",
             "besproken_op": "2099-01-01", "verstrekt_op": "", "akkoord": "", "beeindigd_op": ""},
            {"id": "n3", "huishouden": "h1", "casus": "c2", "eigenaar": "", "opgesteld_op": "2016-03-01",
             "besproken_op": "", "verstrekt_op": "", "akkoord": "niet_gewenst", "beeindigd_op": ""},
            {"id": "n4", "huishouden": "h2", "casus": "", "eigenaar": "o1", "opgesteld_op": "2016-03-01",
             "besproken_op": "", "verstrekt_op": "", "akkoord": "", "beeindigd_op": ""},
        ],
        "doelen": [
            {"id": "d1", "plan": "n1", "persoon": "p1", "domein": "financien", "telwijze": "arrangement",
             "soort": "", "omschrijving": "", "streefdatum": "", "status": "behaald", "status_op": ""},
            {"id": "d2", "plan": "n1", "persoon": "", "domein": "opvang", "telwijze": "interventie",
             "soort": "verbetering", "omschrijving": "é" * 20_000, "streefdatum": "2014-09-01", "status": "open",
             "status_op": "2014-08-01"},
        ],
        "inzet": [
            {"id": "i1", "plan": "n1", "doel": "d1", "persoon": "", "domeinstelsel": "maastricht1",
             "domein": "inkomen_en_werk", "kring": "maatwerk", "aard": "nieuw", "uitvoerder_soort": "tweede_lijn",
             "uitvoerder": "o1", "omschrijving": "", "zonder_indicatie": "", "kosten": "1250.5",
             "van": "2014-03-05", "tot": "2014-03-05"},
            {"id": "i2", "plan": "n2", "doel": "d1", "persoon": "p3", "domeinstelsel": "zrm2017",
             "domein": "middelengebruik", "kring": "eigen_kracht", "aard": "bestaand", "uitvoerder_soort": "",
             "uitvoerder": "", "omschrijving": "x" * 20_000, "zonder_indicatie": "ja", "kosten": "-0.000001",
             "van": "2099-03-05", "tot": ""},
        ],
    }  # fmt: skip


def as_text(tabellen: Tabellen) -> dict[str, set[tuple[str, ...]]]:
    """The cells of each table, in the order of the contract."""
    return {
        naam: {tuple(row.get(kolom, "") for kolom in resources()[naam].namen) for row in rows}
        for naam, rows in tabellen.items()
    }


def exported(path: Path) -> Tabellen:
    """What these resources are when they leave, the same cells as in a package."""
    export_package(path)
    found: Tabellen = {}
    for naam in EIGEN:
        with (path / f"{naam}.csv").open(encoding="utf-8", newline="") as file:
            found[naam] = list(csv.DictReader(file))
    return found


def bytes_of(path: Path) -> dict[str, bytes]:
    """The files of these resources."""
    return {naam: (path / f"{naam}.csv").read_bytes() for naam in EIGEN}


def forget() -> None:
    """As if these resources had never come."""
    for model in (Inzet, Doelpersoon, Doel, Plan, Score, Meting):
        model.objects.all().delete()
    for traces in (Sleutel, Rijspoor):
        traces.objects.filter(resource__in=EIGEN).delete()


def there_and_back(tmp_path: Path, tabellen: Tabellen) -> None:
    """In, again, out as it came; then into an installation without them and out byte by byte the same."""
    first = bring_in(tmp_path / "in", tabellen)
    again = bring_in(tmp_path / "weer", tabellen)
    for naam, rows in tabellen.items():
        assert first.tellingen[naam].nieuw == again.tellingen[naam].gelijk == len(rows), naam
    out = exported(tmp_path / "uit")
    assert as_text(out) == as_text(tabellen)
    forget()
    bring_in(tmp_path / "terug", out)
    exported(tmp_path / "uit2")
    assert bytes_of(tmp_path / "uit") == bytes_of(tmp_path / "uit2")


def test_there_and_back(basis: Cast, tmp_path: Path) -> None:
    there_and_back(tmp_path, small())


def test_what_is_unknown_stays_unknown(basis: Cast, tmp_path: Path) -> None:
    bring_in(tmp_path / "in", small())
    item = Inzet.objects.get(kring="maatwerk")
    assert item.zonder_indicatie is None and item.kosten_totaal == Decimal("1250.5") and item.kosten is None
    assert (item.status, Inzet.objects.get(kring="eigen_kracht").status) == ("gestopt", "ingezet")
    assert Meting.objects.get(instrument__code="zrm2013").bron == ""
    update_inzet(by=SYSTEEM, inzet=item, versie=None, omschrijving="Hulp", zonder_indicatie=False)
    item.refresh_from_db()
    assert item.zonder_indicatie is None and item.omschrijving == "Hulp"


def test_the_newest_of_two_open_plans_is_the_plan(basis: Cast, tmp_path: Path) -> None:
    bring_in(tmp_path / "in", small())
    plan = open_plan_of(basis.gezin.pk)
    assert plan is not None and plan.opgesteld_op == date(2016, 3, 1)


def test_measurements_goals_and_support_fall_under_the_law_of_the_case(basis: Cast, tmp_path: Path) -> None:
    Casus.objects.filter(pk=basis.casus.pk).update(wet="jeugd")
    bring_in(tmp_path / "in", small())
    assert set(Meting.objects.values_list("wet", flat=True)) == {"jeugd"}
    assert set(Doel.objects.values_list("wet", flat=True)) == {"jeugd"}
    assert dict(Inzet.objects.values_list("kring", "wet")) == {"maatwerk": "jeugd", "eigen_kracht": "algemeen"}


@pytest.mark.parametrize(
    ("stelsel", "dag", "domein", "gevonden"),
    [
        ("zrm2017", "2014-03-01", "financien", "zrm2017"),  # the household was measured in it
        ("zrm2017", "2020-03-01", "dagbesteding", "zrm2013"),  # the instrument of the household has no such domain
        ("maastricht2", "2014-03-01", "financien", "maastricht2"),
        ("", "2014-03-01", "financien", "zrm2013"),  # never measured: what held on that day, in the contract's order
        ("", "2020-03-01", "wonen", "maastricht2"),
        ("", "2014-03-01", "wonen", "maastricht1"),
        ("", "2014-03-01", "opvang", "ouderschap2013"),
    ],
)
def test_a_goal_finds_the_scheme_of_its_bare_code(
    basis: Cast, tmp_path: Path, settings: object, stelsel: str, dag: str, domein: str, gevonden: str
) -> None:
    settings.INSTRUMENT = "zrm2017" if not stelsel else "zrm2013"  # type: ignore[attr-defined]
    tabellen = {naam: small()[naam][:1] for naam in ("metingen", "plannen", "doelen")}
    tabellen["metingen"][0]["instrument"] = stelsel
    tabellen["plannen"][0]["opgesteld_op"] = dag
    tabellen["doelen"][0]["domein"] = domein
    if not stelsel:
        del tabellen["metingen"]
    bring_in(tmp_path / "in", tabellen)
    assert Doel.objects.get().leefdomein.stelsel.code == gevonden
    assert exported(tmp_path / "uit")["doelen"][0]["domein"] == domein


WIJZIGINGEN = [
    ("metingen", 0, {"datum": "2014-02-11", "bron": "professional", "persoon": "p3"}),
    ("metingen", 0, {"casus": "c2", "moment": "nazorg"}),
    ("scores", 0, {"niveau": "", "reden_niet_gescoord": "wil_niet"}),
    ("scores", 1, {"niveau": "1", "reden_niet_gescoord": ""}),
    ("plannen", 1, {"huishouden": "h2", "casus": "c1", "beeindigd_op": "2015-01-01", "akkoord": "niet_akkoord"}),
    ("plannen", 0, {"eigenaar": "o1", "akkoord": "", "verstrekt_op": ""}),
    ("doelen", 0, {"plan": "n2", "persoon": "", "domein": "wonen", "omschrijving": "Ik wil rust"}),
    ("doelen", 1, {"persoon": "p2", "domein": "financien", "status": "vervallen", "status_op": "", "soort": ""}),
    ("inzet", 0, {"tot": "", "domeinstelsel": "zrm2013", "domein": "adl", "doel": "", "kosten": "", "persoon": "p1"}),
    ("inzet", 1, {"tot": "2099-03-06", "zonder_indicatie": "nee", "kring": "algemeen", "omschrijving": "Kort"}),
]


@pytest.mark.parametrize(("naam", "plaats", "nieuw"), WIJZIGINGEN)
def test_a_changed_row_arrives_and_the_former_version_is_kept(
    basis: Cast, tmp_path: Path, naam: str, plaats: int, nieuw: dict[str, str]
) -> None:
    bring_in(tmp_path / "in", small())
    changed = small()
    changed[naam][plaats] |= nieuw
    outcome = bring_in(tmp_path / "anders", changed)
    assert {key: found.gewijzigd for key, found in outcome.tellingen.items() if found.gewijzigd} == {naam: 1}
    assert as_text(exported(tmp_path / "uit")) == as_text(changed)
    model = {"metingen": Meting, "scores": Score, "plannen": Plan, "doelen": Doel, "inzet": Inzet}[naam]
    assert sorted(row.history.count() for row in model.objects.all())[-1] == 2


def test_an_absent_column_stays_as_it_is(basis: Cast, tmp_path: Path) -> None:
    bring_in(tmp_path / "in", small())
    narrow = {
        naam: [{kolom.naam: row[kolom.naam] for kolom in resources()[naam].kolommen if kolom.verplicht} for row in rows]
        for naam, rows in small().items()
    }
    narrow["scores"] = [{"meting": "z1", "domein": "justitie", "niveau": "4"}]
    outcome = bring_in(tmp_path / "smal", narrow)
    assert [outcome.tellingen[naam].gewijzigd for naam in EIGEN] == [2, 1, 4, 2, 2]
    expected = small()
    expected["scores"][1] |= {"niveau": "4", "reden_niet_gescoord": ""}
    assert as_text(exported(tmp_path / "uit")) == as_text(expected)


def test_scores_may_come_later_than_their_measurement(basis: Cast, tmp_path: Path) -> None:
    tabellen = small()
    scores = tabellen.pop("scores")
    bring_in(tmp_path / "in", tabellen)
    bring_in(tmp_path / "later", {"scores": scores})
    assert as_text(exported(tmp_path / "uit")) == as_text(small())


def test_scores_follow_to_another_instrument(basis: Cast, tmp_path: Path) -> None:
    bring_in(tmp_path / "in", small())
    changed = small()
    changed["metingen"][0]["instrument"] = "zrm2017"
    bring_in(tmp_path / "anders", changed)
    assert as_text(exported(tmp_path / "uit")) == as_text(changed)


def test_goals_get_a_place_behind_those_of_their_plan(basis: Cast, tmp_path: Path) -> None:
    bring_in(tmp_path / "in", small())
    more = {"doelen": [{**small()["doelen"][0], "id": f"d{number}"} for number in (8, 9)]}
    bring_in(tmp_path / "meer", more)
    assert list(Doel.objects.order_by("pk").values_list("volgorde", flat=True)) == [0, 1, 2, 3]


def test_what_was_done_here_stays_where_the_package_says_nothing_of_it(basis: Cast, tmp_path: Path) -> None:
    bring_in(tmp_path / "in", small())
    goal = Doel.objects.get(leefdomein__code="opvang")
    for persoon in (basis.mieke, basis.jan):
        Doelpersoon.objects.create(doel=goal, persoon=persoon)
    plan = open_plan_of(basis.gezin.pk)
    assert plan is not None
    agree_plan(by=basis.noor, plan=plan, akkoord="niet_akkoord", reden="anders")
    changed = small()
    changed["doelen"][1]["status"] = "behaald"
    changed["plannen"][2]["akkoord"] = "akkoord"
    bring_in(tmp_path / "anders", changed)
    assert goal.personen.count() == 2
    plan.refresh_from_db()
    assert (plan.akkoord, plan.akkoord_reden, plan.akkoord_op) == ("akkoord", "", None)


def test_what_the_package_cannot_hold_stays_here(basis: Cast, tmp_path: Path) -> None:
    bring_in(tmp_path / "in", small())
    Meting.objects.filter(instrument__code="zrm2017").update(status="concept")
    Inzet.objects.filter(kring="eigen_kracht").update(status="voorgesteld")
    plan, domain = Plan.objects.earliest("opgesteld_op"), Score.objects.earliest("pk").leefdomein
    Inzet.objects.create(
        plan=plan, leefdomein=domain, kring="algemeen", aard="nieuw", van=date(2020, 1, 1), tot=date(2020, 6, 30),
        kosten=Decimal(730),
    )  # fmt: skip
    out = exported(tmp_path / "uit")
    assert [row["id"] for row in out["metingen"]] == ["z1"]
    assert {row["meting"] for row in out["scores"]} == {"z1"}
    assert [(row["kring"], row["kosten"]) for row in out["inzet"]] == [("maatwerk", "1250.5"), ("algemeen", "364")]


def test_who_was_merged_away_leaves_as_the_one_who_was_kept(basis: Cast, tmp_path: Path) -> None:
    bring_in(tmp_path / "in", small())
    Persoon.objects.filter(pk=basis.kind.pk).update(samengevoegd_in=basis.jan)
    Persoon.objects.filter(pk=basis.jan.pk).update(samengevoegd_in=basis.mieke)
    out = exported(tmp_path / "uit")
    assert [row["persoon"] for row in (*out["metingen"], *out["inzet"])] == ["p1", "p1", "", "p1"]


def odd_rows(seed: int) -> Tabellen:
    """Many rows that the contract allows, however odd."""
    rng = random.Random(seed)
    rows: dict[str, Tabel] = {naam: [] for naam in EIGEN}
    for number in range(60):
        values = _values(rng, number)
        for naam in ("metingen", "plannen", "doelen", "inzet"):
            rows[naam].append({kolom.naam: values[naam](kolom.naam) for kolom in resources()[naam].kolommen})
        _match_domains(rng, rows)
    for meting in rows["metingen"]:
        for domein in rng.sample(sorted(DOMEINEN[meting["instrument"]]), rng.randrange(0, 5)):
            level = rng.choice(["", "1", "3", "5"])
            reason = "" if level else rng.choice(["niet_relevant", "onbekend", "wil_niet", "niet_besproken"])
            rows["scores"].append(
                {"meting": meting["id"], "domein": domein, "niveau": level, "reden_niet_gescoord": reason}
            )
    return {naam: found for naam, found in rows.items() if found}


def _match_domains(rng: random.Random, rows: dict[str, Tabel]) -> None:
    rows["doelen"][-1]["domein"] = rng.choice(sorted(set().union(*DOMEINEN.values())))
    item = rows["inzet"][-1]
    item["domein"] = rng.choice(sorted(DOMEINEN[item["domeinstelsel"]]))
    if item["tot"] and item["tot"] < item["van"]:
        item["tot"] = item["van"]


def _values(rng: random.Random, number: int) -> dict[str, Callable[[str], str]]:
    keys = {
        "huishouden": ["h1", "h2"], "casus": ["c1", "c2"], "persoon": ["p1", "p2", "p3"], "eigenaar": ["o1"],
        "uitvoerder": ["o1"], "plan": [f"plannen {n}" for n in range(number + 1)],
        "doel": [f"doelen {n}" for n in range(number + 1)],
    }  # fmt: skip
    words = ['"', " spaties ", "regel\nbreuk", "=1+1", "é,;'", "0", "𝄞", "x" * 20_000]

    def of(naam: str) -> Callable[[str], str]:
        def value(kolom: str) -> str:
            definition = resources()[naam].kolom(kolom)
            if kolom == "id":
                return f"{naam} {number}"
            if not definition.verplicht and rng.random() < 0.3:
                return ""
            if kolom in keys:
                return rng.choice(keys[kolom])
            if definition.codes:
                return rng.choice(sorted(definition.codes))
            kinds = {
                "date": lambda: str(date(1, 1, 1) + timedelta(days=rng.choice([0, 735_000, 3_652_058]))),
                "boolean": lambda: rng.choice(["ja", "nee"]),
                "number": lambda: rng.choice(["0", "-1.5", "0.000001", "999999999.123456", "12"]),
            }
            return kinds.get(definition.soort.value, lambda: rng.choice(words))()

        return value

    return {naam: of(naam) for naam in EIGEN}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_odd_rows_there_and_back(basis: Cast, tmp_path: Path, seed: int) -> None:
    there_and_back(tmp_path, odd_rows(seed))
