"""A number of the own team opens the list with exactly its cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.inzicht.figuren.verdelingen import partitions_of
from keukentafel.inzicht.models import Cijferrijen, Cijferstand
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.rapporten.eenheden import cases_behind
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import Blikveld
from keukentafel.inzicht.vraag import Vraag
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.inzicht.pakketten import PEILDATUM, Maker, opname_of
from tests.inzicht.voorbeelden import FIGUUR

Als = Callable[[Gebruiker], Client]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_the_list_of_a_count_is_as_long_as_the_count(seed: int, motor: Motor) -> None:
    """Each key against the report that made the count, on random packages."""
    motor.load(opname_of(Maker(seed).make()))
    vraag = Vraag(PEILDATUM, van=date(2014, 6, 1), tot=PEILDATUM, team="t1")
    found = cases_behind(vraag, motor)
    made = {}
    for naam in ("kenmerken", "zelfredzaamheid", "ontwikkeling", "caseload", "instroom_per_maand"):
        ask = vraag if definities()[naam].met_periode else Vraag(PEILDATUM, team="t1")
        made[naam] = make_report(naam, ask, motor).as_dict()
    expected: dict[str, int] = {}
    for naam, telling in partitions_of(made).items():
        if naam.startswith("start/"):
            expected[naam] = telling["1"] + telling["2"] + telling["3"]
        elif naam.startswith("verloop/"):
            expected[naam] = telling["verslechterd"]
        else:
            expected |= {f"{naam}/{waarde}": n for waarde, n in telling.items()}
    for row in made["instroom_per_maand"]["rijen"]:
        expected[f"maanden/{row['maand']}"] = row["aangemeld"]
    assert {key: len(ids) for key, ids in found.items()} == {key: expected[key] for key in found}
    silent = {key for key, n in expected.items() if n and key not in found}
    assert all(key.startswith("verloop/") for key in silent)  # two people of one case went back


def keep(cast: Cast) -> Cijferrijen:
    """Figures of team Noord with one count: the case of Mieke."""
    figuur = replace(FIGUUR, rijen=[["Telefoon", 1, 100.0, None]], sleutels=["kanaal/telefoon"])
    stand = Cijferstand.objects.create(
        blik=Blikveld.TEAM, team=cast.noord, peildatum=timezone.localdate(), gemaakt_op=timezone.now(),
        figuren=[figuur.as_dict()],
    )  # fmt: skip
    return Cijferrijen.objects.create(stand=stand, sleutel="kanaal/telefoon", casussen=[cast.casus.pk])


def test_a_number_opens_exactly_its_cases(cast: Cast, als: Als) -> None:
    rijen = keep(cast)
    url = f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={rijen.pk}"
    page = als(cast.tom).get(reverse("inzicht:vraag", args=["binnen"])).content.decode()
    assert url.replace("&", "&amp;") in page
    shown = als(cast.tom).get(url)
    assert shown.context["lijst"].pagina.paginator.count == 1
    assert "Gezin De Wit" in shown.content.decode()
    assert "Uit Inzicht" in shown.content.decode()


def test_the_number_of_another_team_opens_nothing(cast: Cast, als: Als) -> None:
    url = f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={keep(cast).pk}"
    assert als(cast.zeno).get(url).context["lijst"].pagina.paginator.count == 0
    assert als(cast.tom).get(url.split("cijfer")[0] + "cijfer=999999").context["lijst"].pagina.paginator.count == 0


def test_who_may_not_see_a_case_does_not_see_it_by_its_number(cast: Cast, als: Als) -> None:
    """Noor has an interest in the household of the neighbours: also behind a count it stays closed to her."""
    rijen = keep(cast)
    rijen.casussen = [cast.casus.pk, cast.burencasus.pk]
    rijen.save()
    url = f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={rijen.pk}"
    page = als(cast.noor).get(url).content.decode()
    assert "Gezin De Wit" in page
    assert "De heer B. Buur" not in page
