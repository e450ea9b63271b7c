"""What the bar says of phase, kind, level and area; how a case went; and what can be taken back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import (
    Casus,
    Faseovergang,
    access_casus,
    assign_regisseur,
    casus_kop,
    evaluate_opschaling,
    mark_closed,
    reopen_casus,
    resume_actief,
    scale_down,
    scale_up,
    set_volgen,
    start_vraagverheldering,
    undo_overgang,
)
from keukentafel.core.fouten import Regelfout
from keukentafel.core.schermdelen import Feit
from keukentafel.taken.public import Taak
from keukentafel.tijdlijn.public import Tijdlijnfilter, timeline
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

VANDAAG = date.today()
GISTEREN = VANDAAG - timedelta(days=1)
Als = Callable[[Gebruiker], Client]


def facts(cast: Cast, wie: str = "noor") -> dict[str, Feit]:
    return {f.naam: f for f in casus_kop(access_casus(getattr(cast, wie), cast.casus.pk))["casuskop"].feiten}


def lines(cast: Cast, wie: str = "noor") -> list[tuple[str, str, str]]:
    found = timeline(access_casus(getattr(cast, wie), cast.casus.pk), Tijdlijnfilter("regie"))
    return [(item.titel, item.tekst, item.wie) for item in found.items]


def scale(cast: Cast, days: int | None = 30, niveau: str = "ave3") -> None:
    again = VANDAAG + timedelta(days=days) if days else None
    scale_up(
        by=cast.noor, casus=cast.casus, niveau=niveau, reden="Het wordt ingewikkeld", besluit_door="Tom",
        procesregie="Tom", evaluatie_op=again,
    )  # fmt: skip


def test_the_bar_tells_phase_kind_level_area_and_telephone(cast: Cast, inzage: Gebeurtenis) -> None:
    cast.medewerkers["noor"].change(telefoon="043-350 40 40")
    cast.casus.change(casustype="regie", zwaarte="zwaar")
    start_vraagverheldering(by=cast.noor, casus=cast.casus, op=GISTEREN)
    scale(cast)
    found = facts(cast, "sanne")
    assert (found["Fase"].waarde, found["Soort"].waarde) == ("Vraagverheldering", "Regie, zwaar")
    assert found["Niveau"].waarde == "AVE 3"
    assert found["Team"].erbij == "Caberg"
    assert (found["Telefoon"].waarde, found["Telefoon"].url) == ("043-350 40 40", "tel:0433504040")
    assert "Telefoon" not in facts(cast, "noor")  # one's own number


def test_a_secret_address_gives_no_area_and_no_intern_no_level(cast: Cast, inzage: Gebeurtenis) -> None:
    scale(cast)
    cast.casus.rollen.create(medewerker=cast.medewerkers["max"], rol="maatwerkspecialist", van=GISTEREN)
    assert facts(cast, "max")["Team"].erbij == "Caberg"
    cast.mieke.change(geheim_adres=True)
    found = facts(cast, "max")
    assert found["Team"].erbij == ""
    assert "Niveau" not in found


def test_looking_again_at_a_level_is_a_task_of_the_regisseur(cast: Cast) -> None:
    scale(cast)
    taak = Taak.objects.open().get(soort="opschaling")
    assert (taak.medewerker, taak.vervalt_op) == (cast.medewerkers["noor"], VANDAAG + timedelta(days=30))
    later = VANDAAG + timedelta(days=60)
    evaluate_opschaling(by=cast.noor, casus=cast.casus, reden="Nog nodig", besluit_door="Tom", procesregie="Tom",
                        evaluatie_op=later)  # fmt: skip
    assert Taak.objects.open().get(soort="opschaling").vervalt_op == later
    assert [step.niveau for step in cast.casus.opschalingen.all()] == ["ave3", "ave3"]
    scale_down(by=cast.noor, casus=cast.casus, niveau="ave1", reden="Rustig", besluit_door="Tom")
    assert not Taak.objects.open().filter(soort="opschaling").exists()
    assert Casus.objects.get(pk=cast.casus.pk).niveau == "ave1"


def test_what_cannot_be_evaluated(cast: Cast) -> None:
    with pytest.raises(Regelfout):
        evaluate_opschaling(by=cast.noor, casus=cast.casus, reden="x", besluit_door="Tom")
    with pytest.raises(Regelfout) as fault:
        scale(cast, days=-1)
    assert fault.value.veld == "evaluatie_op"


def test_choosing_the_level_of_now_again_evaluates_it(cast: Cast, als: Als) -> None:
    scale(cast)
    data = {
        "niveau": "ave3", "reden": "hoge_complexiteit", "besluit_door": "Tom", "procesregie": "Tom",
        "evaluatie_op": (VANDAAG + timedelta(days=9)).isoformat(),
    }  # fmt: skip
    client = als(cast.noor)
    url = reverse("casussen:opschalen", args=[cast.casus.pk])
    assert client.post(url, data).status_code == 302
    assert Taak.objects.open().get(soort="opschaling").vervalt_op == VANDAAG + timedelta(days=9)
    assert "weer bekijken op" in client.get(url).content.decode()


def test_after_reopening_the_timeline_tells_both_with_who_and_why(cast: Cast, inzage: Gebeurtenis) -> None:
    mark_closed(by=cast.noor, casus=cast.casus, op=VANDAAG, reden="doelen_bereikt")
    reopen_casus(by=cast.tom, casus=cast.casus, reden="Opnieuw schulden")
    found = lines(cast)
    assert ("Casus heropend", "Opnieuw schulden", "Tom") in found
    assert ("Casus afgesloten", "Doelen bereikt", "Noor") in found
    assert found.index(("Casus heropend", "Opnieuw schulden", "Tom")) < found.index(
        ("Casus afgesloten", "Doelen bereikt", "Noor")
    )


def test_the_overview_tells_it_as_well(cast: Cast, als: Als) -> None:
    mark_closed(by=cast.noor, casus=cast.casus, op=VANDAAG, reden="doelen_bereikt")
    reopen_casus(by=cast.tom, casus=cast.casus, reden="Opnieuw schulden")
    page = als(cast.noor).get(f"/casussen/{cast.casus.pk}/").content.decode()
    assert "Casus heropend" in page and "Opnieuw schulden" in page and "Casus afgesloten" in page


def test_dates_of_an_import_are_told_once(cast: Cast, inzage: Gebeurtenis) -> None:
    Casus.objects.filter(pk=cast.casus.pk).update(vraagverheldering_op=GISTEREN, plan_op=GISTEREN)
    assert [t for t, _, _ in lines(cast)].count("Vraagverheldering begonnen") == 1
    start_vraagverheldering(by=cast.noor, casus=cast.casus, op=VANDAAG)
    assert [t for t, _, _ in lines(cast)].count("Vraagverheldering begonnen") == 1
    assert ("Plan gereed", "", "") in lines(cast)


def test_the_course_shows_phases_and_changes(cast: Cast, als: Als) -> None:
    start_vraagverheldering(by=cast.noor, casus=cast.casus, op=GISTEREN)
    set_volgen(by=cast.noor, casus=cast.casus, tot=VANDAAG + timedelta(days=40))
    url = reverse("casussen:verloop", args=[cast.casus.pk])
    page = als(cast.noor).get(url).content.decode()
    assert "Aanmelding" in page and "Op volgen gezet tot en met" in page and "Ongedaan maken" in page
    assert als(cast.zeno).get(url).status_code == 404


def undo(client: Client, cast: Cast, change: Faseovergang) -> int:
    return client.post(reverse("casussen:overgang_ongedaan", args=[cast.casus.pk, change.pk])).status_code


def test_taking_back_a_second_volgen_restores_the_first(cast: Cast, als: Als) -> None:
    first, second = VANDAAG + timedelta(days=20), VANDAAG + timedelta(days=60)
    set_volgen(by=cast.noor, casus=cast.casus, tot=first, op=GISTEREN)
    client = als(cast.noor)
    url = reverse("casussen:volgen", args=[cast.casus.pk])
    answer = client.post(url, {"tot": second.isoformat(), "versie": Casus.objects.get(pk=cast.casus.pk).versie})
    assert answer.status_code == 302
    last = Faseovergang.objects.latest("pk")
    assert reverse("casussen:overgang_ongedaan", args=[cast.casus.pk, last.pk]) in client.get(url).content.decode()
    undo(client, cast, last)
    casus = Casus.objects.get(pk=cast.casus.pk)
    assert (casus.volgen_vanaf, casus.volgen_tot) == (GISTEREN, first)
    undo(client, cast, Faseovergang.objects.get())
    assert Casus.objects.get(pk=cast.casus.pk).volgen_vanaf is None


def test_weer_actief_can_be_taken_back_and_only_the_last_change(cast: Cast) -> None:
    tot = VANDAAG + timedelta(days=20)
    set_volgen(by=cast.noor, casus=cast.casus, tot=tot)
    first = Faseovergang.objects.get()
    resume_actief(by=cast.noor, casus=cast.casus)
    with pytest.raises(Regelfout):
        undo_overgang(by=cast.noor, overgang=first)
    undo_overgang(by=cast.noor, overgang=Faseovergang.objects.latest("pk"))
    assert Casus.objects.get(pk=cast.casus.pk).volgen_tot == tot


def test_a_week_later_it_cannot_be_taken_back(cast: Cast, als: Als) -> None:
    set_volgen(by=cast.noor, casus=cast.casus, tot=VANDAAG + timedelta(days=20))
    Faseovergang.objects.update(gemaakt_op="2020-01-01T10:00:00Z")
    with pytest.raises(Regelfout):
        undo_overgang(by=cast.noor, overgang=Faseovergang.objects.get())
    page = als(cast.noor).get(reverse("tijdlijn:tijdlijn", args=[cast.casus.pk])).content.decode()
    assert "Op volgen gezet tot en met" in page
    assert reverse("casussen:overgang_ongedaan", args=[cast.casus.pk, Faseovergang.objects.get().pk]) not in page


def test_todays_assignment_is_taken_back_from_the_timeline(cast: Cast, als: Als) -> None:
    rol = assign_regisseur(by=SYSTEEM, casus=cast.casus, medewerker=cast.medewerkers["sanne"])
    url = reverse("casussen:toewijzen_ongedaan", args=[cast.casus.pk, rol.pk])
    client = als(cast.noor)
    assert url in client.get(reverse("tijdlijn:tijdlijn", args=[cast.casus.pk])).content.decode()
    client.post(url)
    assert cast.casus.rollen.get(rol="regisseur", tot=None).medewerker == cast.medewerkers["noor"]
