"""Break-glass: only on crisis duty, with the second factor again and a reason, one dossier for four hours, judged."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from keukentafel.audit.models import Regel
from keukentafel.audit.public import pseudonyms_of
from keukentafel.casussen.public import Casus
from keukentafel.core.werkdagen import add_working_days
from keukentafel.personen.models import Afschermlid, Belang, EigenPersoon, Huishouden, Persoon
from keukentafel.privacy.logboek.overzicht import overview_of
from keukentafel.taken.public import Taak
from keukentafel.teams.public import Team
from keukentafel.toegang.beslissing import Feiten, decide
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.public import (
    Gebruiker,
    Label,
    Noodtoegang,
    Relatie,
    Rol,
    Uitkomst,
    Veld,
    emergencies_of_households,
    withdraw_rol,
)
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
TODAY = date.today()
UITLEG = "De buurvrouw hoort geschreeuw en gehuil"
DEUR = "/noodtoegang/"
MATRIX = load_matrix()
CRISISROLLEN = {Rol.WIJKTEAMLID, Rol.REGISSEUR, Rol.TEAMLEIDER}


def facts(rol: Rol, *relaties: Relatie, actie: str = "casus_inzien", **more: object) -> Feiten:
    """Someone in this role on crisis duty who asks for a dossier."""
    return Feiten(**{"actie": actie, "rollen": {rol}, "tweede_factor": True, "relaties": set(relaties),
                     "crisisdienst": True, **more})  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize("rol", list(Rol))
def test_only_the_named_roles_on_duty_may_break_it(rol: Rol) -> None:
    besluit = decide(facts(rol), MATRIX)
    possible = rol in CRISISROLLEN
    assert besluit.uitkomst is (Uitkomst.NOODTOEGANG_MOGELIJK if possible else Uitkomst.GEWEIGERD)
    assert bool(besluit.noodvelden) is possible and not besluit.toegestaan and not besluit.velden
    assert not {Veld.BSN, Veld.GEHEIM_ADRES, Veld.INTERN} & besluit.noodvelden
    assert decide(facts(rol, crisisdienst=False), MATRIX).uitkomst is Uitkomst.GEWEIGERD
    assert decide(facts(rol, relaties=None), MATRIX).uitkomst is not Uitkomst.NOODTOEGANG_MOGELIJK


@pytest.mark.parametrize("rol", sorted(CRISISROLLEN))
def test_it_opens_the_same_fields_to_read_and_nothing_to_write(rol: Rol) -> None:
    besluit = decide(facts(rol, Relatie.NOODTOEGANG), MATRIX)
    assert besluit.velden == decide(facts(rol), MATRIX).noodvelden
    for actie in MATRIX.acties:
        if not actie.endswith(("_inzien", "_herkennen")):
            grants = MATRIX.acties[actie].mag
            assert (rol, Relatie.NOODTOEGANG) not in grants, actie


@pytest.mark.parametrize("rol", list(Rol))
def test_never_with_a_tie_nor_for_a_shielded_dossier(rol: Rol) -> None:
    for relaties in ((Relatie.BELANG,), (Relatie.BELANG, Relatie.NOODTOEGANG)):
        assert decide(facts(rol, *relaties), MATRIX).uitkomst is Uitkomst.GEWEIGERD
    for op_lijst in (True, False):
        for relaties in ((), (Relatie.NOODTOEGANG,)):
            shielded = facts(rol, *relaties, label=Label.AFGESCHERMD, op_lijst=op_lijst)
            assert decide(shielded, MATRIX).uitkomst is Uitkomst.GEWEIGERD


@pytest.fixture
def dienst(cast: Cast) -> Cast:
    """Team Zuid has crisis duty; Zeno works there and has nothing to do with the household of the cast."""
    Team.objects.filter(pk=cast.zuid.pk).update(crisisdienst_tot=TODAY)
    Persoon.objects.filter(pk=cast.kind.pk).update(geboortedatum=date(2016, 5, 4))
    return cast


def typed(cast: Cast, **other: str) -> dict[str, str]:
    """The form as Zeno fills it in."""
    return {"nummer": cast.casus.nummer, "reden": "kind", "toelichting": UITLEG, **other}


def opened(cast: Cast, als: Als) -> Client:
    """Zeno, with the household of the cast open by break-glass."""
    client = als(cast.zeno)
    assert client.get(f"/casussen/{cast.casus.pk}/").status_code == 404
    answer = client.post(DEUR, typed(cast))
    assert (answer.status_code, answer["Location"]) == (302, f"/casussen/{cast.casus.pk}/")
    return client


def test_it_opens_one_dossier_to_read_with_a_banner_and_a_mark_on_each_line(dienst: Cast, als: Als) -> None:
    client = opened(dienst, als)
    before = Regel.objects.latest("volgnr").volgnr
    case, home = f"/casussen/{dienst.casus.pk}/", f"/huishoudens/{dienst.gezin.pk}/"
    for url in (case, home, f"{case}plan/", f"{case}tijdlijn/"):
        page = client.get(url)
        assert page.status_code == 200 and "U ziet dit dossier met noodtoegang, tot " in page.content.decode(), url
    offered = client.get(case).content.decode()
    assert "een collega opende dit dossier" in offered and "Later" not in offered, "to read, with nothing to press"
    lines = Regel.objects.filter(volgnr__gt=before, soort="lezen")
    assert lines and {line.grond for line in lines} == {"noodtoegang"}
    family = pseudonyms_of([dienst.mieke.pk, dienst.jan.pk, dienst.kind.pk])
    assert {line.betrokkene for line in lines} == set(family.values())
    assert "U ziet dit dossier met noodtoegang" not in client.get("/wie/").content.decode()
    assert client.post(f"/casussen/{dienst.casus.pk}/samenvatting/", {"samenvatting": "x"}).status_code in (403, 404)
    assert client.get(f"/casussen/{dienst.burencasus.pk}/").status_code == 404


def test_regisseur_and_privacy_officer_hear_it_at_once(dienst: Cast, als: Als) -> None:
    opened(dienst, als)
    task = Taak.objects.get(soort="noodtoegang")
    assert task.medewerker == dienst.medewerkers["noor"] and "Zeno" in task.titel and task.casus == dienst.casus
    assert "Noodtoegang: een collega opende dit dossier" in als(dienst.noor).get("/").content.decode()
    assert "Noodtoegang te beoordelen" in als(dienst.petra).get("/").content.decode()
    assert "1 te beoordelen" in als(dienst.petra).get("/privacy/").content.decode()
    assert "Noodtoegang te" not in als(dienst.tom).get("/").content.decode()


def test_it_is_over_after_four_hours_at_the_button_or_in_another_session(dienst: Cast, als: Als) -> None:
    client, url = opened(dienst, als), f"/casussen/{dienst.casus.pk}/"
    row = Noodtoegang.objects.get()
    assert row.tot - row.van == timedelta(hours=4)
    assert als(dienst.zeno).get(url).status_code == 404, "a session that did not open it"
    assert client.post(f"/noodtoegang/{row.pk + 1}/einde/").status_code == 404
    assert client.get(url).status_code == 200
    Noodtoegang.objects.update(van=row.van - timedelta(hours=5), tot=row.van - timedelta(seconds=1))
    assert client.get(url).status_code == 404
    Noodtoegang.objects.update(van=row.van, tot=row.tot)
    assert client.get(url).status_code == 200
    assert client.post(f"/noodtoegang/{row.pk}/einde/").status_code == 302
    assert client.get(url).status_code == 404
    assert client.post(f"/noodtoegang/{row.pk}/einde/").status_code == 404
    assert Regel.objects.filter(actie="noodtoegang_beeindigd", grond="noodtoegang").count() == 3


@pytest.mark.parametrize("what", ["dienst", "rol", "belang", "eigen", "schild", "plaatsing"])
def test_it_is_gone_on_the_next_click_when_its_ground_is(dienst: Cast, als: Als, what: str) -> None:
    client, url = opened(dienst, als), f"/casussen/{dienst.casus.pk}/"
    assert client.get(url).status_code == 200
    if what == "dienst":
        Team.objects.filter(pk=dienst.zuid.pk).update(crisisdienst_tot=TODAY - timedelta(days=1))
    if what == "rol":
        withdraw_rol(by=dienst.bea, roltoekenning=dienst.zeno.roltoekenningen.get(), tot=TODAY - timedelta(days=1))
    if what == "belang":
        Belang.objects.create(gebruiker=dienst.zeno, huishouden=dienst.gezin, gemeld_op=TODAY)
    if what == "eigen":
        EigenPersoon.objects.create(gebruiker=dienst.zeno, persoon=dienst.jan)
    if what == "schild":
        Huishouden.objects.filter(pk=dienst.gezin.pk).update(label="afgeschermd")
        Afschermlid.objects.create(huishouden=dienst.gezin, gebruiker=dienst.zeno)
    if what == "plaatsing":
        dienst.medewerkers["zeno"].plaatsingen.update(tot=TODAY - timedelta(days=1))
    assert client.get(url).status_code in ((404,) if what not in ("rol", "plaatsing") else (403,))
    fresh = Gebruiker.objects.get(pk=dienst.zeno.pk)
    assert not Casus.objects.visible_to(fresh).filter(pk=dienst.casus.pk).exists()


def refusal(client: Client, cast: Cast, **other: str) -> str:
    """What the page says to this, without what was typed and the keys that differ each time."""
    answer = client.post(DEUR, typed(cast, **other))
    assert answer.status_code == 422
    text = answer.content.decode()
    return text[text.index('role="alert"') :].split("</div>")[0]


def test_nothing_tells_what_is_shielded_or_tied_from_what_is_not_there(dienst: Cast, als: Als) -> None:
    client, known = als(dienst.zeno), dienst.casus.nummer
    nobody = refusal(client, dienst, nummer="KZZ7ZZ7")
    Belang.objects.create(gebruiker=dienst.zeno, huishouden=dienst.gezin, gemeld_op=TODAY)
    tied = refusal(client, dienst, nummer=known)
    Belang.objects.all().delete()
    Huishouden.objects.filter(pk=dienst.gezin.pk).update(label="afgeschermd")
    shielded = refusal(client, dienst, nummer=known)
    by_name = refusal(client, dienst, nummer="", achternaam="de Wit", geboortedatum="4-5-2016")
    stranger = refusal(client, dienst, nummer="", achternaam="Zonder", geboortedatum="4-5-2016")
    assert "geen dossier openen" in nobody and {tied, shielded, by_name, stranger} == {nobody}
    assert not Noodtoegang.objects.exists() and not Taak.objects.filter(soort="noodtoegang").exists()
    knocks = Regel.objects.filter(actie="noodtoegang_openen", soort="weigeren")
    reasons = [line.reden for line in knocks.order_by("volgnr")]
    assert reasons == ["belangenverstrengeling", "afgeschermd", "afgeschermd"]


def test_by_surname_and_date_of_birth_only_when_it_is_one(dienst: Cast, als: Als) -> None:
    client, asked = als(dienst.zeno), {"nummer": "", "geboortedatum": "4-5-2016"}
    for wrong in ({"achternaam": "Witt"}, {"achternaam": "de Wit", "geboortedatum": "5-5-2016"}):
        refusal(client, dienst, **(asked | wrong))
    Persoon.objects.filter(pk=dienst.burencasus.persoon_id).update(achternaam="Wit", geboortedatum=date(2016, 5, 4))
    refusal(client, dienst, **asked, achternaam="WIT")
    Persoon.objects.filter(pk=dienst.burencasus.persoon_id).update(achternaam="Buur")
    assert client.post(DEUR, typed(dienst, **asked, achternaam="WIT")).status_code == 302
    assert Noodtoegang.objects.get().huishouden_id == dienst.gezin.pk


def test_it_asks_a_reason_and_one_at_a_time(dienst: Cast, als: Als) -> None:
    client = als(dienst.zeno)
    short = ({"toelichting": "kort"}, {"toelichting": "x" + " " * 40 + "y"})
    for wrong in (*short, {"reden": ""}, {"reden": "zomaar"}, {"nummer": ""}):
        assert client.post(DEUR, typed(dienst, **wrong)).status_code == 422, wrong
    assert client.post(DEUR, typed(dienst)).status_code == 302
    Team.objects.filter(pk=dienst.noord.pk).update(crisisdienst_tot=TODAY)
    answer = client.post(DEUR, typed(dienst, nummer=dienst.burencasus.nummer))
    assert answer.status_code == 422 and Noodtoegang.objects.count() == 1
    assert "Beëindigen" in client.get(DEUR).content.decode()
    colleague = als(dienst.noor).post(DEUR, typed(dienst))
    assert colleague.status_code == 302 and Noodtoegang.objects.count() == 1, "she may open it anyway"


@pytest.mark.parametrize(("naam", "status"), [("noor", 200), ("lot", 403), ("bea", 403), ("wim", 403), ("petra", 403)])
def test_without_duty_or_role_there_is_no_door(cast: Cast, als: Als, naam: str, status: int) -> None:
    client = als(cast.gebruikers[naam])
    page = client.get(DEUR)
    assert page.status_code == status
    client.post(DEUR, typed(cast, nummer=cast.burencasus.nummer))
    assert not Noodtoegang.objects.exists()
    if status == 200:
        assert "geen crisisdienst" in page.content.decode()


def test_the_second_factor_is_asked_again_and_what_was_typed_is_kept(
    dienst: Cast, als: Als, settings: Settings
) -> None:
    client = als(dienst.zeno)
    Gebruiker.objects.filter(pk=dienst.zeno.pk).update(demo=False)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 301}]
    session.save()
    assert "reauthenticate" in client.get(DEUR)["Location"]
    posted = client.post(DEUR, typed(dienst))
    assert posted.status_code == 302 and "hervat" in posted["Location"] and not Noodtoegang.objects.exists()
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 200}]
    session.save()
    assert client.post(DEUR, typed(dienst)).status_code == 302 and Noodtoegang.objects.count() == 1


def test_the_privacy_officer_judges_within_five_working_days(dienst: Cast, als: Als) -> None:
    client = opened(dienst, als)
    client.get(f"/casussen/{dienst.casus.pk}/")
    row, petra = Noodtoegang.objects.get(), als(dienst.petra)
    assert row.beoordelen_voor == add_working_days(TODAY, 5)
    url = f"/privacy/noodtoegang/{row.pk}/"
    page = petra.get(url).content.decode()
    assert UITLEG in page and dienst.casus.nummer in page and "Een casus inzien" in page and "Mieke" not in page
    assert petra.post(url, {"oordeel": "nee", "waarom": "", "versie": row.versie}).status_code == 422
    past = {"oordeel": "nee", "waarom": "Geen gevaar.", "versie": row.versie, "inwoner_ziet_vanaf": "1-1-2020"}
    assert petra.post(url, past).status_code == 422
    assert petra.post(url, {"oordeel": "nee", "waarom": "Geen gevaar.", "versie": row.versie}).status_code == 302
    row.refresh_from_db()
    assert (row.rechtmatig, row.oordeel, row.beoordeeld_door) == (False, "Geen gevaar.", dienst.petra)
    assert client.get(f"/casussen/{dienst.casus.pk}/").status_code == 404, "a judgement ends it"
    assert petra.post(url, {"oordeel": "ja", "waarom": "Toch.", "versie": row.versie}).status_code == 422
    for naam in ("zeno", "noor", "bea", "tom"):
        assert als(dienst.gebruikers[naam]).get(url).status_code == 403


def test_the_resident_sees_it_at_once_or_when_the_officer_says(dienst: Cast, als: Als) -> None:
    client = opened(dienst, als)
    client.get(f"/casussen/{dienst.casus.pk}/")
    row = Noodtoegang.objects.get()
    client.post(f"/noodtoegang/{row.pk}/einde/")

    def emergencies() -> int:
        return sum(blik.nood for blik in overview_of(dienst.mieke.pk, TODAY, TODAY))

    assert emergencies() > 1
    assert [one.pk for one in emergencies_of_households([dienst.gezin.pk], TODAY)] == [row.pk]
    row.refresh_from_db()
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    judged = {"oordeel": "ja", "waarom": "Gevaar.", "versie": row.versie, "inwoner_ziet_vanaf": tomorrow}
    assert als(dienst.petra).post(f"/privacy/noodtoegang/{row.pk}/", judged).status_code == 302
    assert emergencies() == 0 and not emergencies_of_households([dienst.gezin.pk], TODAY)
    assert Regel.objects.filter(actie="noodtoegang_later_getoond").exists()
    Noodtoegang.objects.update(inwoner_ziet_vanaf=TODAY)
    assert emergencies() > 1


def test_what_is_judged_too_late_goes_to_the_lead_of_the_worker(dienst: Cast, als: Als) -> None:
    opened(dienst, als)
    Team.objects.filter(pk=dienst.noord.pk).update(crisisdienst_tot=TODAY)
    dienst.medewerkers["zeno"].plaatsingen.update(team=dienst.noord)
    late = "te laat beoordeeld"
    assert late not in als(dienst.tom).get("/").content.decode()
    Noodtoegang.objects.update(beoordelen_voor=TODAY - timedelta(days=1))
    assert late in als(dienst.tom).get("/").content.decode()
    assert "waarvan 1 te laat" in als(dienst.petra).get("/").content.decode()
    assert "na vijf werkdagen nog niet" in als(dienst.petra).get("/privacy/").content.decode()
    dienst.medewerkers["zeno"].plaatsingen.update(team=dienst.zuid)
    assert late not in als(dienst.tom).get("/").content.decode(), "not of another team"


def test_crisis_duty_is_given_for_a_quarter_at_most(cast: Cast, als: Als) -> None:
    client, url = als(cast.bea), f"/beheer/teams/{cast.noord.pk}/wijzigen/"
    form = {"naam": "Team Noord", "versie": cast.noord.versie}
    for days, status in ((93, 422), (92, 302)):
        day = (TODAY + timedelta(days=days)).isoformat()
        assert client.post(url, form | {"crisisdienst_tot": day}).status_code == status
    assert Team.objects.get(pk=cast.noord.pk).crisisdienst_tot == TODAY + timedelta(days=92)
    assert Regel.objects.filter(actie="crisisdienst_gewijzigd").exists()
