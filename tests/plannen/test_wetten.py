"""Need to know per law, also in what is taken along and looked at together; other people's private parts; results."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from keukentafel.casussen.models import Casusrol
from keukentafel.plannen.actions.doelen import create_actie, create_doel, record_vraag, set_doel_result
from keukentafel.plannen.actions.inzet import create_inzet
from keukentafel.plannen.actions.meegeven import give_plan
from keukentafel.plannen.actions.plan import agree_delen, register_ander_plan, update_plan
from keukentafel.plannen.models import Deelafspraak, Doel, Inzet, Plan, Planversie, Vraag
from keukentafel.plannen.pdf import render_html
from keukentafel.plannen.permissions import laws_of
from keukentafel.plannen.selectors.meegeven import Publiek, take_home
from keukentafel.referentielijsten.public import Casusrolsoort, Wet
from keukentafel.socialekaart.public import Organisatie
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal, domein
from tests.plannen.test_meekijken import screens
from tests.woorden import one_with

Als = Callable[[Gebruiker], Client]
NIET_VAN_WERNER = ("jeugd", "wmo", "veiligheid")  # Werk en Inkomen reads algemeen, participatie and schulden


@pytest.fixture
def per_wet(cast: Cast, verhaal: Planverhaal) -> Planverhaal:
    """Under every law a goal, support, a question and another's plan; Werner of Werk en Inkomen is on the case."""
    Casusrol.objects.create(
        casus=cast.casus, medewerker=cast.medewerkers["werner"], rol=Casusrolsoort.CONSULENT, van=date.today()
    )
    partner = Organisatie.objects.create(naam="Partner", soort="partner")
    for wet in Wet.values:
        create_doel(
            by=cast.noor, plan=verhaal.plan, omschrijving=f"KANARIE doel {wet}.", leefdomein=domein("adl"), wet=wet
        )
        create_inzet(
            by=cast.noor, plan=verhaal.plan, leefdomein=domein("adl"), aard="nieuw", uitvoerder_soort="team",
            omschrijving=f"KANARIE steun {wet}.", wet=wet,
        )  # fmt: skip
        record_vraag(by=cast.noor, casus=cast.casus, woorden=f"KANARIE vraag {wet}.", wet=wet)
        agree_delen(
            by=cast.noor, plan=verhaal.plan, met_wie="School", wat=f"KANARIE delen {wet}.", waarom="Rust", wet=wet
        )
        register_ander_plan(
            by=cast.noor, casus=cast.casus, eigenaar=partner, naam=f"KANARIE plan {wet}.", opgesteld_op=date.today(),
            wet=wet,
        )  # fmt: skip
    return verhaal


@pytest.mark.parametrize("wet", Wet.values)
def test_a_reader_sees_only_the_laws_of_his_role(cast: Cast, per_wet: Planverhaal, als: Als, wet: str) -> None:
    client = als(cast.werner)
    places = {
        "plan": client.get(per_wet.url()).content.decode(),
        "afdruk": client.get(per_wet.url("afdruk/")).content.decode(),
        "meekijken": "".join(screens(client, per_wet)),
    }
    for name, page in places.items():
        for part in ("doel", "steun", "vraag", "plan", "delen"):
            if wet in NIET_VAN_WERNER:
                assert f"KANARIE {part} {wet}." not in page, (name, part)
        for part in ("doel", "delen"):
            assert (f"KANARIE {part} {wet}." in page) is (wet not in NIET_VAN_WERNER), (name, part)


def test_a_hidden_goal_is_no_screen_of_its_own(cast: Cast, per_wet: Planverhaal, als: Als) -> None:
    hidden = one_with(Doel.objects.all(), omschrijving="KANARIE doel jeugd.")
    page = als(cast.werner).get(per_wet.url(f"meekijken/?scherm=doel-{hidden.pk}")).content.decode()
    assert "KANARIE doel jeugd." not in page


def test_a_version_with_another_law_in_it_stays_closed(cast: Cast, per_wet: Planverhaal, als: Als) -> None:
    version = give_plan(by=cast.noor, plan=per_wet.plan, casus=cast.casus)
    assert version.wetten == ["algemeen", "jeugd", "participatie", "schulden", "wmo"]
    for path in (f"versies/{version.pk}/", f"versies/{version.pk}/afdruk/"):
        assert als(cast.werner).get(per_wet.url(path)).status_code == 404
        assert als(cast.noor).get(per_wet.url(path)).status_code == 200
    page = als(cast.werner).get(per_wet.url()).content.decode()
    assert f"versies/{version.pk}/" not in page and "onder een wet die u niet mag inzien" in page
    Planversie.objects.filter(pk=version.pk).update(wetten=[])  # unknown: only for who may read every law
    assert als(cast.werner).get(per_wet.url(f"versies/{version.pk}/")).status_code == 404
    Planversie.objects.filter(pk=version.pk).update(wetten=["algemeen", "schulden"])
    assert als(cast.werner).get(per_wet.url(f"versies/{version.pk}/")).status_code == 200


def test_who_may_not_read_it_does_not_give_it(cast: Cast, per_wet: Planverhaal) -> None:
    version = give_plan(by=cast.werner, plan=per_wet.plan, casus=cast.casus)
    assert "KANARIE doel schulden." in str(version.inhoud) and "KANARIE doel jeugd." not in str(version.inhoud)
    assert version.wetten == ["algemeen", "participatie", "schulden"]


