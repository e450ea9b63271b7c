"""The four vignettes through the actions of the rooms: each ends as the source tells (R-019, requirements.md 5.4)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from keukentafel.casussen.public import Casusrol, stand_of
from keukentafel.demo.vignetten import Gespeeld, Speler
from keukentafel.demo.werkers import map_postcodes, staff_the_teams
from keukentafel.meldingen.public import MeldingCasus, Regiecheck, Terugkoppeling
from keukentafel.nazorg.public import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.plannen.public import Doel, Inzet
from keukentafel.referentielijsten.public import Casusstand, Kring
from keukentafel.taken.public import Taak
from keukentafel.tijdlijn.public import Contactmoment
from keukentafel.voorzieningen.public import Aanvraag
from keukentafel.zelfredzaamheid.public import courses_of, latest_scores
from tests.leeg import empty_tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def speler(db: None) -> Speler:
    """The three teams of the demo, without any other household."""
    empty_tables()
    today = timezone.localdate()
    staff = staff_the_teams(today)
    map_postcodes(staff, ["6201", "6202", "6203", "6204", "6205", "6206"])
    return Speler(staff, today)


def new_circles(told: Gespeeld) -> set[str]:
    """In which circles the team added support."""
    return set(Inzet.objects.filter(plan=told.plan, aard="nieuw").values_list("kring", flat=True).order_by())


def texts(told: Gespeeld) -> str:
    """All that was noted, in order."""
    rows = Contactmoment.objects.filter(casus=told.casus).order_by("datum", "pk")
    return " ".join(row.tekst for row in rows)


def stand(told: Gespeeld) -> Casusstand | None:
    """Where the case stands today."""
    return stand_of(told.casus)


def test_mieke_asked_for_cleaning_and_found_a_neighbour(speler: Speler) -> None:
    told = speler.play("mieke")
    melding = MeldingCasus.objects.get(casus=told.casus).melding
    assert melding.melder_organisatie == speler.staff.organisaties["gemeente"]
    check = Regiecheck.objects.get(melding=melding)
    assert (check.vraagtype, check.regie_voldoende) == ("meervoudig", False)
    assert len(told.ingelezen.personen) == 5
    assert {score.domein for score in latest_scores(told.casus)} == {
        "adl",
        "lichamelijke_gezondheid",
        "sociaal_netwerk",
    }
    assert new_circles(told) == {Kring.SOCIAAL_NETWERK}
    existing = Inzet.objects.filter(plan=told.plan, aard="bestaand")
    assert set(existing.values_list("kring", "leefdomein__code").order_by()) >= {(Kring.EIGEN_KRACHT, "adl")}
    assert any("Speciaal onderwijs" in row.omschrijving for row in existing)
    assert not Aanvraag.objects.exists()
    assert (told.plan.akkoord, told.plan.evaluatie_op) == ("akkoord", speler.today)
    assert Terugkoppeling.objects.get(melding=melding).gedaan_op is not None
    intakers = Casusrol.objects.filter(casus=told.casus, rol="mede_intaker").values_list("medewerker__naam", flat=True)
    assert sorted(intakers) == ["Noor Haan", "Sanne Kuipers"]
    assert stand(told) == Casusstand.ACTIEF


def test_dirk_had_one_contact_person_and_no_product(speler: Speler) -> None:
    told = speler.play("dirk")
    regisseurs = Casusrol.objects.filter(casus=told.casus, rol="regisseur")
    assert [role.medewerker.naam for role in regisseurs] == ["Ilse Timmer"]
    assert stand(told) == Casusstand.AFGESLOTEN
    assert not Aanvraag.objects.exists()
    assert Kring.MAATWERK not in new_circles(told)
    assert Kring.SOCIAAL_NETWERK in new_circles(told)
    assert set(Doel.objects.filter(plan=told.plan).values_list("status", flat=True).order_by()) == {"behaald"}
    months = (told.casus.afgesloten_op - told.casus.aangemeld_op).days / 30.4
    assert 5.5 <= months <= 6.5
    assert all(score.niveau == 4 for score in latest_scores(told.casus))
    assert "magazijn" in texts(told) and "huurwoning" in texts(told)


def test_mother_and_son_needed_no_psychiatry(speler: Speler) -> None:
    told = speler.play("moeder_en_zoon")
    intakers = Casusrol.objects.filter(casus=told.casus, rol="mede_intaker").values_list("medewerker__naam", flat=True)
    assert sorted(intakers) == ["Ilse Timmer", "Youssef Amrani"]
    assert told.casus.persoon.voornamen == "Kevin"
    assert not Inzet.objects.filter(plan=told.plan, kring=Kring.MAATWERK).exists()
    assert not Aanvraag.objects.exists()
    assert stand(told) == Casusstand.VOLGEN
    melding = MeldingCasus.objects.get(casus=told.casus).melding
    assert melding.melder_organisatie == speler.staff.organisaties["huisarts"]
    goals = {goal.leefdomein.code for goal in told.doelen}
    assert goals == {"financien", "huiselijke_relaties"}
    assert "geen behandeling nodig" in texts(told)


def test_the_lady_of_65_borrows_a_mobility_scooter(speler: Speler) -> None:
    told = speler.play("mevrouw_65")
    assert told.ingelezen.personen[0].age_on(speler.today) == 65
    assert stand(told) == Casusstand.AFGESLOTEN
    (lent,) = [row for row in Inzet.objects.filter(plan=told.plan) if "lenen" in row.omschrijving]
    assert (lent.kring, lent.aard) == (Kring.ALGEMEEN, "nieuw")
    assert not Aanvraag.objects.exists()
    assert (told.casus.afgesloten_op - told.casus.aangemeld_op).days <= 92
    review = Werkwijzereview.objects.get(casus=told.casus)
    assert (review.ander_arrangement, review.tevreden, review.woord_van) == (True, True, "inwoner")
    assert Afsluiting.objects.get(casus=told.casus).reden == "doelen_bereikt"
    due = Nazorg.objects.get(casus=told.casus)
    assert due.resultaat == "" and due.gepland_op <= speler.today
    assert Taak.objects.open().filter(casus=told.casus, soort="nazorg").exists()


@pytest.mark.parametrize("code", ["dirk", "mevrouw_65", "moeder_en_zoon"])
def test_scores_are_of_the_same_domains_before_and_after(speler: Speler, code: str) -> None:
    told = speler.play(code)
    for course in courses_of(told.casus):
        for domain in course.domeinen:
            levels = [punt.niveau for punt in domain.punten if punt.niveau is not None]
            assert len(levels) == 2
            assert levels[1] > levels[0]
