"""The identity bar: who, how it stands, who leads, what comes next."""

from datetime import date, timedelta

import pytest
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.test import RequestFactory

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import access_casus, casus_kop
from keukentafel.taken.public import create_taak
from tests.cast import Cast


def kop_of(cast: Cast, wie: str = "noor"):
    return casus_kop(access_casus(getattr(cast, wie), cast.casus.pk), actief="tijdlijn")["casuskop"]


def test_the_bar_names_household_stand_and_regisseur(cast: Cast, inzage: Gebeurtenis) -> None:
    kop = kop_of(cast)
    assert kop.titel == "Gezin De Wit"
    assert [e.tekst for e in kop.etiketten] == ["Actief"]
    facts = {f.naam: f for f in kop.feiten}
    assert facts["Regisseur"].waarde == "Noor"
    assert "volgend" in facts["Regisseur"].erbij
    assert facts["Team"].waarde == "Team Noord"


def test_the_next_step_is_the_earliest_dated_task(cast: Cast, inzage: Gebeurtenis) -> None:
    for days, titel in ((9, "Later"), (6, "Evaluatie"), (20, "Veel later")):
        create_taak(
            by=SYSTEEM,
            titel=titel,
            soort="evaluatie",
            team=cast.noord,
            casus=cast.casus,
            vervalt_op=date.today() + timedelta(days=days),
        )
    step = next(f for f in kop_of(cast).feiten if f.naam == "Volgende stap")
    assert (step.erbij, step.dag) == ("Evaluatie", date.today() + timedelta(days=6))


def test_alerts_are_internal_expire_and_are_three_at_most(cast: Cast, inzage: Gebeurtenis) -> None:
    gisteren = (date.today() - timedelta(days=1)).isoformat()
    cast.casus.change(let_op=[{"tekst": "oud", "tot": gisteren}, *({"tekst": f"n{i}", "tot": ""} for i in range(4))])
    assert [e.tekst for e in kop_of(cast).etiketten][1:] == ["Let op: n0", "Let op: n1", "Let op: n2"]


@pytest.mark.django_db
def test_the_frame_renders_with_tabs_and_without_a_name_in_the_title(cast: Cast, inzage: Gebeurtenis) -> None:
    request = RequestFactory().get("/")
    request.user = cast.noor
    request.htmx = False
    context = casus_kop(access_casus(cast.noor, cast.casus.pk), actief="tijdlijn")
    html = render_to_string("casussen/casusbasis.html", context, request)
    title = html[html.index("<title>") : html.index("</title>")]
    assert cast.casus.nummer in title
    assert "Wit" not in title
    assert "<h1>Gezin De Wit</h1>" in html


@pytest.mark.django_db
def test_a_room_can_fill_the_blocks(cast: Cast, inzage: Gebeurtenis) -> None:
    template = Engine.get_default().from_string(
        '{% extends "casussen/casusbasis.html" %}{% block tabnaam %}Plan{% endblock %}'
        "{% block tabinhoud %}INHOUD{% endblock %}{% block tabnaast %}NAAST{% endblock %}"
        "{% block casusknoppen %}KNOP{% endblock %}"
    )
    request = RequestFactory().get("/")
    request.user = cast.noor
    request.htmx = False
    context = casus_kop(access_casus(cast.noor, cast.casus.pk))
    html = template.render(
        Context(
            {
                **context,
                "request": request,
                "csrf_token": "x",
                "gebruiker": None,
                "hoofdmenu": [],
                "demo": False,
            }
            | {"messages": [], "nieuwmenu": [], "noodtoegang": None}
        )
    )
    assert "INHOUD" in html
    assert "NAAST" in html
    assert "KNOP" in html
    assert f"<title>Plan {cast.casus.nummer}" in html
