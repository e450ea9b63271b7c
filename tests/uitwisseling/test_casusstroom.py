"""Meldingen, cases, roles, contacts and reviews: odd but valid rows come in, change and go out as they were."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, Casusrol
from keukentafel.meldingen.public import Melding, Terugkoppelbericht, Terugkoppeling
from keukentafel.nazorg.public import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.tijdlijn.public import Aard, Contactmoment
from keukentafel.uitwisseling.definitie import REDENEN, resources
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import Telling, Uitkomst, import_package
from keukentafel.uitwisseling.models import Sleutel
from keukentafel.uitwisseling.uitvoer import export_package
from tests.uitwisseling.pakketten import Tabel, Tabellen, files_of, whole, write_folder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leeg")]

STROOM = ("meldingen", "casussen", "casusrollen", "contactmomenten", "werkwijze_reviews", "buiten_systeem")
ONDERLAAG = (
    "gebieden", "organisaties", "teams", "medewerkers", "personen", "huishoudens", "huishoudleden",
)  # fmt: skip
EERSTE = date(2011, 1, 1)


def small(**anders: Tabel) -> Tabellen:
    """The whole package as far as these six tables need, with other rows for some of them."""
    return {naam: rows for naam, rows in whole().items() if naam in (*ONDERLAAG, *STROOM)} | anders


def bring_in(path: Path, tabellen: Tabellen) -> Uitkomst:
    """Import a package with these tables; there may be no fault."""
    fouten = Foutenlijst()
    filled = {naam: rows for naam, rows in tabellen.items() if rows}
    outcome = import_package(by=SYSTEEM, pad=write_folder(path, files_of(filled)), fouten=fouten)
    assert not fouten, fouten.eerste
    return outcome


def read(path: Path, naam: str) -> Tabel:
    """Return an exported table, without the cells that are empty."""
    with (path / f"{naam}.csv").open(encoding="utf-8", newline="") as source:
        return [filled(row) for row in csv.DictReader(source)]


def filled(row: dict[str, str]) -> dict[str, str]:
    """Return a row without its empty cells."""
    return {kolom: cell for kolom, cell in row.items() if cell}


def assert_same(path: Path, tabellen: Tabellen) -> None:
    """What stands in the export is what came in, cell by cell."""
    for naam in STROOM:
        went_in = sorted((filled(row) for row in tabellen.get(naam, [])), key=lambda row: sorted(row.items()))
        assert sorted(read(path, naam), key=lambda row: sorted(row.items())) == went_in, naam


def one(model: type[Casus] | type[Melding], resource: str, key: str) -> Casus | Melding:
    """The object that this key of the package became."""
    return model.objects.get(pk=Sleutel.objects.get(resource=resource, sleutel=key).object_id)


def casus_of(key: str) -> Casus:
    """The case of this key."""
    found = one(Casus, "casussen", key)
    assert isinstance(found, Casus)
    return found


class Raar:
    """Rows that the contract takes and a screen would not: drawn with a fixed seed."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)

    def code(self, resource: str, kolom: str) -> str:
        """A code of this column, or none."""
        return self._rng.choice(["", *sorted(resources()[resource].kolom(kolom).codes)])

    def day(self, van: date = EERSTE) -> str:
        """A day from `van` on, also one that is far ahead, or none."""
        return self._rng.choice(["", str(van + timedelta(days=self._rng.randrange(20_000)))])

    def ja(self) -> str:
        """Yes, no or unknown."""
        return self._rng.choice(["ja", "nee", ""])

    def melding(self, number: int) -> dict[str, str]:
        """A melding."""
        codes = ("soort", "kanaal", "melder_soort", "vraagtype", "afhandeling")
        received = date(2013, 7, 1) + timedelta(days=self._rng.randrange(9000))
        return {
            "id": f"l {number}", "ontvangen_op": str(received), "geregistreerd_op": self.day(), "team": "t1",
            "persoon": self._rng.choice(["", "p1", "p2"]), "anoniem": self.ja(),
            "melder_organisatie": self._rng.choice(["", "o1"]), "gebied": self._rng.choice(["", "B1"]),
            "omschrijving": self._rng.choice(["", " spatie vooraan", "x" * 20_000, 'Twee\nregels, "zo"']),
            "eerste_contact_op": self.day(), "afgehandeld_op": self.day(received), "terugkoppeling_op": self.day(),
            **{kolom: self.code("meldingen", kolom) for kolom in codes},
        }  # fmt: skip

    def casus(self, number: int) -> dict[str, str]:
        """A case; several name the same melding."""
        codes = ("casustype", "vraagtype", "zwaarte", "afsluitreden", "nazorg_resultaat")
        days = ("geregistreerd_op", "vraagverheldering_op", "plan_op", "volgen_vanaf", "nazorg_op")
        reported = date(2013, 7, 1) + timedelta(days=self._rng.randrange(9000))
        return {
            "id": f"c{number}", "huishouden": "h1", "persoon": self._rng.choice(["p1", "p2"]), "team": "t1",
            "melding": self._rng.choice(["", "l 0", "l 1", "l 2"]), "veiligheid": self.ja(),
            "aangemeld_op": str(reported), "afgesloten_op": self.day(reported), "nazorg_gelijkwaardig": self.ja(),
            **{kolom: self.day() for kolom in days}, **{kolom: self.code("casussen", kolom) for kolom in codes},
        }  # fmt: skip

    def contact(self) -> dict[str, str]:
        """A contact; some are equal."""
        return {
            "casus": self._rng.choice(["c0", "c1"]), "medewerker": self._rng.choice(["", "m1"]),
            "datum": self.day() or "0001-01-01", "soort": self.code("contactmomenten", "soort") or "overig",
            "duur_minuten": self._rng.choice(["", "0", "-5", "2147483647"]),
            "tekst": self._rng.choice(["", "Gebeld.", "y" * 120_000]),
        }  # fmt: skip

    def review(self, number: int) -> dict[str, str]:
        """A review; reasons need not go with the answers."""
        columns = ("wijkt_af", "ander_arrangement", "tijdwinst", "wijkkracht", "voldoende_ondersteuning", "tevreden")
        reasons = self._rng.sample(sorted(REDENEN), self._rng.randrange(4))
        answers = {kolom: self.ja() for kolom in columns}
        return {"casus": f"c{number}", "datum": self.day() or "2014-01-01", "redenen": " ".join(reasons), **answers}

    def package(self) -> Tabellen:
        """A package with a dozen rows of each."""
        roles = [
            {"casus": f"c{number}", "medewerker": medewerker, "rol": "regisseur", "van": van, "tot": tot}
            for number in range(12)
            for medewerker, van, tot in (
                ("m1", "2013-01-01", "2014-01-01"),
                ("m2", "2014-01-02", self.day(date.today())),
            )
        ]
        months = [{"team": "t1", "maand": f"20{n + 10}-0{n % 9 + 1}", "aantal": str(n - 3)} for n in range(30)]
        persons = [dict(row, geboortedatum="") for row in whole()["personen"]]
        return small(
            personen=persons, meldingen=[self.melding(n) for n in range(12)],
            casussen=[self.casus(n) for n in range(12)],
            casusrollen=roles, contactmomenten=[self.contact() for _ in range(12)],
            werkwijze_reviews=[self.review(n) for n in range(12)], buiten_systeem=months,
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_what_the_contract_takes_comes_in_and_goes_out_as_it_was(tmp_path: Path, seed: int) -> None:
    tabellen = Raar(seed).package()
    bring_in(tmp_path / "een", tabellen)
    again = bring_in(tmp_path / "twee", tabellen)
    assert {naam: again.tellingen[naam] for naam in STROOM} == {n: Telling(gelijk=len(tabellen[n])) for n in STROOM}
    export_package(tmp_path / "uit")
    assert_same(tmp_path / "uit", tabellen)


@pytest.mark.parametrize("seed", range(6))
def test_a_newer_package_changes_what_it_says(tmp_path: Path, seed: int) -> None:
    first, second = Raar(seed).package(), Raar(seed + 100).package()
    bring_in(tmp_path / "een", first)
    second["contactmomenten"] = first["contactmomenten"]  # no key: another row is another contact
    second["werkwijze_reviews"] = [
        {**new, "datum": old["datum"]}
        for new, old in zip(second["werkwijze_reviews"], first["werkwijze_reviews"], strict=True)
    ]
    bring_in(tmp_path / "twee", second)
    export_package(tmp_path / "uit")
    assert_same(tmp_path / "uit", second)
    assert {casus.versie for casus in Casus.objects.all()} == {2}
    assert {casus.history.count() for casus in Casus.objects.all()} == {2}


def test_the_log_line_of_an_import_fits_its_column(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", small())
    longest = Regel._meta.get_field("reden").max_length or 0
    assert max(map(len, Regel.objects.values_list("reden", flat=True))) <= longest


def test_an_absent_column_stays_as_it_was(tmp_path: Path) -> None:
    casus = {**whole()["casussen"][0], "zwaarte": "zwaar", "nazorg_op": "2015-01-01", "nazorg_resultaat": "gaat_goed"}
    melding = {**whole()["meldingen"][0], "terugkoppeling_op": "2014-02-20", "kanaal": "loket"}
    bring_in(tmp_path / "een", small(casussen=[casus], meldingen=[melding]))
    must = {"id": "c1", "huishouden": "h1", "persoon": "p1", "team": "t1", "aangemeld_op": "2014-02-04"}
    later = {"id": "l1", "ontvangen_op": "2014-02-02", "team": "t1"}
    bring_in(tmp_path / "twee", small(casussen=[must], meldingen=[later]))
    export_package(tmp_path / "uit")
    assert read(tmp_path / "uit", "casussen") == [filled({**casus, **must})]
    assert read(tmp_path / "uit", "meldingen") == [filled({**melding, **later})]


def test_a_case_that_opens_again_keeps_its_earlier_closing(tmp_path: Path) -> None:
    closed = {**whole()["casussen"][0], "afgesloten_op": "2015-01-01", "afsluitreden": "verhuisd"}
    bring_in(tmp_path / "een", small(casussen=[closed]))
    bring_in(tmp_path / "twee", small(casussen=[{**closed, "afgesloten_op": "", "afsluitreden": ""}]))
    closing = Afsluiting.objects.get(casus=casus_of("c1"))
    assert (closing.reden, closing.heropend_op is not None) == ("verhuisd", True)
    bring_in(tmp_path / "drie", small(casussen=[{**closed, "afgesloten_op": "2016-01-01", "afsluitreden": ""}]))
    assert list(Afsluiting.objects.order_by("pk").values_list("op", "reden")) == [
        (date(2015, 1, 1), "verhuisd"),
        (date(2016, 1, 1), ""),
    ]


def test_who_takes_over_ends_who_was_there_in_any_order(tmp_path: Path) -> None:
    first = {"casus": "c1", "medewerker": "m1", "rol": "regisseur", "van": "2014-02-05", "tot": ""}
    bring_in(tmp_path / "een", small(casusrollen=[first]))
    second = {"casus": "c1", "medewerker": "m2", "rol": "regisseur", "van": "2014-05-02", "tot": ""}
    bring_in(tmp_path / "twee", small(casusrollen=[second, {**first, "tot": "2014-04-20"}]))
    roles = Casusrol.objects.order_by("van").values_list("van", "tot")
    assert list(roles) == [(date(2014, 2, 5), date(2014, 4, 20)), (date(2014, 5, 2), None)]
    third = {"casus": "c1", "medewerker": "m3", "rol": "regisseur", "van": "2015-01-01", "tot": ""}
    bring_in(tmp_path / "drie", small(casusrollen=[third]))
    assert Casusrol.objects.get(van="2014-05-02").tot == date(2014, 12, 31)


def test_an_answer_that_moves_takes_its_message_along(tmp_path: Path) -> None:
    melding = {**whole()["meldingen"][0], "terugkoppeling_op": "2014-02-20"}
    bring_in(tmp_path / "een", small(meldingen=[melding]))
    bring_in(tmp_path / "twee", small(meldingen=[{**melding, "terugkoppeling_op": "2014-02-25"}]))
    assert Terugkoppelbericht.objects.get().verstuurd_op == date(2014, 2, 25)
    bring_in(tmp_path / "drie", small(meldingen=[{**melding, "terugkoppeling_op": ""}]))
    assert (Terugkoppeling.objects.get().gedaan_op, Terugkoppelbericht.objects.get().status) == (None, "vervallen")


def test_what_was_done_here_goes_out_too(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", small())
    casus = casus_of("c1")
    Contactmoment.objects.create(casus=casus, datum=date(2020, 1, 1), aard=Aard.INTERN, tekst="Alleen voor ons.")
    Contactmoment.objects.create(casus=casus, datum=date(2020, 1, 2), soort="kantoor", tekst="Hier geweest.")
    Nazorg.objects.create(casus=casus, gepland_op=date(2020, 1, 3), gedaan_op=date(2020, 1, 5), resultaat="gaat_goed")
    Nazorg.objects.create(casus=casus, gepland_op=date(2020, 6, 3))
    Werkwijzereview.objects.create(casus=casus, datum=date(2020, 1, 1), redenen=["preventief"])
    own = Melding.objects.create(ontvangen_op=date(2020, 2, 1), team=casus.team)
    export_package(tmp_path / "uit")
    texts = [row.get("tekst") for row in read(tmp_path / "uit", "contactmomenten")]
    assert sorted(filter(None, texts)) == ["Gesproken.", "Gesproken.", "Hier geweest."]
    case = read(tmp_path / "uit", "casussen")[0]
    assert (case["nazorg_op"], case["nazorg_resultaat"]) == ("2020-01-05", "gaat_goed")
    assert f"kt-{own.pk}" in {row["id"] for row in read(tmp_path / "uit", "meldingen")}
    assert len(read(tmp_path / "uit", "werkwijze_reviews")) == len(whole()["werkwijze_reviews"]) + 1