@pytest.mark.parametrize("wet", ["jeugd", "veiligheid", "wmo"])
def test_a_question_gets_the_law_of_its_case(cast: Cast, verhaal: Planverhaal, als: Als, wet: str) -> None:
    cast.casus.change(wet=wet)
    client = als(cast.noor)
    page = client.get(verhaal.url("vragen/nieuw/"))
    assert page.context["form"].initial["wet"] == wet
    data = {"woorden": "Kan het rustiger?", "leefdomein": str(domein("adl").pk), "wet": wet}
    assert client.post(verhaal.url("vragen/nieuw/"), data).status_code == 302
    vraag = one_with(Vraag.objects.all(), woorden="Kan het rustiger?")
    assert client.post(verhaal.url(f"vragen/{vraag.pk}/doel/"), {}).status_code == 302
    assert (vraag.wet, Doel.objects.get(vraag=vraag).wet) == (wet, wet)


def test_support_can_be_private_and_has_a_law(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client, url = als(cast.noor), f"/casussen/{cast.casus.pk}/ondersteuning/nieuw/"
    data = {
        "omschrijving": "KANARIE-VADER", "aard": "nieuw", "uitvoerder_soort": "tweede_lijn", "status": "ingezet",
        "leefdomein": str(domein("adl").pk), "van": date.today().isoformat(), "besloten": "on", "wet": "wmo",
    }  # fmt: skip
    refused = client.post(url, data)
    assert refused.status_code == 422 and "Kies voor wie deze steun alleen is." in refused.content.decode()
    assert client.post(url, data | {"persoon": str(cast.jan.pk)}).status_code == 302
    item = one_with(Inzet.objects.all(), omschrijving="KANARIE-VADER")
    assert (item.besloten, item.wet) == (True, "wmo")
    assert "KANARIE-VADER" not in given(cast, verhaal) and "KANARIE-VADER" in given(cast, verhaal, jan=True)


def test_an_agreement_on_sharing_has_a_law_and_can_be_of_one_person(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    cast.casus.change(wet="wmo")
    client, url = als(cast.noor), verhaal.url("delen/nieuw/")
    assert client.get(url).context["form"].initial["wet"] == "wmo"
    data = {"met_wie": "KANARIE-HUISARTS", "wat": "Medicatie", "waarom": "Veilig", "besloten": "on", "wet": "wmo"}
    refused = client.post(url, data)
    assert refused.status_code == 422 and "Kies voor wie deze afspraak alleen is." in refused.content.decode()
    assert client.post(url, data | {"persoon": str(cast.jan.pk)}).status_code == 302
    shared = one_with(Deelafspraak.objects.all(), met_wie="KANARIE-HUISARTS")
    assert (shared.wet, shared.besloten, shared.persoon) == ("wmo", True, cast.jan)
    assert "KANARIE" not in given(cast, verhaal) and "KANARIE" in given(cast, verhaal, jan=True)
    stop = verhaal.url(f"delen/{shared.pk}/stop/")
    shared.change(wet="veiligheid")  # of the team, but not of the circle of this case: Sanne may not read it
    assert als(cast.sanne).post(stop).status_code == 404
    shared.change(wet="wmo")
    assert client.post(stop).status_code == 302 and "KANARIE" not in given(cast, verhaal, jan=True)


def test_another_ones_plan_can_be_of_one_person(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    clinic = Organisatie.objects.create(naam="Kliniek", soort="partner")
    data = {
        "eigenaar": str(clinic.pk), "naam": "KANARIE-BEHANDELPLAN", "opgesteld_op": date.today().isoformat(),
        "besloten": "on", "wet": "algemeen",
    }  # fmt: skip
    url = verhaal.url("andere/nieuw/")
    assert als(cast.noor).post(url, data).status_code == 422
    assert als(cast.noor).post(url, data | {"persoon": str(cast.jan.pk)}).status_code == 302
    assert Plan.objects.get(naam="KANARIE-BEHANDELPLAN").persoon == cast.jan
    assert "KANARIE" not in given(cast, verhaal) and "KANARIE" in given(cast, verhaal, jan=True)
    assert "KANARIE-BEHANDELPLAN" in als(cast.noor).get(verhaal.url()).content.decode()


@pytest.mark.parametrize(
    ("status", "woord"), [("behaald", "gelukt"), ("deels_behaald", "deels gelukt"), ("niet_behaald", "niet gelukt")]
)
def test_the_real_result_is_printed(cast: Cast, verhaal: Planverhaal, status: str, woord: str) -> None:
    set_doel_result(by=cast.noor, doel=verhaal.lucht, status=status)
    assert f"· {woord}</p>" in given(cast, verhaal)


def test_a_day_that_has_passed_promises_nothing(cast: Cast, verhaal: Planverhaal) -> None:
    past = date.today() - timedelta(days=40)
    update_plan(by=cast.noor, plan=verhaal.plan, versie=None, evaluatie_op=past)
    verhaal.plan.refresh_from_db()
    verhaal.lucht.change(streefdatum=past)
    create_actie(by=cast.noor, doel=verhaal.lucht, omschrijving="Bellen", wanneer=past)
    text = given(cast, verhaal)
    assert "kijken we samen terug" not in text and "We kijken terug op" not in text
    assert f"{past.day} " not in text.split("Bellen")[1][:60]


def given(cast: Cast, verhaal: Planverhaal, *, jan: bool = False) -> str:
    """The plan as it goes along today, to the household or to Jan."""
    publiek = Publiek(cast.jan if jan else None, laws_of(cast.noor, cast.casus))
    content = take_home(verhaal.plan, cast.casus, publiek=publiek, op=date.today()).inhoud
    return render_html(content, pdf=False, terug="/")
