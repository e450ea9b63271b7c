"""The regiecheck, the target group, the count outside the system, and the bulk door."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import BuitenSysteemTelling, Melding, MeldingCasus, Regiecheck
from keukentafel.meldingen.public import (
    Meldinggegevens,
    Meldingrij,
    Regiecheckgegevens,
    advice_only,
    bulk_register_meldingen,
    count_buiten_systeem,
    features,
    outside_count,
    record_regiecheck,
    register_melding,
    speed,
    target_group,
    waiting_on,
)
from keukentafel.meldingen.regieadvies import advise
from keukentafel.referentielijsten.public import list_codes
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("antwoorden", "houder", "vraagtype", "voldoende", "uitkomst", "route"),
    [
        ({"meer_leefgebieden": "nee", "zelf_regie": "ja"}, "huishouden", "enkelvoudig", True, "eigen_regie", "advies"),
        ({"meer_leefgebieden": "nee", "zelf_regie": "ja"}, "netwerk", "enkelvoudig", True, "regie_netwerk", "advies"),
        ({"meer_leefgebieden": "nee", "zelf_regie": "nee"}, "", "enkelvoudig", False, "casusregie", "toeleiding"),
        ({"meer_leefgebieden": "ja", "zelf_regie": "nee"}, "niemand", "meervoudig", False, "casusregie", "casus"),
        (
            {"meer_leefgebieden": "ja", "meer_hulpverleners": "ja", "doelen_tegenstrijdig": "ja", "zelf_regie": "nee"},
            "niemand", "multiproblematiek", False, "procesregie", "casus",
        ),
        (
            {"meer_leefgebieden": "ja", "regisseur_nu": "ja"},
            "professional", "meervoudig", True, "casusregie", "doorverbinden",
        ),
        ({"meer_leefgebieden": "nee", "veiligheid": "ja"}, "", "enkelvoudig", None, "", "casus"),
        ({}, "", "", None, "", ""),
        ({"meer_leefgebieden": "onbekend"}, "", "", None, "", ""),
    ],
)  # fmt: skip
def test_what_the_answers_point_to(
    antwoorden: dict[str, str], houder: str, vraagtype: str, voldoende: bool | None, uitkomst: str, route: str
) -> None:
    found = advise(antwoorden, list_codes("regiecheck_vraag"), houder)
    assert (found.vraagtype, found.regie_voldoende, found.uitkomst, found.route) == (
        vraagtype, voldoende, uitkomst, route,
    )  # fmt: skip


@pytest.mark.django_db
def test_the_reasons_are_the_answers_that_point_to_regie() -> None:
    found = advise(
        {"meer_leefgebieden": "ja", "plan_bekend": "nee", "zelf_regie": "ja"}, list_codes("regiecheck_vraag")
    )
    assert found.redenen == ("meer_leefgebieden", "plan_bekend") and not found.spoed


def meld(cast: Cast) -> Melding:
    return register_melding(
        by=cast.lot, gegevens=Meldinggegevens("Vraag", team=cast.noord, wie_naam="Truus"), door=cast.medewerkers["lot"]
    )


def test_the_screen_shows_advice_with_reasons_and_keeps_it(cast: Cast, als: Als) -> None:
    melding, client = meld(cast), als(cast.lot)
    url = reverse("meldingen:regiecheck", args=[melding.pk])
    answers = {"vraag_meer_leefgebieden": "ja", "vraag_zelf_regie": "nee", "regiehouder": "niemand"}
    shown = client.post(url, {**answers, "knop": "advies"})
    assert shown.status_code == 200 and "Casus bij het sociaal team" in shown.content.decode()
    assert "niemand wordt hierop geweigerd" in shown.content.decode() and not Regiecheck.objects.exists()
    part = client.post(reverse("meldingen:regiecheck_advies"), answers).content.decode()
    assert "Casus bij het sociaal team" in part and "<html" not in part
    client.post(url, {**answers, "knop": "vastleggen", "route": "advies"})
    check = Regiecheck.objects.get()
    assert (check.advies, check.route, check.regie_voldoende) == ("casus", "advies", False)
    assert check.redenen == ["meer_leefgebieden", "zelf_regie"] and check.vragen_op == VANDAAG
    melding.refresh_from_db()
    assert melding.vraagtype == "meervoudig" and melding.afgehandeld_op is None


def test_an_empty_regiecheck_says_what_to_do(cast: Cast, als: Als) -> None:
    answer = als(cast.lot).post(reverse("meldingen:regiecheck", args=[meld(cast).pk]), {"toelichting": "Blijft staan"})
    assert answer.status_code == 422
    assert "Beantwoord minstens één vraag" in answer.content.decode() and "Blijft staan" in answer.content.decode()


def test_another_desk_does_it_without_a_melding(cast: Cast, als: Als) -> None:
    als(cast.lot).post(
        reverse("meldingen:regiecheck_los"),
        {"vraag_meer_leefgebieden": "nee", "team": cast.intake.pk, "loket": "Wmo-loket", "knop": "vastleggen"},
    )
    check = Regiecheck.objects.get()
    assert (check.melding, check.huishouden, check.team, check.loket) == (None, None, cast.intake, "Wmo-loket")


def test_unknown_questions_and_answers_are_refused(cast: Cast) -> None:
    for answers in ({"verzonnen": "ja"}, {"zelf_regie": "misschien"}):
        with pytest.raises(Regelfout):
            record_regiecheck(by=cast.lot, gegevens=Regiecheckgegevens(answers), team=cast.noord)


def test_the_share_of_the_target_group_is_counted_and_the_last_check_counts(cast: Cast) -> None:
    melding = meld(cast)
    several = {"meer_leefgebieden": "ja", "zelf_regie": "nee"}
    for answers in ({"meer_leefgebieden": "nee", "zelf_regie": "ja"}, several):
        record_regiecheck(by=cast.lot, gegevens=Regiecheckgegevens(answers), melding=melding)
    record_regiecheck(by=cast.lot, gegevens=Regiecheckgegevens({"meer_leefgebieden": "ja"}), team=cast.noord)
    record_regiecheck(by=cast.lot, gegevens=Regiecheckgegevens({"meer_leefgebieden": "nee"}), team=cast.zuid)
    found = target_group(VANDAAG)
    assert (found.n, found.meervoudig, found.zonder_regie, found.onbekend) == (3, 2, 1, 1)
    assert target_group(VANDAAG, team_id=cast.zuid.pk).n == 1
    assert target_group(VANDAAG - timedelta(days=1)).n == 0


def test_outside_the_system_only_a_number_is_kept(cast: Cast, als: Als) -> None:
    client, url = als(cast.sanne), reverse("meldingen:buiten_systeem")
    page = client.get(url).content.decode()
    assert "jeugdhulp" in page and "dossier" in page
    for knop in ("erbij", "erbij", "eraf"):
        client.post(url, {"team": cast.noord.pk, "maand": VANDAAG.isoformat(), "knop": knop})
    telling = BuitenSysteemTelling.objects.get()
    assert (telling.aantal, telling.maand) == (1, VANDAAG.replace(day=1))
    assert {field.name for field in BuitenSysteemTelling._meta.get_fields()} == {
        "id", "versie", "gemaakt_op", "gewijzigd_op", "team", "maand", "aantal",
    }  # fmt: skip
    assert outside_count(VANDAAG) == 1 and outside_count(VANDAAG - timedelta(days=60)) == 0
    with pytest.raises(Regelfout):
        count_buiten_systeem(by=cast.sanne, team=cast.noord, maand=VANDAAG, erbij=-2)
    assert client.post(url, {"team": cast.zuid.pk, "maand": VANDAAG.isoformat()}).status_code == 422


def test_the_bulk_door_takes_rows_with_their_case_and_answer(
    cast: Cast, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    day = VANDAAG - timedelta(days=20)
    rows = [
        Meldingrij(
            Melding(team=cast.noord, ontvangen_op=day, kanaal="telefoon", melder_soort="professional",
                    eerste_contact_op=day + timedelta(days=number % 5)),
            casus=cast.casus if number < 2 else None,
            terugkoppeling_op=day + timedelta(days=3) if number == 0 else None,
        )
        for number in range(10)
    ]  # fmt: skip
    with django_assert_max_num_queries(60):  # four tables with history, however many rows
        stored = bulk_register_meldingen(by=cast.bea, rijen=rows)
    assert len(stored) == Melding.objects.count() == 10
    assert sorted(MeldingCasus.objects.values_list("wijze", flat=True)) == ["opent", "sluit_aan"]
    assert stored[0].terugkoppeling.gedaan_op == day + timedelta(days=3)
    with pytest.raises(Regelfout, match="Regel 1"):
        bulk_register_meldingen(
            by=cast.bea, rijen=[Meldingrij(Melding(team=cast.noord, ontvangen_op=day, afgehandeld_op=day))]
        )
    found = speed(VANDAAG)
    assert (found.n, found.mediaan, found.p80) == (10, 2.0, 3)


def test_an_outcome_after_the_peildatum_is_unknown_on_it(cast: Cast) -> None:
    day = VANDAAG - timedelta(days=10)
    done: dict[str, Any] = {"afhandeling": "informatie_advies", "afgehandeld_op": VANDAAG - timedelta(days=2)}
    bulk_register_meldingen(by=cast.bea, rijen=[Meldingrij(Melding(team=cast.noord, ontvangen_op=day, **done))])
    on = {peil: {(r.kenmerk, r.waarde): r.aantal for r in features(peil)} for peil in (day, VANDAAG)}
    assert on[day]["afhandeling", "onbekend"] == 1 and on[VANDAAG]["afhandeling", "informatie_advies"] == 1
    assert on[VANDAAG]["kanaal", "onbekend"] == 1
    assert (advice_only(day), advice_only(VANDAAG)) == (0, 1)
    assert (waiting_on(day), waiting_on(VANDAAG), waiting_on(day - timedelta(days=1))) == (1, 0, 0)
