"""Closing and opening: the own household, found without showing whom; a shield that two people lift."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from keukentafel.audit.models import Regel
from keukentafel.casussen.public import Casus
from keukentafel.personen.models import Afschermlid, EigenPersoon, Huishouden, Ontschermverzoek
from keukentafel.toegang.public import Gebruiker, create_gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
MIEKE = {
    "voornamen": "Mieke", "achternaam": "de Wit", "geboortedatum": "12-3-1988", "postcode": "6217 AB",
    "huisnummer": "12",
}  # fmt: skip


def test_a_worker_closes_his_own_household_and_hears_nothing(cast: Cast, als: Als) -> None:
    client = als(cast.sanne)
    url = f"/casussen/{cast.casus.pk}/"
    assert client.get(url).status_code == 200
    missed = client.post("/mijn-huishouden/", MIEKE | {"geboortedatum": "1-1-1950"}, follow=True).content.decode()
    assert not EigenPersoon.objects.exists() and client.get(url).status_code == 200
    found = client.post("/mijn-huishouden/", MIEKE, follow=True).content.decode()
    assert "nu voor u dicht" in found and "nu voor u dicht" in missed
    assert EigenPersoon.objects.get(gebruiker=cast.sanne).persoon == cast.mieke
    assert client.get(url).status_code == 404
    fresh = Gebruiker.objects.get(pk=cast.sanne.pk)
    assert not Casus.objects.visible_to(fresh).filter(pk=cast.casus.pk).exists()


def test_nobody_opens_his_own_household_again(cast: Cast, als: Als) -> None:
    EigenPersoon.objects.create(gebruiker=cast.sanne, persoon=cast.mieke)
    other = {"voornamen": "Bram", "achternaam": "Buur", "geboortedatum": "12-3-1988"}
    cast.burencasus.persoon.geboortedatum = date(1988, 3, 12)
    cast.burencasus.persoon.save()
    assert als(cast.sanne).post("/mijn-huishouden/", other).status_code == 302
    assert EigenPersoon.objects.get().persoon == cast.mieke
    assert als(cast.bea).post(f"/beheer/gebruikers/eigen/{cast.sanne.pk}/", other).status_code == 302
    assert EigenPersoon.objects.get().persoon == cast.burencasus.persoon


def test_the_administrator_links_and_sees_no_person(cast: Cast, als: Als) -> None:
    client = als(cast.bea)
    worker = client.get(f"/beheer/gebruikers/{cast.medewerkers['noor'].pk}/").content.decode()
    url = f"/beheer/gebruikers/eigen/{cast.noor.pk}/"
    assert url in worker
    answer = client.post(url, MIEKE, follow=True).content.decode()
    assert "Gezin" not in answer and EigenPersoon.objects.filter(gebruiker=cast.noor).exists()
    assert Regel.objects.filter(actie="eigen_persoon_gekoppeld").exists()
    assert als(cast.noor).get(f"/casussen/{cast.casus.pk}/").status_code == 404
    assert als(cast.tom).get(url).status_code == 403


@pytest.fixture
def shielded(cast: Cast) -> Huishouden:
    """The household of the cast, known to Noor and Tom alone."""
    Huishouden.objects.filter(pk=cast.gezin.pk).update(label="afgeschermd")
    for user in (cast.noor, cast.tom):
        Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=user)
    return Huishouden.objects.get(pk=cast.gezin.pk)


def test_a_shield_is_lifted_by_two(cast: Cast, als: Als, shielded: Huishouden) -> None:
    noor, tom, home = als(cast.noor), als(cast.tom), f"/huishoudens/{shielded.pk}/"
    assert noor.post(f"{home}ontschermen/", {"reden": ""}).status_code == 422
    assert noor.post(f"{home}ontschermen/", {"reden": "De dreiging is voorbij."}).status_code == 302
    page = noor.get(home).content.decode()
    assert "De dreiging is voorbij." in page and 'name="besluit"' not in page
    noor.post(f"{home}ontschermen/besluit/", {"besluit": "ja"})  # who asked cannot decide
    assert Huishouden.objects.get(pk=shielded.pk).label == "afgeschermd"
    assert als(cast.sanne).post(f"{home}ontschermen/besluit/", {"besluit": "ja"}).status_code == 404
    assert 'name="besluit"' in tom.get(home).content.decode()
    tom.post(f"{home}ontschermen/besluit/", {"besluit": "ja"})
    assert Huishouden.objects.get(pk=shielded.pk).label == "normaal"
    assert not Afschermlid.objects.exists() and Ontschermverzoek.objects.get().besloten_door == cast.tom
    assert als(cast.sanne).get(f"/casussen/{cast.casus.pk}/").status_code == 200
    assert Regel.objects.filter(actie="ontscherming_besloten", reden="opgeheven").exists()


def test_a_shield_can_stay_and_be_asked_again(cast: Cast, als: Als, shielded: Huishouden) -> None:
    home = f"/huishoudens/{shielded.pk}/"
    als(cast.noor).post(f"{home}ontschermen/", {"reden": "Kan eraf."})
    als(cast.tom).post(f"{home}ontschermen/besluit/", {"besluit": "nee"})
    assert Huishouden.objects.get(pk=shielded.pk).label == "afgeschermd"
    assert als(cast.tom).post(f"{home}ontschermen/", {"reden": "Toch."}).status_code == 302


def test_who_is_alone_on_the_list_first_adds_a_colleague(cast: Cast, als: Als, shielded: Huishouden) -> None:
    Afschermlid.objects.filter(gebruiker=cast.tom).delete()
    noor, home = als(cast.noor), f"/huishoudens/{shielded.pk}/"
    answer = noor.post(f"{home}ontschermen/", {"reden": "Kan eraf."})
    assert answer.status_code == 422 and "als enige op de lijst" in answer.content.decode()
    page = noor.get(f"{home}afschermen/").content.decode()
    assert "Lijst opslaan" in page
    versie = shielded.versie
    noor.post(f"{home}afschermen/", {"gebruikers": [cast.noor.pk, cast.tom.pk], "versie": versie})
    assert Afschermlid.objects.count() == 2


def test_a_user_who_is_no_worker_is_seen_and_registered(cast: Cast, als: Als) -> None:
    user = create_gebruiker(by=cast.bea, email="los@voorbeeld.invalid", naam="Losse Gebruiker")
    client = als(cast.bea)
    url = f"/beheer/gebruikers/zonder/{user.pk}/"
    assert url in client.get("/beheer/gebruikers/").content.decode()
    assert client.post(url, {"naam": "Losse Gebruiker"}).status_code == 302
    page = client.get("/beheer/gebruikers/").content.decode()
    assert "Losse Gebruiker" in page and url not in page
    assert client.get(url).status_code == 404
