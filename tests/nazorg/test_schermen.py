"""The screens of closing, the review and the aftercare."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import pseudonyms_of
from keukentafel.casussen.public import Casusrol, open_casus
from keukentafel.nazorg.models import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.plannen.models import Doelevaluatie
from keukentafel.plannen.public import Doel
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.nazorg.test_sluiten import OVER_ZES_WEKEN, VANDAAG, close, fresh, make_goals
from tests.zelfredzaamheid.test_meten import measure

Als = Callable[[Gebruiker], Client]
SLEUTEL = "8f0f1f9e-0000-4000-8000-000000000002"


def url(name: str, cast: Cast) -> str:
    return reverse(f"nazorg:{name}", args=[cast.casus.pk])


def closing(cast: Cast, **fields: object) -> dict[str, object]:
    """What the closing page posts when only goals and reason are touched."""
    goals = {f"doel_{pk}": "behaald" for pk in Doel.objects.open().values_list("pk", flat=True)}
    return {
        "idempotentiesleutel": SLEUTEL, "versie": fresh(cast).versie, "reden": "doelen_bereikt",
        "op": VANDAAG.isoformat(), "nazorg_op": OVER_ZES_WEKEN.isoformat(), **goals, **fields,
    }  # fmt: skip


def test_closing_on_one_page(cast: Cast, als: Als) -> None:
    make_goals(cast)
    client = als(cast.noor)
    page = client.get(url("afsluiten", cast))
    assert page.context["nodig"] == 4
    assert page.context["form"].initial["nazorg_op"] == OVER_ZES_WEKEN
    answer = client.post(url("afsluiten", cast), closing(cast, zin="Mieke redt het nu zelf.", verteld=["inwoner"]))
    assert answer.status_code == 302
    kept = Afsluiting.objects.get()
    assert (kept.zin, kept.inwoner_geinformeerd, kept.melder_geinformeerd) == ("Mieke redt het nu zelf.", True, False)
    page = client.get(answer.url).content.decode()
    assert "De casus is afgesloten." in page
    assert url("ongedaan", cast) in page


def test_the_resident_judges_each_goal_when_asked(cast: Cast, als: Als) -> None:
    goals = make_goals(cast)
    client = als(cast.noor)
    said = {f"inwoner_{goals[0].pk}": "niet", f"inwoner_{goals[1].pk}": ""}
    assert client.post(url("afsluiten", cast), closing(cast, **said)).status_code == 302
    judged = {row.doel_id: (row.oordeel_medewerker, row.oordeel_inwoner) for row in Doelevaluatie.objects.all()}
    assert judged == {
        goals[0].pk: ("behaald", "niet"), goals[1].pk: ("behaald", ""), goals[2].pk: ("behaald", ""),
    }  # fmt: skip


def test_the_resident_judges_a_goal_that_stays_open(cast: Cast, als: Als) -> None:
    goal = make_goals(cast, 1)[0]
    open_casus(by=cast.noor, huishouden=cast.gezin, persoon=cast.jan, team=cast.noord, aangemeld_op=VANDAAG)
    said = {f"doel_{goal.pk}": "", f"inwoner_{goal.pk}": "deels"}
    assert als(cast.noor).post(url("afsluiten", cast), closing(cast, **said)).status_code == 302
    found = Doelevaluatie.objects.get()
    assert (found.oordeel_medewerker, found.oordeel_inwoner, Doel.objects.get().status) == ("", "deels", "open")


def test_which_whose_word_and_not_applicable_on_screen(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    answers = {
        "wijkkracht": "ja", "wijkkracht_wat": ["buurtservice"], "tijdwinst": "nvt", "voldoende_ondersteuning": "ja",
        "voldoende_woord_van": "inwoner",
    }  # fmt: skip
    assert client.post(url("werkwijze", cast), answers).status_code == 302
    kept = Werkwijzereview.objects.get()
    assert (kept.wijkkracht_wat, kept.niet_van_toepassing, kept.voldoende_woord_van) == (
        ["buurtservice"], ["tijdwinst"], "inwoner",
    )  # fmt: skip
    initial = client.get(url("werkwijze", cast)).context["form"].initial
    assert (initial["tijdwinst"], initial["wijkkracht_wat"]) == ("nvt", ["buurtservice"])


@pytest.mark.parametrize(("wie", "status"), [("zeno", 404), ("wim", 403), ("lot", 403), ("sanne", 200)])
def test_who_may_close(cast: Cast, als: Als, wie: str, status: int) -> None:
    assert als(getattr(cast, wie)).get(url("afsluiten", cast)).status_code == status


def test_who_only_reads_may_not_close_and_sees_no_button(cast: Cast, als: Als) -> None:
    Casusrol.objects.create(casus=cast.casus, medewerker=cast.medewerkers["max"], rol="maatwerkspecialist", van=VANDAAG)
    client = als(cast.max)
    for name in ("afsluiten", "nazorg", "werkwijze"):
        assert client.get(url(name, cast)).status_code == 403
    page = client.get(reverse("zelfredzaamheid:overzicht", args=[cast.casus.pk])).content.decode()
    assert url("afsluiten", cast) not in page


def test_the_read_is_logged(cast: Cast, als: Als) -> None:
    als(cast.noor).get(url("afsluiten", cast))
    found = Regel.objects.filter(soort="lezen", betrokkene=pseudonyms_of([cast.jan.pk])[cast.jan.pk])
    assert found.count() == 1


def test_the_number_of_queries_is_fixed(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    make_goals(cast, 1)
    client.get(url("afsluiten", cast))
    with CaptureQueriesContext(connection) as few:
        client.get(url("afsluiten", cast))
    make_goals(cast, 12)
    with CaptureQueriesContext(connection) as many:
        client.get(url("afsluiten", cast))
    assert len(many) == len(few)
    assert len(many) <= 25


def test_a_forgotten_goal_is_asked_for_and_the_sentence_stays(cast: Cast, als: Als) -> None:
    goals = make_goals(cast)
    answer = als(cast.noor).post(
        url("afsluiten", cast), closing(cast, zin="mijn slotzin", **{f"doel_{goals[1].pk}": "", "reden": ""})
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "mijn slotzin" in page
    assert "Kies wat ervan is gekomen." in page
    assert "Kies waarom de casus sluit." in page
    assert fresh(cast).afgesloten_op is None


def test_aftercare_that_is_wanted_needs_its_day(cast: Cast, als: Als) -> None:
    answer = als(cast.noor).post(url("afsluiten", cast), closing(cast, nazorg_gewenst="ja", nazorg_op=""))
    assert answer.status_code == 422
    assert "Het huishouden wil nazorg. Kies de dag." in answer.content.decode()
    assert not Afsluiting.objects.exists()
    later = closing(cast, nazorg_gewenst="ja", nazorg_op="", vervolgmaanden=["3"])
    assert als(cast.noor).post(url("afsluiten", cast), later).status_code == 302
    assert Nazorg.objects.get().maanden == 3


def test_a_double_click_closes_once(cast: Cast, als: Als) -> None:
    client, data = als(cast.noor), closing(cast)
    for _ in range(2):
        assert client.post(url("afsluiten", cast), data).status_code == 302
    assert Afsluiting.objects.count() == 1


def test_someone_else_changed_the_case(cast: Cast, als: Als) -> None:
    data = closing(cast)
    cast.casus.change(samenvatting="door een ander")
    assert als(cast.noor).post(url("afsluiten", cast), data).status_code == 409
    assert fresh(cast).afgesloten_op is None


def test_a_goal_under_a_law_one_may_not_see_is_not_in_the_page(cast: Cast, als: Als) -> None:
    """Sanne closes; a goal was recorded under veiligheid, which only the circle of the case may see."""
    first, second = make_goals(cast, 2)
    second.change(wet="veiligheid", omschrijving="KANARIE")
    page = als(cast.sanne).get(url("afsluiten", cast)).content.decode()
    assert first.omschrijving in page
    assert "KANARIE" not in page
    assert "Er is een doel dat u niet mag zien" in page


def test_with_another_open_case_goals_may_stay_open(cast: Cast, als: Als) -> None:
    make_goals(cast, 1)
    open_casus(by=cast.noor, huishouden=cast.gezin, persoon=cast.jan, team=cast.noord, aangemeld_op=VANDAAG)
    client = als(cast.noor)
    assert "het plan gaat door" in client.get(url("afsluiten", cast)).content.decode()
    client.post(url("afsluiten", cast), closing(cast, **{f"doel_{Doel.objects.get().pk}": ""}))
    assert fresh(cast).afgesloten_op == VANDAAG
    assert Doel.objects.open().exists()


def test_the_review_at_closing_with_reasons(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    wrong = closing(cast, wijkt_af="nee", redenen_effect=["preventief"])
    answer = client.post(url("afsluiten", cast), wrong)
    assert answer.status_code == 422
    assert "past niet bij het antwoord" in answer.content.decode()
    right = closing(
        cast, wijkt_af="ja", redenen_effect=["preventief"], tevreden="ja", woord_van="inwoner",
        idempotentiesleutel="8f0f1f9e-0000-4000-8000-000000000003",
    )  # fmt: skip
    client.post(url("afsluiten", cast), right)
    review = Werkwijzereview.objects.get()
    assert (review.wijkt_af, review.redenen, review.woord_van, review.tijdwinst) == (
        True,
        ["preventief"],
        "inwoner",
        None,
    )


def test_undo_from_the_message(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    client.post(url("afsluiten", cast), closing(cast))
    for _ in range(2):  # a double click says that it is open already
        assert client.post(url("ongedaan", cast)).status_code == 302
    assert fresh(cast).afgesloten_op is None
    assert als(cast.zeno).post(url("ongedaan", cast)).status_code == 404


def test_a_closed_case_goes_to_its_aftercare(cast: Cast, als: Als) -> None:
    close(cast, zin="Het gaat goed zo.")
    client = als(cast.noor)
    assert client.get(url("afsluiten", cast)).url == url("nazorg", cast)
    page = client.get(url("nazorg", cast)).content.decode()
    assert "Het gaat goed zo." in page
    assert "Zijn de afspraken als gelijken gemaakt?" in page


def test_aftercare_in_two_questions(cast: Cast, als: Als) -> None:
    close(cast)
    data = {
        "resultaat": "gaat_goed", "goed_ingezet": "ja", "gelijkwaardig": "ja", "toelichting": "",
        "gedaan_op": VANDAAG.isoformat(), "versie": Nazorg.objects.get().versie, "idempotentiesleutel": SLEUTEL,
    }  # fmt: skip
    client = als(cast.noor)
    assert client.post(url("nazorg", cast), {**data, "resultaat": ""}).status_code == 422
    for _ in range(2):
        assert client.post(url("nazorg", cast), data).status_code == 302
    done = Nazorg.objects.get()
    assert (done.resultaat, done.goed_ingezet, done.gelijkwaardig) == ("gaat_goed", "ja", "ja")
    page = client.get(url("nazorg", cast)).content.decode()
    assert "Er staat geen nazorg open." in page


def test_aftercare_is_planned_later_too(cast: Cast, als: Als) -> None:
    close(cast, nazorg_gewenst=False)
    client = als(cast.noor)
    assert client.post(url("plannen", cast), {"gepland_op": "gisteren of zo"}).status_code == 422
    client.post(url("plannen", cast), {"gepland_op": (VANDAAG + timedelta(days=30)).isoformat()})
    assert Nazorg.objects.filter(resultaat="").get().gepland_op == VANDAAG + timedelta(days=30)


def test_an_open_case_has_no_aftercare(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    assert "nog open" in client.get(url("nazorg", cast)).content.decode()
    answer = client.post(url("nazorg", cast), {"resultaat": "gaat_goed", "gedaan_op": VANDAAG.isoformat()})
    assert answer.status_code == 422
    assert client.get(url("heropenen", cast)).status_code == 302  # says that it is open already
    assert client.post(url("heropenen", cast), {"reden": "Toch"}).status_code == 422


def test_reopening(cast: Cast, als: Als) -> None:
    close(cast)
    client = als(cast.noor)
    answer = client.post(url("heropenen", cast), {"reden": " "})
    assert answer.status_code == 422 and "waarom de casus weer open gaat" in answer.content.decode()
    assert "Waarom gaat de casus weer open?" in client.get(url("heropenen", cast)).content.decode()
    client.post(url("heropenen", cast), {"reden": "Weer schulden"})
    assert fresh(cast).afgesloten_op is None
    assert "Weer schulden" in client.get(f"/casussen/{cast.casus.pk}/tijdlijn/").content.decode()


def test_closing_can_be_taken_back_from_the_closed_block_for_a_week(cast: Cast, als: Als) -> None:
    close(cast)
    client = als(cast.noor)
    page = f"/casussen/{cast.casus.pk}/"
    assert url("ongedaan", cast) in client.get(page).content.decode()
    Afsluiting.objects.update(gemaakt_op=timezone.now() - timedelta(days=8))
    assert url("ongedaan", cast) not in client.get(page).content.decode()


def test_the_review_at_any_moment(cast: Cast, als: Als) -> None:
    client = als(cast.sanne)
    answer = client.post(url("werkwijze", cast), {"tijdwinst": "ja", "tevreden": "nee", "woord_van": ""})
    assert answer.status_code == 422
    assert "Kies wie dit zegt" in answer.content.decode()
    client.post(
        url("werkwijze", cast), {"tijdwinst": "ja", "wijkt_af": "nee", "redenen_reden_niet_anders": ["geen_netwerk"]}
    )
    review = Werkwijzereview.objects.get()
    assert (review.tijdwinst, review.wijkt_af, review.redenen) == (True, False, ["geen_netwerk"])
    again = client.get(url("werkwijze", cast)).context["form"]
    assert (again.initial["tijdwinst"], again.initial["tevreden"]) == ("ja", "")


def test_the_closed_case_on_its_page_and_timeline(cast: Cast, als: Als) -> None:
    make_goals(cast, 1)
    measure(cast, adl=3)
    close(cast, resultaten={Doel.objects.get().pk: "behaald"}, zin="Mieke redt het nu zelf.")
    page = als(cast.noor).get(f"/casussen/{cast.casus.pk}/").content.decode()
    assert "Mieke redt het nu zelf." in page
    assert "Nazorg gepland op" in page
    plan = als(cast.noor).get(reverse("plannen:plan", args=[cast.casus.pk])).content.decode()
    assert "Wens 1" in plan
    assert "Doel erbij" not in plan
    timeline = als(cast.noor).get(f"/casussen/{cast.casus.pk}/tijdlijn/").content.decode()
    assert "Hoe het is gegaan" in timeline
