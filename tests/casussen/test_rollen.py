"""Who takes part for a time, and who is asked along: what he may see, what he may not, and until when."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.models import Regel
from keukentafel.casussen.actions import refuse_ties
from keukentafel.casussen.public import (
    Bulkuitkomst,
    Casus,
    Casusrol,
    Uitnodiging,
    access_casus,
    answer_uitnodiging,
    assign_intakers,
    assign_regisseur,
    assign_waarnemer,
    end_rol,
    give_rol,
    invite,
    mark_closed,
    request_overdracht,
    withdraw_uitnodiging,
)
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Afschermlid, Huishouden
from keukentafel.plannen.models import Doel, Plan
from keukentafel.referentielijsten.public import Leefdomein
from keukentafel.socialekaart.public import Organisatie
from keukentafel.taken.public import Taak
from keukentafel.tijdlijn.public import timeline
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import screens

VANDAAG = date.today()
GISTEREN, STRAKS = VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=14)
Als = Callable[[Gebruiker], Client]


def give(cast: Cast, wie: str = "gwen", rol: str = "consulent", **extra: object) -> Casusrol:
    return give_rol(by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers[wie], rol=rol, **extra)


def ask_along(cast: Cast, wie: str = "karin", **extra: object) -> Uitnodiging:
    given = {"vraag": "Kent u deze schulden?", "domeinen": [], "tot": STRAKS, **extra}
    return invite(by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers[wie], **given)


def page_of(asked: Uitnodiging) -> str:
    return reverse("casussen:uitnodiging", args=[asked.pk])


def goal(cast: Cast, code: str, words: str, **extra: object) -> Leefdomein:
    plan = Plan.objects.filter(huishouden=cast.gezin, eigenaar=None).first()
    plan = plan or Plan.objects.create(huishouden=cast.gezin, casus=cast.casus, opgesteld_op=VANDAAG)
    domein = Leefdomein.objects.get(stelsel__code="zrm2017", code=code)
    Doel.objects.create(plan=plan, leefdomein=domein, omschrijving=words, **extra)
    return domein


# --- roles


def test_a_role_opens_the_case_for_as_long_as_it_holds(cast: Cast, als: Als) -> None:
    url = f"/casussen/{cast.casus.pk}/"
    assert als(cast.gwen).get(url).status_code == 404
    role = give(cast, tot=STRAKS)
    assert als(cast.gwen).get(url).status_code == 200
    Casusrol.objects.filter(pk=role.pk).update(van=GISTEREN - timedelta(days=9), tot=GISTEREN)
    assert als(cast.gwen).get(url).status_code == 404


def test_a_role_ends_at_once(cast: Cast, als: Als) -> None:
    role = give(cast)
    client = als(cast.noor)
    assert "Consulent: Gwen" in client.get(reverse("casussen:rollen", args=[cast.casus.pk])).content.decode()
    client.post(reverse("casussen:rol_einde", args=[cast.casus.pk, role.pk]))
    assert als(cast.gwen).get(f"/casussen/{cast.casus.pk}/").status_code == 404
    assert Casusrol.history.filter(id=role.pk).exists()  # type: ignore[attr-defined]


def test_giving_a_role_from_the_screen(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    url = reverse("casussen:rollen", args=[cast.casus.pk])
    assert 'value="regisseur"' not in client.get(url).content.decode()
    data = {
        "medewerker": cast.medewerkers["max"].pk, "rol": "maatwerkspecialist", "van": VANDAAG.isoformat(),
        "tot": STRAKS.isoformat(), "reden": "Trapliften",
    }  # fmt: skip
    assert client.post(url, data).status_code == 302
    role = cast.casus.rollen.get(rol="maatwerkspecialist")
    assert (role.tot, role.reden) == (STRAKS, "Trapliften")
    assert client.post(url, data).status_code == 422  # he has it already
    assert als(cast.zeno).get(url).status_code == 404
    assert als(cast.max).get(url).status_code == 403  # reads along, gives no roles


def test_what_makes_no_role(cast: Cast) -> None:
    with pytest.raises(Regelfout) as fault:
        give(cast, rol="regisseur")
    assert fault.value.veld == "rol"
    with pytest.raises(Regelfout) as fault:
        give(cast, tot=GISTEREN)
    assert fault.value.veld == "tot"
    cast.casus.change(wet="jeugd")
    with pytest.raises(Regelfout) as fault:  # Max reads algemeen and wmo
        give(cast, "max", "maatwerkspecialist")
    assert fault.value.veld == "medewerker"
    with pytest.raises(Regelfout):
        end_rol(by=cast.noor, rol=cast.casus.rollen.get(rol="regisseur", tot=None))
    with pytest.raises(Regelfout):  # Noor is tied to the neighbours
        give_rol(by=cast.tom, casus=cast.burencasus, medewerker=cast.medewerkers["noor"], rol="consulent")


@pytest.mark.parametrize("join", ["regisseur", "waarnemer", "intaker", "rol", "overdracht"])
def test_nobody_takes_part_from_whom_the_household_is_shielded(cast: Cast, join: str) -> None:
    Huishouden.objects.filter(pk=cast.gezin.pk).update(label="afgeschermd")
    for listed in (cast.tom, cast.noor):
        Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=listed)
    sanne, casus = cast.medewerkers["sanne"], cast.casus
    do: dict[str, Callable[[], object]] = {
        "regisseur": lambda: assign_regisseur(by=cast.tom, casus=casus, medewerker=sanne),
        "waarnemer": lambda: assign_waarnemer(by=cast.tom, casus=casus, medewerker=sanne, tot=STRAKS),
        "intaker": lambda: assign_intakers(by=cast.tom, casus=casus, medewerkers=[sanne]),
        "rol": lambda: give_rol(by=cast.tom, casus=casus, medewerker=sanne, rol="consulent"),
        "overdracht": lambda: request_overdracht(by=cast.noor, casus=casus, naar=sanne, notitie="Neem jij dit over?"),
    }
    with pytest.raises(Regelfout, match="eerst op de lijst"):
        do[join]()
    assert refuse_ties(Bulkuitkomst([casus], [], 0), sanne).gedaan == []
    Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=cast.sanne)
    assert refuse_ties(Bulkuitkomst([casus], [], 0), sanne).gedaan == [casus]
    do[join]()


def test_an_intaker_of_another_organisation_hears_the_household_but_does_not_see_the_case(cast: Cast, als: Als) -> None:
    ggz = Organisatie.objects.create(naam="Mondriaan", soort="zorgaanbieder")
    cast.medewerkers["karin"].change(moederorganisatie=ggz)
    client = als(cast.noor)
    url = reverse("casussen:vraagverheldering", args=[cast.casus.pk])
    assert "Karin (Mondriaan)" in client.get(url).content.decode()
    data = {"op": VANDAAG.isoformat(), "medewerkers": [cast.medewerkers[n].pk for n in ("noor", "karin")]}
    assert client.post(url, {**data, "versie": Casus.objects.get(pk=cast.casus.pk).versie}).status_code == 302
    assert cast.casus.rollen.filter(rol="mede_intaker", medewerker=cast.medewerkers["karin"]).exists()
    assert als(cast.karin).get(f"/casussen/{cast.casus.pk}/").status_code in (403, 404)
    assert Casus.objects.visible_to(cast.karin).count() == 0


# --- invitations


def test_the_invited_sees_the_question_and_only_the_named_domains(cast: Cast, als: Als) -> None:
    geld = goal(cast, "financien", "Uit de schulden")
    goal(cast, "huisvesting", "Een ander huis")
    goal(cast, "financien", "Stiekem sparen", besloten=True)
    goal(cast, "financien", "Alimentatie", wet="jeugd")
    cast.medewerkers["noor"].change(telefoon="06-12345678")
    asked = ask_along(cast, domeinen=[geld.pk])
    page = als(cast.karin).get(page_of(asked)).content.decode()
    assert "Kent u deze schulden?" in page and "Gezin De Wit" in page and "Uit de schulden" in page
    assert "Regisseur: Noor, 06-12345678" in page  # whom to call
    for hidden in ("Een ander huis", "Stiekem sparen", "Alimentatie", cast.casus.nummer, "6217", "Team Noord"):
        assert hidden not in page


def test_the_invited_opens_nothing_else(cast: Cast, als: Als) -> None:
    asked = ask_along(cast)
    values = {name: make(cast) for name, make in VOORBEELDEN.items() if name != "uitnodiging_id"}
    client, opened = als(cast.karin), []
    for scherm in screens():
        if "uitnodiging_id" in scherm.ids or not {"casus_id", "huishouden_id", "persoon_id", "overdracht_id"} & set(
            scherm.ids
        ):
            continue
        answer = client.get(reverse(scherm.naam, kwargs={name: values[name] for name in scherm.ids}))
        if answer.status_code not in (403, 404, 405):
            opened.append((scherm.naam, answer.status_code))
    assert opened == []
    assert client.get(page_of(asked)).status_code == 200
    assert Casus.objects.visible_to(cast.karin).count() == 0


@pytest.mark.parametrize("naam", ["noor", "sanne", "zeno", "lot", "gwen", "max", "bea", "petra"])
def test_nobody_else_opens_it(cast: Cast, als: Als, naam: str) -> None:
    assert als(cast.gebruikers[naam]).get(page_of(ask_along(cast))).status_code in (403, 404)


def test_it_ends_by_itself_and_when_withdrawn_and_with_the_case(cast: Cast, als: Als) -> None:
    client = als(cast.karin)
    asked = ask_along(cast)
    assert "Een vraag aan u" in client.get("/").content.decode()
    Uitnodiging.objects.filter(pk=asked.pk).update(van=GISTEREN, tot=GISTEREN)
    Taak.objects.filter(soort="uitnodiging").update(geldig_tot=GISTEREN)
    assert client.get(page_of(asked)).status_code == 404
    assert "Een vraag aan u" not in client.get("/").content.decode()
    second = ask_along(cast)
    als(cast.noor).post(reverse("casussen:uitnodiging_intrekken", args=[cast.casus.pk, second.pk]))
    assert client.get(page_of(second)).status_code == 404
    assert not Taak.objects.open().filter(soort="uitnodiging", geldig_tot=STRAKS).exists()
    third = ask_along(cast)
    mark_closed(by=cast.noor, casus=cast.casus, op=VANDAAG, reden="doelen_bereikt")
    assert client.get(page_of(third)).status_code == 404


def test_a_tie_or_a_shield_closes_it(cast: Cast, als: Als) -> None:
    from keukentafel.personen.models import Belang

    asked = ask_along(cast)
    tie = Belang.objects.create(gebruiker=cast.karin, huishouden=cast.gezin, gemeld_op=VANDAAG)
    assert als(cast.karin).get(page_of(asked)).status_code == 404
    tie.delete()
    cast.gezin.change(label="afgeschermd")
    assert als(cast.karin).get(page_of(asked)).status_code == 404


def test_nobody_is_asked_who_could_not_open_it(cast: Cast) -> None:
    from keukentafel.personen.models import Afschermlid

    cast.gezin.change(label="afgeschermd")
    cast.casus.refresh_from_db()
    with pytest.raises(Regelfout, match=r"eerst op de lijst|niet begeleiden"):
        ask_along(cast)
    Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=cast.karin)
    assert ask_along(cast).pk


def test_reading_it_is_logged(cast: Cast, als: Als) -> None:
    asked = ask_along(cast)
    before = Regel.objects.count()
    als(cast.karin).get(page_of(asked))
    assert Regel.objects.count() >= before + 3  # Mieke, Jan and the child


def test_the_answer_lands_in_the_timeline_and_with_who_asked(cast: Cast, als: Als, inzage: Gebeurtenis) -> None:
    asked = ask_along(cast)
    client = als(cast.karin)
    assert client.post(page_of(asked), {"antwoord": " ", "versie": asked.versie}).status_code == 422
    sent = client.post(page_of(asked), {"antwoord": "Ja, al een jaar.", "versie": asked.versie})
    assert sent.status_code == 302
    found = timeline(access_casus(cast.sanne, cast.casus.pk)).items
    assert ("Antwoord van Karin", "Ja, al een jaar.") in [(i.titel, i.tekst) for i in found]
    assert ("Vraag aan Karin", "Kent u deze schulden?") in [(i.titel, i.tekst) for i in found]
    taak = Taak.objects.open().get(soort="antwoord")
    assert (taak.medewerker, taak.wacht_op) == (cast.medewerkers["noor"], "")
    with pytest.raises(Regelfout):
        answer_uitnodiging(by=cast.karin, uitnodiging=asked, door=cast.medewerkers["karin"], antwoord="Nog een")
    assert "Uw antwoord" in client.get(page_of(asked)).content.decode()


def test_who_asks_waits_and_the_case_does_not_show_the_task_of_the_other(cast: Cast, als: Als) -> None:
    ask_along(cast)
    page = als(cast.noor).get(f"/casussen/{cast.casus.pk}/").content.decode()
    assert "Wacht op een ander" in page and "Karin" in page
    assert "Een vraag aan u" not in page


def test_asking_from_the_screen_offers_the_domains_that_occur(cast: Cast, als: Als) -> None:
    geld = goal(cast, "financien", "Uit de schulden")
    client = als(cast.noor)
    url = reverse("casussen:uitnodigen", args=[cast.casus.pk])
    page = client.get(url).content.decode()
    assert geld.naam in page and "Huisvesting" not in page
    data = {
        "medewerker": cast.medewerkers["karin"].pk, "vraag": "Kent u dit?", "domeinen": [geld.naam],
        "wet": "algemeen", "tot": STRAKS.isoformat(),
    }  # fmt: skip
    assert client.post(url, {**data, "wet": "jeugd"}).status_code == 422  # a partner reads algemeen only
    assert client.post(url, data).status_code == 302
    assert Uitnodiging.objects.get().domeinen == [geld.pk]
    assert "Kent u dit?" in client.get(url).content.decode()
    assert als(cast.zeno).get(url).status_code == 404


def test_what_makes_no_invitation(cast: Cast) -> None:
    for veld, wrong in (("vraag", {"vraag": " "}), ("tot", {"tot": GISTEREN}), ("wet", {"wet": "wmo"})):
        with pytest.raises(Regelfout) as fault:
            ask_along(cast, **wrong)
        assert fault.value.veld == veld
    asked = ask_along(cast)
    with pytest.raises(Regelfout) as fault:
        ask_along(cast)
    assert fault.value.veld == "medewerker"
    withdraw_uitnodiging(by=cast.noor, uitnodiging=asked)
    with pytest.raises(Regelfout):
        withdraw_uitnodiging(by=cast.noor, uitnodiging=asked)


def test_a_draft_of_an_answer_is_not_given_back_once_the_invitation_is_withdrawn(cast: Cast, als: Als) -> None:
    asked, client = ask_along(cast), als(cast.karin)
    draft = {"sleutel": "uitnodiging-1", "velden": {"antwoord": ["Zij drinkt weer"]}, "pad": page_of(asked)}
    assert client.post("/concept/", draft, content_type="application/json").status_code == 200
    assert client.get("/concept/?sleutel=uitnodiging-1").json()["concepten"]
    withdraw_uitnodiging(by=cast.noor, uitnodiging=asked)
    assert client.get("/concept/?sleutel=uitnodiging-1").json() == {"concepten": {}}


def test_who_takes_part_stands_by_how_near(cast: Cast, als: Als) -> None:
    """The core, the ring around it, the second line that sees only the question, and who was there before (R-096)."""
    page = reverse("casussen:rollen", args=[cast.casus.pk])
    give_rol(by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["max"], rol="maatwerkspecialist")
    invite(
        by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["karin"], vraag="GEHEIMEVRAAG", domeinen=[],
        tot=date.today() + timedelta(days=9),
    )  # fmt: skip
    shown = als(cast.noor).get(page)
    rings = {kop: [row.tekst for row in rows] for kop, rows in shown.context["blokken"]}
    assert rings["Kern"] == ["Regisseur: Noor"] and rings["Schil"] == ["Maatwerkspecialist: Max"]
    assert rings["Tweede lijn: ziet alleen de vraag"] == ["Uitgenodigd: Karin"]
    assert "GEHEIMEVRAAG" not in shown.content.decode() and "Iemand erbij" in shown.content.decode()
