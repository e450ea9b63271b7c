"""The explorer: the team lead any choice of the own team, policy one published facet; a count opens its cases."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.inzicht.models import Publicatie
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.rapporten.facetten import facets_of
from keukentafel.inzicht.vraag import Vraag
from keukentafel.personen.public import declare_belang
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.inzicht.pakketten import PEILDATUM, Maker, opname_of
from tests.inzicht.voorbeelden import make_facets

Als = Callable[[Gebruiker], Client]
VERKENNER = reverse("inzicht:verkenner")
LIJST = reverse("werkplek:casuslijst")


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_facets_count_as_the_reports_do(seed: int, motor: Motor) -> None:
    motor.load(opname_of(Maker(seed).make()))
    vraag = Vraag(PEILDATUM, team="t1")
    cases = facets_of(vraag, motor)
    for row in make_report("kenmerken", vraag, motor).as_dict()["rijen"]:
        if row["waarde"] != "geen_casus":
            assert sum(one.waarden[row["kenmerk"]] == row["waarde"] for one in cases) == row["aantal"]
    problems = Counter(domein for one in cases for domein in one.domeinen)
    for row in make_report("zelfredzaamheid", vraag, motor).as_dict()["probleem"]:
        assert problems[f"{row['instrument']}/{row['domein']}"] == row["aantal"]
    loads = make_report("caseload", vraag, motor).as_dict()["rijen"]
    assert sum(one.waarden["stand"] == "actief" for one in cases) == sum(row["actief"] for row in loads)


def test_a_team_lead_narrows_and_opens_exactly_those_cases(cast: Cast, als: Als) -> None:
    make_facets(cast)
    client = als(cast.tom)
    page = client.get(f"{VERKENNER}?stand=actief&naar=leeftijd").content.decode()
    assert "1 casus van de 2; vaakst 40 tot en met 59 jaar (1)" in page and "Actief" in page
    url = f"{LIJST}?stand=alle&verken=team%3D{cast.noord.pk}%26leeftijd%3D40-59%26stand%3Dactief%26naar%3Dleeftijd"
    assert url.replace("&", "&amp;") in page
    shown = client.get(url)
    assert shown.context["lijst"].pagina.paginator.count == 1 and "Gezin De Wit" in shown.content.decode()
    assert "Uit de verkenner" in shown.content.decode()


def test_the_choice_of_another_team_opens_nothing(cast: Cast, als: Als) -> None:
    make_facets(cast)
    url = f"{LIJST}?stand=alle&verken=team%3D{cast.noord.pk}%26stand%3Dactief"
    assert als(cast.zeno).get(url).context["lijst"].pagina.paginator.count == 0
    assert als(cast.tom).get(f"{LIJST}?stand=alle&verken=x").context["lijst"].pagina.paginator.count == 0
    assert als(cast.tom).get(f"{VERKENNER}?team={cast.zuid.pk}").status_code == 404
    assert als(cast.noor).get(VERKENNER).status_code == 403


def test_who_may_not_see_a_case_does_not_see_it_by_a_choice(cast: Cast, als: Als) -> None:
    make_facets(cast)
    url = f"{LIJST}?stand=alle&verken=team%3D{cast.noord.pk}"
    assert "De heer B. Buur" in als(cast.tom).get(url).content.decode()
    declare_belang(by=cast.tom, huishouden=cast.buren, gebruiker=cast.tom)
    page = als(cast.tom).get(url).content.decode()
    assert "Gezin De Wit" in page and "De heer B. Buur" not in page


def test_what_is_shown_goes_along_as_a_file(cast: Cast, als: Als) -> None:
    make_facets(cast)
    url = reverse("inzicht:verkend", args=["csv"]) + "?naar=stand"
    rows = list(csv.reader(io.StringIO(als(cast.tom).get(url).content.decode())))
    assert rows[1:] == [["Actief", "1", "50.0", ""], ["Volgen", "1", "50.0", ""]]
    assert als(cast.tom).get(reverse("inzicht:verkend", args=["pdf"])).status_code == 404


def test_before_there_are_figures_it_says_so(cast: Cast, als: Als) -> None:
    for who in (cast.tom, cast.ana):
        assert "nog geen cijfers om te verkennen" in als(who).get(VERKENNER).content.decode()
        assert als(who).get(reverse("inzicht:verkend", args=["csv"])).status_code == 404


def test_policy_sees_one_published_facet_beside_the_team_and_nothing_else(
    cast: Cast, als: Als, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    make_facets(cast)
    counts = {"0-19": 30, "20-39": None, "onbekend": None}
    told = {"verdelingen": {"leeftijd": [60, counts], "geslacht": [60, {"man": 60}]}, "duren": {}}
    Publicatie.objects.create(van=date(2026, 1, 1), tot=date(2026, 6, 30), gemaakt_op=timezone.now(), meldingen={},
                              verteld={"": told, f"kt-{cast.noord.pk}": told})  # fmt: skip
    client = als(cast.ana)
    client.get(VERKENNER)
    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        page = client.get(f"{VERKENNER}?naar=leeftijd&stand=actief").content.decode()
    assert "Vaakst 0 tot en met 19 jaar: 30" in page and "januari tot en met juni 2026" in page
    assert "Team Noord (60)" in page and "Team Zuid (niet te tonen)" in page
    assert "casussen bekijken" not in page and 'name="stand"' not in page
    one = client.get(f"{VERKENNER}?naar=niets&team={cast.noord.pk}&tijdvak=x").content.decode()
    assert "Per team" not in one and "Vaakst 0 tot en met 19 jaar: 30" in one
    rows = client.get(reverse("inzicht:verkend", args=["csv"])).content.decode().splitlines()
    assert rows[0].startswith("Waarde,Hele gemeente,") and rows[1].startswith("0 tot en met 19 jaar,30")
