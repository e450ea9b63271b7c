"""Where support stands: the kind within its circle, the team's own effort, what it brought, and the share of layers."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from keukentafel.core.fouten import Regelfout
from keukentafel.plannen.actions.doelen import set_doel_result, update_doel
from keukentafel.plannen.actions.inzet import create_inzet, stop_inzet, update_inzet
from keukentafel.plannen.kringen import circle_of, place_of
from keukentafel.plannen.models import Doel, Inzet
from keukentafel.referentielijsten.actions import change_code
from keukentafel.referentielijsten.public import Code
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal, domein
from tests.plannen.test_ondersteuning import add, form_of, url
from tests.zelfredzaamheid.test_meten import measure

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()


def kinds(client: Client, verhaal: Planverhaal) -> list[str]:
    """The kinds of points in the check list of the plan tab."""
    return [point.soort for point in client.get(verhaal.url()).context["kijkpunten"]]


@pytest.mark.parametrize(
    ("wie", "kring", "soort", "verwacht"),
    [
        ("netwerk", "", "", ("sociaal_netwerk", "familie_vrienden")),
        ("netwerk", "", "mantelzorg", ("sociaal_netwerk", "mantelzorg")),
        ("netwerk", "algemeen", "", ("algemeen", "")),
        ("team", "", "", ("algemeen", "regie_team")),
        ("", "maatwerk", "", ("maatwerk", "")),
        ("buurt", "", "", ("sociaal_netwerk", "")),
    ],
)
def test_circle_and_kind_follow(cast: Cast, wie: str, kring: str, soort: str, verwacht: tuple[str, str]) -> None:
    found = place_of(wie, kring=kring, kringsoort=soort)
    assert (found.kring, found.kringsoort) == verwacht


def test_a_kind_of_another_circle_is_refused(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    with pytest.raises(Regelfout, match="telt als sociaal netwerk"):
        place_of("netwerk", kring="maatwerk", kringsoort="mantelzorg")
    item = add(cast, verhaal, "nieuw", uitvoerder_soort="netwerk", omschrijving="Oma past op")
    client, address = als(cast.noor), url(cast, f"{item.pk}/")
    wrong = client.post(address, form_of(client, address) | {"kring": "maatwerk", "kringsoort": "mantelzorg"})
    assert wrong.status_code == 422 and "telt als sociaal netwerk" in wrong.content.decode()
    right = client.post(address, form_of(client, address) | {"kringsoort": "mantelzorg"})
    assert right.status_code == 302
    assert "mantelzorg" in client.get(url(cast)).content.decode()
    update_inzet(by=cast.noor, inzet=item, versie=None, uitvoerder_soort="tweede_lijn")
    item.refresh_from_db()
    assert (item.kring, item.kringsoort) == ("maatwerk", "individueel")


def test_what_the_team_does_counts_as_the_list_says(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client = als(cast.noor)
    page = client.get(url(cast)).content.decode()
    assert "telt als algemene voorziening" in page and "?wie=team" in page
    form = client.get(url(cast, "nieuw/?wie=team")).context["form"]
    assert form["omschrijving"].value() == "Regie door het team"
    assert form["leefdomein"].value() == str(verhaal.lucht.leefdomein_id)
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    assert client.post(url(cast, "nieuw/"), data).status_code == 302
    assert "?wie=team" not in client.get(url(cast)).content.decode()
    item = Inzet.objects.get()
    assert (item.kring, item.kringsoort, item.uitvoerder_soort) == ("algemeen", "regie_team", "team")
    code = Code.objects.get(lijst__code="kringsoort", code="regie_team")
    change_code(by=cast.bea, code=code, ingang=VANDAAG, telt_als="maatwerk")
    assert circle_of("team") == "maatwerk" and circle_of("team", VANDAAG - timedelta(days=1)) == "algemeen"
    assert "telt als maatwerkvoorziening" in client.get(url(cast)).content.decode()


def test_what_it_brought_is_asked_when_it_stops_and_may_be_skipped(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client = als(cast.noor)
    skipped = add(cast, verhaal, "nieuw", uitvoerder_soort="team", omschrijving="Kort gesprek")
    item = add(cast, verhaal, "nieuw", uitvoerder_soort="team", omschrijving="Hulp bij geld")
    day = VANDAAG.isoformat()
    assert client.post(url(cast, f"{skipped.pk}/stop/"), {"tot": day}).status_code == 302
    answer = {"tot": day, "resultaat": "deels", "tevreden": "ja", "uren": "12,5"}
    refused = client.post(url(cast, f"{item.pk}/stop/"), answer)
    assert refused.status_code == 422 and "Kies wie dit zegt" in refused.content.decode()
    assert client.post(url(cast, f"{item.pk}/stop/"), answer | {"tevreden_woord_van": "inwoner"}).status_code == 302
    assert "hielp voor een deel, inwoner tevreden, 12,5 uur" in client.get(url(cast)).content.decode()
    skipped.refresh_from_db()
    assert (skipped.status, skipped.resultaat, skipped.tevreden, skipped.uren) == ("gestopt", "", None, None)
    stop_inzet(by=cast.noor, inzet=item, tevreden=None, tevreden_woord_van="inwoner")
    item.refresh_from_db()
    assert item.tevreden_woord_van == ""


def test_the_kind_of_goal_can_hold_for_all_support_together(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client, address = als(cast.noor), verhaal.url(f"doelen/{verhaal.lucht.pk}/")
    data = {"omschrijving": "Ik wil rust", "leefdomein": str(domein("adl").pk), "wet": "algemeen"}
    assert client.post(address, data | {"versie": verhaal.lucht.versie, "soort": "stabilisering"}).status_code == 302
    assert Doel.objects.get(pk=verhaal.lucht.pk).telwijze == "interventie"  # nothing chosen: no click needed
    whole = data | {"soort": "stabilisering", "telwijze": "arrangement"}
    assert client.post(address, whole).status_code == 302
    assert Doel.objects.get(pk=verhaal.lucht.pk).telwijze == "arrangement"
    assert "Stabilisering, voor alle steun samen" in client.get(verhaal.url()).content.decode()


def test_the_check_list_asks_for_a_result_and_for_layers(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client = als(cast.noor)
    assert kinds(client, verhaal).count("doel_zonder_resultaat") == 2
    assert "geen_ondersteuning" in kinds(client, verhaal)
    update_doel(by=cast.noor, doel=verhaal.lucht, versie=None, resultaat="Twee avonden rust in de week")
    item = add(cast, verhaal, "nieuw", kring="maatwerk")
    assert kinds(client, verhaal).count("doel_zonder_resultaat") == 1
    assert "alleen_maatwerk" in kinds(client, verhaal) and "geen_ondersteuning" not in kinds(client, verhaal)
    create_inzet(by=cast.noor, plan=verhaal.plan, leefdomein=item.leefdomein, aard="nieuw", uitvoerder_soort="netwerk")
    assert "alleen_maatwerk" not in kinds(client, verhaal)


def test_a_finished_goal_no_longer_answers_a_problem(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    measure(cast, adl=2)
    client = als(cast.noor)
    assert "domein_zonder_doel" not in kinds(client, verhaal)
    set_doel_result(by=cast.noor, doel=verhaal.lucht, status="behaald")
    points = [p.tekst for p in client.get(verhaal.url()).context["kijkpunten"] if p.soort == "domein_zonder_doel"]
    assert len(points) == 1 and points[0].endswith("staat op 2. Het doel daarbij is afgerond. Is er nog iets nodig?")
