"""The screens: the tab, choosing, scoring, correcting, looking along."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.audit.public import pseudonyms_of
from keukentafel.referentielijsten.public import Criteriumtekst, scheme
from keukentafel.toegang.public import Gebruiker
from keukentafel.zelfredzaamheid.models import Huishoudblik, Meting
from keukentafel.zelfredzaamheid.public import Scoreinvoer, latest_scores, record_scores
from tests.cast import Cast
from tests.zelfredzaamheid.test_meten import VANDAAG, choose, measure, rows

Als = Callable[[Gebruiker], Client]
SLEUTEL = "8f0f1f9e-0000-4000-8000-000000000001"


def url(name: str, *ids: int) -> str:
    return reverse(f"zelfredzaamheid:{name}", args=ids)


def reads_of(persoon_id: int) -> int:
    """Logged reads about this person."""
    return Regel.objects.filter(soort="lezen", betrokkene=pseudonyms_of([persoon_id])[persoon_id]).count()


# --- the tab ---------------------------------------------------------------------------------------------------


def test_the_tab_shows_start_and_now_in_words(cast: Cast, als: Als) -> None:
    measure(cast, VANDAAG - timedelta(days=90), adl=2, financien=3)
    measure(cast, adl=3)
    page = als(cast.noor).get(url("overzicht", cast.casus.pk)).content.decode()
    assert "Mieke de Wit" in page
    assert "ADL van 2 naar 3" in page
    assert "Negen leefdomeinen zijn niet besproken: niet nodig voor de vraag." in page
    assert "niet gemeten" in page


def test_the_tab_logs_the_read_per_person(cast: Cast, als: Als) -> None:
    als(cast.noor).get(url("overzicht", cast.casus.pk))
    assert reads_of(cast.mieke.pk) == reads_of(cast.kind.pk) == 1


@pytest.mark.parametrize(("wie", "status"), [("zeno", 404), ("wim", 403), ("lot", 403), ("sanne", 200)])
def test_who_may_see_the_tab(cast: Cast, als: Als, wie: str, status: int) -> None:
    assert als(getattr(cast, wie)).get(url("overzicht", cast.casus.pk)).status_code == status


def test_a_reader_may_not_measure(cast: Cast, als: Als) -> None:
    """Max (maatwerkspecialist) is asked along on the case: he reads, he does not write."""
    from keukentafel.casussen.public import Casusrol

    Casusrol.objects.create(casus=cast.casus, medewerker=cast.medewerkers["max"], rol="maatwerkspecialist", van=VANDAAG)
    assert als(cast.max).get(url("overzicht", cast.casus.pk)).status_code == 200
    assert als(cast.max).get(url("kiezen", cast.casus.pk, cast.mieke.pk)).status_code == 403


def test_the_number_of_queries_does_not_grow_with_measurements(cast: Cast, als: Als) -> None:
    client, address = als(cast.noor), url("overzicht", cast.casus.pk)
    measure(cast, VANDAAG - timedelta(days=200), adl=2)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for days in range(1, 12):
        measure(cast, VANDAAG - timedelta(days=days), adl=3, financien=2, huisvesting=4, justitie=5)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    assert len(many) <= 25


# --- choosing --------------------------------------------------------------------------------------------------


def choice(cast: Cast, **fields: object) -> dict[str, object]:
    return {
        "reden": "Vraag om hulp in huis", "datum": VANDAAG.isoformat(), "moment": "start", "bron": "professional",
        "domeinen_zrm2013": ["adl", "sociaal_netwerk"], "idempotentiesleutel": SLEUTEL, **fields,
    }  # fmt: skip


def test_choosing_starts_a_concept_and_goes_to_the_scores(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    page = client.get(url("kiezen", cast.casus.pk, cast.mieke.pk)).content.decode()
    assert "Ouderschap" in page  # a child lives in the household
    answer = client.post(url("kiezen", cast.casus.pk, cast.mieke.pk), choice(cast))
    assert answer.url == url("scoren", cast.casus.pk, cast.mieke.pk)
    assert Meting.objects.get().nog_open == ["adl", "sociaal_netwerk"]


def test_without_a_child_there_is_no_ouderschap(cast: Cast, als: Als) -> None:
    cast.gezin.leden.filter(rol="kind").update(tot=VANDAAG - timedelta(days=1))
    page = als(cast.noor).get(url("kiezen", cast.casus.pk, cast.mieke.pk)).content.decode()
    assert "Ouderschap" not in page


def test_a_child_is_not_asked_about_ouderschap(cast: Cast, als: Als) -> None:
    assert "Ouderschap" not in als(cast.noor).get(url("kiezen", cast.casus.pk, cast.kind.pk)).content.decode()


def test_choosing_nothing_keeps_what_was_typed(cast: Cast, als: Als) -> None:
    answer = als(cast.noor).post(
        url("kiezen", cast.casus.pk, cast.mieke.pk), choice(cast, domeinen_zrm2013=[], reden="mijn eigen zin")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "mijn eigen zin" in page
    assert "Kies minstens één leefdomein" in page


def test_a_repeat_offers_what_was_chosen_before(cast: Cast, als: Als) -> None:
    measure(cast, VANDAAG - timedelta(days=90), adl=2, financien=3)
    form = als(cast.noor).get(url("kiezen", cast.casus.pk, cast.mieke.pk)).context["form"]
    assert sorted(form.initial["domeinen_zrm2013"]) == ["adl", "financien"]
    assert form.initial["moment"] == "tussen"


def test_a_posted_twice_choice_is_one(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    for _ in range(2):
        client.post(url("kiezen", cast.casus.pk, cast.mieke.pk), choice(cast))
    assert Meting.objects.count() == 1


def test_someone_from_elsewhere_is_unknown_here(cast: Cast, als: Als) -> None:
    outsider = cast.burencasus.persoon_id
    for name in ("kiezen", "scoren", "meekijken"):
        assert als(cast.noor).get(url(name, cast.casus.pk, outsider)).status_code == 404


# --- scoring ---------------------------------------------------------------------------------------------------


def test_scoring_without_a_choice_goes_to_choosing(cast: Cast, als: Als) -> None:
    answer = als(cast.noor).get(url("scoren", cast.casus.pk, cast.mieke.pk))
    assert answer.url == url("kiezen", cast.casus.pk, cast.mieke.pk)


def scores(meting: Meting, **fields: str) -> dict[str, str]:
    return {"versie": str(meting.versie), "idempotentiesleutel": SLEUTEL, **fields}


def test_recording_scores_with_a_note(cast: Cast, als: Als) -> None:
    meting = choose(cast, "adl", "sociaal_netwerk")
    answer = als(cast.noor).post(
        url("scoren", cast.casus.pk, cast.mieke.pk),
        scores(meting, s_zrm2013_adl="3", t_zrm2013_adl="Kan niet bukken", s_zrm2013_sociaal_netwerk="wil_niet"),
    )
    assert answer.url == url("overzicht", cast.casus.pk)
    meting.refresh_from_db()
    assert rows(meting) == {"adl": (3, "", False), "sociaal_netwerk": (None, "wil_niet", False)}
    assert meting.scores.get(leefdomein__code="adl").toelichting == "Kan niet bukken"
    assert meting.status == "vastgelegd"


def test_later_keeps_a_concept_and_the_answers(cast: Cast, als: Als) -> None:
    meting = choose(cast, "adl", "sociaal_netwerk")
    client = als(cast.noor)
    client.post(url("scoren", cast.casus.pk, cast.mieke.pk), scores(meting, s_zrm2013_adl="4", knop="bewaren"))
    page = client.get(url("scoren", cast.casus.pk, cast.mieke.pk))
    assert page.context["form"].initial.get("versie") == Meting.objects.get().versie
    assert [regel.huidig for regel, *_ in page.context["velden"]] == ["4", ""]
    assert latest_scores(cast.casus) == []


def test_both_schemes_stand_on_one_page_and_are_saved_at_once(cast: Cast, als: Als) -> None:
    als(cast.noor).post(url("kiezen", cast.casus.pk, cast.mieke.pk), choice(cast, domeinen_ouderschap2013=["opvang"]))
    first = Meting.objects.get(instrument__code="zrm2013")
    als(cast.noor).post(
        url("scoren", cast.casus.pk, cast.mieke.pk),
        {"versie": first.versie, "s_zrm2013_adl": "3", "s_ouderschap2013_opvang": "4"},
    )
    assert {(s.stelsel, s.domein, s.niveau) for s in latest_scores(cast.casus)} == {
        ("zrm2013", "adl", 3),
        ("zrm2013", "sociaal_netwerk", None),
        ("ouderschap2013", "opvang", 4),
    }


def test_the_previous_score_stands_beside_the_new_one(cast: Cast, als: Als) -> None:
    measure(cast, VANDAAG - timedelta(days=90), adl=2)
    choose(cast, "adl")
    page = als(cast.noor).get(url("scoren", cast.casus.pk, cast.mieke.pk)).content.decode()
    assert page.count("kt-score__vorige") == 1
    assert "Rest ongewijzigd" in page


def test_the_rest_is_confirmed_with_one_button(cast: Cast, als: Als) -> None:
    measure(cast, VANDAAG - timedelta(days=90), adl=2, financien=3, huisvesting=4)
    meting = choose(cast, "adl", "financien", "huisvesting", moment="tussen")
    als(cast.noor).post(url("scoren", cast.casus.pk, cast.mieke.pk), scores(meting, s_zrm2013_adl="3", knop="rest"))
    assert rows(meting) == {"adl": (3, "", False), "financien": (3, "", True), "huisvesting": (4, "", True)}


def test_one_by_one_confirmed(cast: Cast, als: Als) -> None:
    measure(cast, VANDAAG - timedelta(days=90), adl=2)
    meting = choose(cast, "adl")
    als(cast.noor).post(url("scoren", cast.casus.pk, cast.mieke.pk), scores(meting, s_zrm2013_adl="ongewijzigd"))
    assert rows(meting) == {"adl": (2, "", True)}


def test_nothing_is_ever_prefilled_from_last_time(cast: Cast, als: Als) -> None:
    measure(cast, VANDAAG - timedelta(days=90), adl=2, financien=3)
    choose(cast, "adl", "financien")
    page = als(cast.noor).get(url("scoren", cast.casus.pk, cast.mieke.pk))
    assert " checked" not in page.content.decode()


def test_a_double_click_records_once(cast: Cast, als: Als) -> None:
    meting = choose(cast, "geestelijke_gezondheid")
    client = als(cast.noor)
    data = scores(meting, s_zrm2013_geestelijke_gezondheid="1")
    for _ in range(2):
        assert client.post(url("scoren", cast.casus.pk, cast.mieke.pk), data).status_code == 302
    assert Regel.objects.filter(actie="meting_vastgelegd").count() == 1


def test_a_second_editor_sees_both(cast: Cast, als: Als) -> None:
    meting = choose(cast, "adl")
    record_scores(by=cast.sanne, meting=meting, scores={"adl": Scoreinvoer(niveau=2)}, afronden=False)
    answer = als(cast.noor).post(url("scoren", cast.casus.pk, cast.mieke.pk), scores(meting, s_zrm2013_adl="4"))
    assert answer.status_code == 409
    assert [(row["naam"], row["hunne"], row["mijne"]) for row in answer.context["verschillen"]] == [
        ("ADL", "Niet zelfredzaam", "Voldoende zelfredzaam")
    ]


def test_own_criteria_texts_are_shown_and_none_are_shipped(cast: Cast, als: Als) -> None:
    choose(cast, "adl")
    client, address = als(cast.noor), url("scoren", cast.casus.pk, cast.mieke.pk)
    assert "Wanneer welk cijfer" not in client.get(address).content.decode()
    Criteriumtekst.objects.create(
        stelsel_id=scheme("zrm2013").pk, domein_code="adl", niveau=3, tekst="Onze eigen tekst", toestemming="GGD"
    )
    assert "Onze eigen tekst" in client.get(address).content.decode()


def test_a_concept_is_thrown_away(cast: Cast, als: Als) -> None:
    choose(cast, "adl")
    assert als(cast.noor).post(url("weggooien", cast.casus.pk, cast.mieke.pk)).status_code == 302
    assert not Meting.objects.exists()


def test_correcting_a_recorded_score(cast: Cast, als: Als) -> None:
    meting = measure(cast, adl=2)
    client, address = als(cast.noor), url("verbeteren", cast.casus.pk, meting.pk)
    assert "Rest ongewijzigd" not in client.get(address).content.decode()
    client.post(address, scores(meting, s_zrm2013_adl="3"))
    assert rows(meting) == {"adl": (3, "", False)}
    assert als(cast.zeno).get(address).status_code == 404


def test_a_measurement_of_another_case_is_unknown(cast: Cast, als: Als) -> None:
    meting = measure(cast, adl=2)
    assert als(cast.tom).get(url("verbeteren", cast.burencasus.pk, meting.pk)).status_code == 404


# --- after a red score -----------------------------------------------------------------------------------------


def test_after_a_red_score_the_look_at_the_others_is_recorded(cast: Cast, als: Als) -> None:
    meting = measure(cast, adl=1)
    client = als(cast.noor)
    assert "Kijk ook naar de anderen" in client.get(url("overzicht", cast.casus.pk)).content.decode()
    assert client.post(url("blik", cast.casus.pk, meting.pk), {}).status_code == 422
    client.post(url("blik", cast.casus.pk, meting.pk), {"uitkomst": "zorgen", "toelichting": "Daan slaapt slecht"})
    assert Huishoudblik.objects.get().uitkomst == "zorgen"
    assert "Kijk ook naar de anderen" not in client.get(url("overzicht", cast.casus.pk)).content.decode()


# --- looking along ---------------------------------------------------------------------------------------------


def test_looking_along_shows_own_scores_only(cast: Cast, als: Als) -> None:
    """Canaries: a note, an alert, another's score, another's name, the worker's reason: none is in the page."""
    cast.casus.change(let_op=[{"tekst": "KANARIE-LET-OP", "tot": ""}], samenvatting="KANARIE-SAMENVATTING")
    meting = choose(cast, "adl", "financien", reden="KANARIE-REDEN", datum=VANDAAG - timedelta(days=60))
    record_scores(
        by=cast.noor, meting=meting,
        scores={"adl": Scoreinvoer(niveau=2, toelichting="KANARIE-NOTITIE"), "financien": Scoreinvoer(niveau=4)},
    )  # fmt: skip
    measure(cast, adl=3)
    other = choose(cast, "verslaving", persoon=cast.jan)
    record_scores(by=cast.noor, meting=other, scores={"verslaving": Scoreinvoer(niveau=1)})
    page = als(cast.noor).get(url("meekijken", cast.casus.pk, cast.mieke.pk)).content.decode()
    assert "Zelfzorg en dagelijkse activiteiten: hier is soms hulp bij nodig. Eerst: hier is hulp bij nodig." in page
    assert "Geldzaken: dit gaat goed genoeg." in page
    for canary in ("KANARIE", "Verslaving", "Jan", "Gezin De Wit", "Noor", "meteen"):
        assert canary not in page


def test_looking_along_is_logged_for_that_person_alone(cast: Cast, als: Als) -> None:
    measure(cast, adl=3)
    als(cast.noor).get(url("meekijken", cast.casus.pk, cast.mieke.pk))
    assert (reads_of(cast.mieke.pk), reads_of(cast.jan.pk)) == (1, 0)


def test_looking_along_without_scores_is_unknown(cast: Cast, als: Als) -> None:
    assert als(cast.noor).get(url("meekijken", cast.casus.pk, cast.jan.pk)).status_code == 404
