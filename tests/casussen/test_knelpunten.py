"""A rule that hinders: noted on a case, to policy only a sentence in which nobody stands, the answer comes back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Regel as Logregel
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.models import Knelpunt, Knelregel
from keukentafel.casussen.public import answer_knelregel, note_knelpunt, open_casus, release_knelpunt
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.knelpunten import answer_and_tell, bundles, last_span
from keukentafel.personen.models import Belang, Huishouden
from keukentafel.taken.models import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.casussen.voorbeelden import make_knelpunt

Als = Callable[[Gebruiker], Client]
LIJST = reverse("inzicht:knelpunten")
ZIN = "Wie zonder adres is, krijgt geen briefadres en dan geen uitkering."


def post(client: Client, url: str, **data: object) -> Any:
    return client.post(url, {**data, "idempotentiesleutel": uuid.uuid4()})


def noted(cast: Cast, regel: str = "Briefadres alleen met bewijs") -> Knelpunt:
    return note_knelpunt(
        by=cast.noor, casus=cast.casus, thema="beleid", regel=regel, hindert="Mieke krijgt geen uitkering.",
        medewerker=cast.medewerkers["noor"],
    )  # fmt: skip


def release(cast: Cast, found: Knelpunt, neutraal: str = ZIN, *, bevestigd: bool = True) -> Knelpunt:
    worker = cast.medewerkers["noor"]
    return release_knelpunt(
        by=cast.noor, knelpunt=found, neutraal=neutraal, bevestigd=bevestigd, medewerker=worker
    )  # fmt: skip


def test_a_worker_notes_it_in_one_sentence_and_policy_sees_nothing_yet(cast: Cast, als: Als) -> None:
    url = reverse("casussen:knelpunt", args=[cast.casus.pk])
    menu = als(cast.noor).get(reverse("werkplek:casuspagina", args=[cast.casus.pk])).content.decode()
    assert url in menu
    data = {"hindert": "Geen uitkering.", "regel": "Zoektermijn van vier weken", "thema": "wet"}
    assert post(als(cast.noor), url, **data).status_code == 302
    made = Knelpunt.objects.get()
    assert (made.wet, made.regel.naam, made.medewerker) == (
        cast.casus.wet, "Zoektermijn van vier weken", cast.medewerkers["noor"],
    )  # fmt: skip
    page = als(cast.noor).get(reverse("casussen:knelpunt_vrijgeven", args=[cast.casus.pk, made.pk])).content.decode()
    assert "Landelijke wet of regeling, genoteerd op" in page
    assert bundles(timezone.localdate()) == []
    assert "Zoektermijn" not in als(cast.ana).get(LIJST).content.decode()
    assert als(cast.ana).get(reverse("inzicht:knelregel", args=[made.regel.pk])).status_code == 404


def test_the_same_rule_is_one_rule_whatever_its_capitals(cast: Cast) -> None:
    first, second = noted(cast), noted(cast, "  briefadres ALLEEN met bewijs ")
    assert first.regel == second.regel
    assert Knelregel.objects.count() == 1


@pytest.mark.parametrize(
    ("neutraal", "veld"),
    [
        ("", "neutraal"), ("Mieke krijgt geen adres.", "neutraal"), ("Het gezin wit krijgt niets.", "neutraal"),
        ("Over 999990639 gaat het.", "neutraal"), ("Woont in 6217 AB.", "neutraal"), ("Mail a@b.nl.", "neutraal"),
        ("Dossier 2026123456.", "neutraal"),
    ],
)  # fmt: skip
def test_a_sentence_that_points_to_somebody_is_refused(cast: Cast, neutraal: str, veld: str) -> None:
    found = noted(cast)
    with pytest.raises(Regelfout) as fault:
        release(cast, found, neutraal)
    assert fault.value.veld == veld


def test_a_rule_that_is_called_after_somebody_is_refused(cast: Cast) -> None:
    with pytest.raises(Regelfout):
        noted(cast, "De regel van Daan")


def test_without_confirmation_nothing_leaves_the_team(cast: Cast) -> None:
    found = noted(cast)
    with pytest.raises(Regelfout) as fault:
        release(cast, found, bevestigd=False)
    assert fault.value.veld == "bevestigd"
    assert bundles(timezone.localdate()) == []


def test_policy_reads_the_sentence_and_no_case_and_may_lose_it_again(cast: Cast, als: Als) -> None:
    found = release(cast, noted(cast))
    page = als(cast.ana).get(reverse("inzicht:knelregel", args=[found.regel.pk])).content.decode()
    assert "Regel of beleid van de gemeente" in page
    assert ZIN in page
    for secret in ("Mieke", "De Wit", cast.casus.nummer, "Noor", "Team Noord", f"/casussen/{cast.casus.pk}/"):
        assert secret not in page
    url = reverse("casussen:knelpunt_terug", args=[cast.casus.pk, found.pk])
    assert post(als(cast.noor), url).status_code == 302
    assert als(cast.ana).get(reverse("inzicht:knelregel", args=[found.regel.pk])).status_code == 404


@pytest.mark.parametrize(("aantal", "verteld"), [(0, 0), (1, None), (9, None), (10, 10), (12, 12)])
def test_how_often_is_told_of_the_last_whole_span_from_ten(cast: Cast, aantal: int, verteld: int | None) -> None:
    found = release(cast, noted(cast))
    today = timezone.localdate()
    van, tot = last_span(today)
    for number in range(aantal):
        other = open_casus(
            by=cast.tom, huishouden=Huishouden.objects.create(), persoon=cast.mieke, team=cast.noord, aangemeld_op=today
        )
        for _ in range(2):  # twice in one household is once
            one = Knelpunt.objects.create(casus=other, regel=found.regel, wet="wmo", op=today, hindert="Wacht.")
            Knelpunt.objects.filter(pk=one.pk).update(op=van if number % 2 else tot)
    Knelpunt.objects.filter(pk=found.pk).update(op=van - timedelta(1))  # before it, and so not in it
    assert [bundle.aantal for bundle in bundles(today)] == [verteld]


def test_a_rule_under_safety_stays_on_the_case(cast: Cast) -> None:
    found = noted(cast)
    Knelpunt.objects.filter(pk=found.pk).update(wet="veiligheid")
    with pytest.raises(Regelfout, match="veiligheid"):
        release(cast, found)


def test_the_name_of_the_rule_goes_along_and_may_point_to_nobody(cast: Cast, als: Als) -> None:
    found = noted(cast)
    url = reverse("casussen:knelpunt_vrijgeven", args=[cast.casus.pk, found.pk])
    assert f"“{found.regel.naam}”" in als(cast.noor).get(url).content.decode()
    Knelregel.objects.filter(pk=found.regel.pk).update(naam="Briefadres voor Mieke")
    found.refresh_from_db()
    with pytest.raises(Regelfout, match="naam uit het huishouden"):
        release(cast, found)


def test_the_answer_of_policy_reaches_the_worker(cast: Cast, als: Als) -> None:
    found = release(cast, noted(cast))
    url = reverse("inzicht:knelregel", args=[found.regel.pk])
    assert post(als(cast.ana), url, status="afgewezen", antwoord="", versie=1).status_code == 422
    said = "Een brief van de opvang is voortaan genoeg."
    assert post(als(cast.ana), url, status="opgelost", antwoord=said, versie=1).status_code == 302
    task = Taak.objects.get(medewerker=cast.medewerkers["noor"])
    assert (task.casus, task.titel) == (cast.casus, "Lees het antwoord van beleid op een knelpunt")
    assert said in als(cast.noor).get(reverse("casussen:knelpunt", args=[cast.casus.pk])).content.decode()
    assert said in als(cast.tom).get(LIJST).content.decode()


def test_who_may_not_see_the_case_any_more_gets_no_task(cast: Cast) -> None:
    found = noted(cast)
    Belang.objects.create(gebruiker=cast.noor, huishouden=cast.gezin, gemeld_op=timezone.localdate())
    answer_and_tell(by=cast.ana, regel=found.regel, status="opgepakt", antwoord="Wij zoeken het uit.")
    assert not Taak.objects.exists()


def test_refused_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(Regelfout):
        answer_knelregel(by=SYSTEEM, regel=noted(cast).regel, status="afgewezen", antwoord=" ")


def test_the_list_of_the_team_has_only_what_one_may_see_and_is_logged(cast: Cast, als: Als) -> None:
    noted(cast)
    before = Logregel.objects.count()
    assert "Gezin De Wit" in als(cast.sanne).get(LIJST).content.decode()
    assert Logregel.objects.filter(actie="knelpunten_inzien").count() >= 1
    assert Logregel.objects.count() > before
    assert "Gezin De Wit" not in als(cast.zeno).get(LIJST).content.decode()
    url = reverse("casussen:knelpunt", args=[cast.casus.pk])
    assert als(cast.zeno).get(url).status_code == 404
    Knelpunt.objects.update(wet="veiligheid")
    assert "Gezin De Wit" not in als(cast.sanne).get(LIJST).content.decode()


@pytest.mark.parametrize(
    ("naam", "lijst", "regel"),
    [("noor", 200, 403), ("tom", 200, 403), ("ana", 200, 200), ("bea", 403, 403), ("lot", 403, 403)],
)
def test_who_may(cast: Cast, als: Als, naam: str, lijst: int, regel: int) -> None:
    found = Knelpunt.objects.get(pk=make_knelpunt(cast))
    client = als(getattr(cast, naam))
    assert client.get(LIJST).status_code == lijst
    assert client.get(reverse("inzicht:knelregel", args=[found.regel.pk])).status_code == regel


def test_the_lists_cost_the_same_for_one_and_for_thirty(cast: Cast, als: Als) -> None:
    def cost() -> list[int]:
        found = []
        for user in (cast.tom, cast.ana):
            client = als(user)
            client.get(LIJST)
            with CaptureQueriesContext(connection) as queries:
                client.get(LIJST)
            found.append(len(queries))
        return found

    release(cast, noted(cast))
    few = cost()
    for number in range(30):
        release(cast, noted(cast, f"Regel nummer {number}"))
    assert cost() == few
    assert max(few) <= 25
