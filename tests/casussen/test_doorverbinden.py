"""A warm hand-over to the second ring: only what may go along, followed until they accept it (R-099)."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import (
    Casus,
    Doorverbinding,
    Doorverbindingstatus,
    Doorverbindinvoer,
    answer_doorverbinding,
    connect_casus,
    mark_closed,
    update_samenvatting,
)
from keukentafel.core.fouten import Regelfout
from keukentafel.core.werkdagen import add_working_days
from keukentafel.plannen.actions.doelen import create_doel
from keukentafel.plannen.actions.plan import create_plan
from keukentafel.referentielijsten.public import Leefdomein
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
GOED = {"naar": "Veiligheidshuis", "reden": "Geweld, en wij komen er niet door", "grond": "toestemming"}


def connect(cast: Cast, **anders: str) -> Doorverbinding:
    wanted = Doorverbindinvoer(**{**GOED, **anders})
    return connect_casus(by=cast.noor, casus=cast.casus, invoer=wanted, medewerker=cast.medewerkers["noor"])


def goals(cast: Cast) -> tuple[Leefdomein, Leefdomein]:
    """Two goals under one domain, of which one under another law and one private; and one under another domain."""
    plan = create_plan(by=SYSTEEM, casus=cast.casus)
    first, other = Leefdomein.objects.filter(stelsel__code="zrm2017").order_by("pk")[:2]
    create_doel(by=SYSTEEM, plan=plan, omschrijving="Ik wil rust", leefdomein=first)
    create_doel(by=SYSTEEM, plan=plan, omschrijving="JEUGDGEHEIM", leefdomein=first, wet="jeugd")
    create_doel(by=SYSTEEM, plan=plan, omschrijving="EIGENGEHEIM", leefdomein=first, besloten=True, personen=[cast.jan])
    create_doel(by=SYSTEEM, plan=plan, omschrijving="ANDERGEBIED", leefdomein=other)
    return first, other


def test_only_what_was_chosen_goes_along_and_it_stays_as_it_was_given(cast: Cast, als: Als) -> None:
    chosen, _other = goals(cast)
    update_samenvatting(by=cast.noor, casus=cast.casus, tekst="SAMENGEVAT", door=cast.medewerkers["noor"])
    client, url = als(cast.noor), reverse("casussen:doorverbinden", args=[cast.casus.pk])
    page = client.get(url).content.decode()
    assert "Wat mag mee?" in page and "De samenvatting mag ook mee" in page
    answer = client.post(url, GOED | {"domeinen": [chosen.naam]})
    made = Doorverbinding.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"{url}{made.pk}/"
    shown = client.get(answer["Location"]).content.decode()
    assert "Ik wil rust" in shown and "Mieke" in shown and "Nog niet aangenomen" in shown
    for word in ("JEUGDGEHEIM", "EIGENGEHEIM", "ANDERGEBIED", "SAMENGEVAT"):
        assert word not in shown
    Leefdomein.objects.filter(pk=chosen.pk).update(naam="Heet nu anders")
    assert chosen.naam in client.get(answer["Location"]).content.decode()
    assert Regel.objects.filter(actie="casus_doorverbonden", object_id=str(made.pk)).count() == 3
    client.post(url, GOED | {"naar": "Tweede lijn", "samenvatting": "on"})
    assert Doorverbinding.objects.latest("pk").delen == [{"kop": "Samenvatting", "regels": ["SAMENGEVAT"]}]


def test_it_is_followed_until_they_accept_it(cast: Cast) -> None:
    made = connect(cast)
    task = Taak.objects.open().get(soort="doorverbinding")
    assert task.medewerker == cast.medewerkers["noor"] and task.vervalt_op == made.volgen_voor
    assert made.volgen_voor == add_working_days(VANDAAG, 5)
    with pytest.raises(Regelfout, match="nog niet aangenomen"):
        mark_closed(by=SYSTEEM, casus=cast.casus, reden="overgedragen", op=VANDAAG)
    with pytest.raises(Regelfout, match="al doorverbonden"):
        connect(cast)
    answer_doorverbinding(by=cast.noor, doorverbinding=made, status="aangenomen")
    assert not Taak.objects.open().filter(soort="doorverbinding").exists()
    with pytest.raises(Regelfout, match="al beantwoord"):
        answer_doorverbinding(by=cast.noor, doorverbinding=made, status="ingetrokken")
    mark_closed(by=SYSTEEM, casus=Casus.objects.get(pk=cast.casus.pk), reden="overgedragen", op=VANDAAG)


def test_on_paper_the_case_itself_stays_behind(cast: Cast, als: Als) -> None:
    made = connect(cast)
    page = als(cast.noor).get(reverse("casussen:doorverbinding", args=[cast.casus.pk, made.pk])).content.decode()
    assert '<div class="kt-niet-printen"><div class="kt-kop">' in page and page.count('class="kt-kop"') == 1
    paper = (Path(__file__).parents[2] / "keukentafel/core/static/core/css/print.css").read_text(encoding="utf-8")
    assert re.search(r"\.kt-niet-printen\b[^{}]*\{ display: none !important; \}", paper)


def test_a_refusal_needs_its_reason_and_comes_back_to_the_regisseur(cast: Cast, als: Als) -> None:
    made, client = connect(cast), als(cast.noor)
    url = reverse("casussen:doorverbinding", args=[cast.casus.pk, made.pk])
    refused = client.post(url, {"status": "geweigerd", "versie": made.versie})
    assert refused.status_code == 422 and "waarom zij het niet aannemen" in refused.content.decode()
    answer = client.post(url, {"status": "geweigerd", "antwoord": "Eerst meldcode", "versie": made.versie})
    assert answer.status_code == 302
    assert [t.titel for t in Taak.objects.open().filter(soort="doorverbinding")] == [
        "Doorverbinding niet aangenomen: kijk wat er nu nodig is"
    ]
    assert Doorverbinding.history.filter(id=made.pk).count() == 2


def test_both_stand_on_the_timeline(cast: Cast, als: Als) -> None:
    made = connect(cast)
    answer_doorverbinding(by=cast.noor, doorverbinding=made, status="aangenomen", antwoord="Start maandag")
    page = als(cast.noor).get(reverse("tijdlijn:tijdlijn", args=[cast.casus.pk])).content.decode()
    assert "Doorverbonden naar Veiligheidshuis" in page and "Doorverbinding: aangenomen" in page
    assert "Start maandag" in page


@pytest.mark.parametrize(
    ("anders", "woord"),
    [
        ({"naar": " "}, "naar wie"),
        ({"reden": ""}, "waarom er meer nodig is"),
        ({"grond": "verzonnen"}, "goed vindt"),
        ({"grond": "wet"}, "welke wet"),
    ],
)
def test_what_is_missing_is_asked_for(cast: Cast, als: Als, anders: dict[str, str], woord: str) -> None:
    with pytest.raises(Regelfout, match=woord):
        connect(cast, **anders)
    url = reverse("casussen:doorverbinden", args=[cast.casus.pk])
    answer = als(cast.noor).post(url, GOED | {"blijft_hier": "Wij bellen"} | anders)
    assert answer.status_code == 422 and "Wij bellen" in answer.content.decode()
    assert not Doorverbinding.objects.exists()


def test_strangers_and_another_case_get_404_and_a_double_post_is_one(cast: Cast, als: Als) -> None:
    made = connect(cast)
    url = reverse("casussen:doorverbinding", args=[cast.casus.pk, made.pk])
    assert als(cast.zeno).get(url).status_code == 404
    assert als(cast.noor).get(reverse("casussen:doorverbinding", args=[cast.casus.pk, made.pk + 1])).status_code == 404
    answer_doorverbinding(by=cast.noor, doorverbinding=made, status=Doorverbindingstatus.INGETROKKEN)
    client, new = als(cast.noor), reverse("casussen:doorverbinden", args=[cast.casus.pk])
    once = GOED | {"idempotentiesleutel": "2f0f8d2a-8f2a-4a52-8a57-5d0a4a3f1c11"}
    assert [client.post(new, once).status_code for _ in range(2)] == [302, 302]
    assert Doorverbinding.objects.count() == 2


def test_late_is_told_where_it_was_made(cast: Cast, als: Als) -> None:
    made = connect(cast)
    Doorverbinding.objects.filter(pk=made.pk).update(volgen_voor=VANDAAG - timedelta(days=1))
    page = als(cast.noor).get(reverse("casussen:doorverbinden", args=[cast.casus.pk]))
    assert [row.te_laat for row in page.context["rijen"]] == [True]
