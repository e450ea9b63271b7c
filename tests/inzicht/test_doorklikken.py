"""A number of the own team opens the list with exactly its cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.inzicht.figuren.verdelingen import partitions_of
from keukentafel.inzicht.models import Cijferrijen, Cijferstand
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.rapporten.eenheden import cases_behind
from keukentafel.inzicht.rapporten.eenheden_meldingen import meldingen_behind
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import Blikveld, Rijsoort
from keukentafel.inzicht.vraag import Vraag
from keukentafel.meldingen.public import Meldinggegevens, register_melding
from keukentafel.personen.public import declare_belang
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
    for naam in (
        "kenmerken",
        "zelfredzaamheid",
        "ontwikkeling",
        "caseload",
        "instroom_per_maand",
        "plannen",
        "werkwijze",
    ):
        ask = vraag if definities()[naam].met_periode else Vraag(PEILDATUM, team="t1")
        made[naam] = make_report(naam, ask, motor).as_dict()
    expected: dict[str, int] = {}
    for naam, telling in partitions_of(made).items():
        if naam.startswith("start/"):
            expected[naam] = telling["1"] + telling["2"] + telling["3"]
        elif naam.startswith("verloop/"):
            expected[naam] = telling["verslechterd"]
        elif naam.startswith(("terugblik/", "plan/")):
            expected[naam] = telling["ja"]
        else:
            expected |= {f"{naam}/{waarde}": n for waarde, n in telling.items()}
    for row in made["instroom_per_maand"]["rijen"]:
        expected[f"maanden/{row['maand']}"] = row["aangemeld"]
    assert {key: len(ids) for key, ids in found.items()} == {key: expected[key] for key in found}
    silent = {key for key, n in expected.items() if n and key not in found}
    several = ("verloop/", "plan/", "reden/")  # two people of one case went back; two plans of one case; no list
    assert all(key.startswith(several) for key in silent)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_the_meldingen_of_a_count_are_as_many_as_the_count(seed: int, motor: Motor) -> None:
    motor.load(opname_of(Maker(seed).make()))
    vraag = Vraag(PEILDATUM, van=date(2014, 6, 1), tot=PEILDATUM, team="t1")
    made = partitions_of({"meldingen": make_report("meldingen", vraag, motor).as_dict()})
    counts = {f"{naam}/{value}": n for naam in ("kanaal", "vraagtype", "afhandeling", "melder")
              for value, n in made[naam].items() if n}  # fmt: skip
    assert {key: len(ids) for key, ids in meldingen_behind(vraag, motor).items()} == counts


def keep(cast: Cast) -> Cijferrijen:
    """Figures of team Noord with one count: the case of Mieke."""
    figuur = replace(FIGUUR, rijen=[["Telefoon", 1, 100.0, None]], sleutels=["kanaal/telefoon"])
    stand = Cijferstand.objects.create(
        blik=Blikveld.TEAM, team=cast.noord, peildatum=timezone.localdate(), gemaakt_op=timezone.now(),
        figuren=[figuur.as_dict()],
    )  # fmt: skip
    return Cijferrijen.objects.create(stand=stand, sleutel="kanaal/telefoon", ids=[cast.casus.pk])


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
    """Tom has an interest in the household of the neighbours: also behind a count it stays closed to him."""
    declare_belang(by=cast.tom, huishouden=cast.buren, gebruiker=cast.tom)
    rijen = keep(cast)
    rijen.ids = [cast.casus.pk, cast.burencasus.pk]
    rijen.save()
    url = f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={rijen.pk}"
    page = als(cast.tom).get(url).content.decode()
    assert "Gezin De Wit" in page
    assert "De heer B. Buur" not in page
    assert "Gezin De Wit" not in als(cast.sanne).get(url).content.decode()  # a count is for the lead of the team


def keep_meldingen(cast: Cast) -> Cijferrijen:
    """Figures of team Noord with one count: one melding of the own team, and one of another."""
    rijen = keep(cast)
    made = [
        register_melding(by=SYSTEEM, gegevens=Meldinggegevens("Vraagt hulp", wie_naam=naam, team=team))
        for naam, team in (("Truus Eigen", cast.noord), ("Sjaak Ander", cast.zuid))
    ]
    rijen.soort, rijen.ids = Rijsoort.MELDINGEN, [one.pk for one in made]
    rijen.save()
    return rijen


def test_a_number_of_meldingen_opens_those_the_reader_may_see(cast: Cast, als: Als) -> None:
    url = reverse("inzicht:rijen", args=[keep_meldingen(cast).pk])
    client = als(cast.tom)
    assert url in client.get(reverse("inzicht:vraag", args=["binnen"])).content.decode()
    page = client.get(url).content.decode()
    assert "1 melding." in page and "1 is er niet meer, of niet voor u." in page
    assert "Truus Eigen" in page and "Sjaak Ander" not in page


def test_meldingen_of_a_count_of_others_are_not_there(cast: Cast, als: Als) -> None:
    rijen = keep_meldingen(cast)
    url = reverse("inzicht:rijen", args=[rijen.pk])
    assert als(cast.noor).get(url).status_code == 403
    assert als(cast.ana).get(url).status_code == 404
    casuslijst = f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={rijen.pk}"
    assert als(cast.tom).get(casuslijst).context["lijst"].pagina.paginator.count == 0
