"""Part of a household moves out, a mistake is put right, and all of it can be taken back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import open_casus
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.actions import change_persoon, rename_huishouden
from keukentafel.personen.belang import has_conflict
from keukentafel.personen.gegevens import Persoongegevens
from keukentafel.personen.models import Afschermlid, Belang, EigenPersoon, Huishouden, Huishoudlid, Persoon, Relatie
from keukentafel.personen.verhuizen import undo_move
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
pytestmark = pytest.mark.django_db
VANDAAG = date.today()
GISTEREN = VANDAAG - timedelta(days=1)


def url(name: str, *ids: int) -> str:
    return reverse(f"personen:{name}", args=ids)


def lid_of(cast: Cast, persoon: Persoon) -> Huishoudlid:
    return Huishoudlid.objects.get(huishouden=cast.gezin, persoon=persoon)


def move(cast: Cast, client: Client, *people: Persoon, **typed: object) -> int:
    """Post the form for these people from today on; the status."""
    versie = Huishouden.objects.get(pk=cast.gezin.pk).versie
    data = {"wie": [lid_of(cast, one).pk for one in people], "op": VANDAAG.isoformat(), "versie": versie} | typed
    return client.post(url("verhuizen", cast.gezin.pk), data).status_code


def new_home(cast: Cast) -> Huishouden:
    return Huishouden.objects.exclude(pk__in=[cast.gezin.pk, cast.buren.pk]).get()


def test_two_move_out_together_with_their_new_address_and_come_back(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    assert client.get(url("verhuizen", cast.gezin.pk)).status_code == 200
    assert move(cast, client, cast.jan, cast.kind, straat="Nieuwstraat", huisnummer="4", postcode="6211 AA") == 302
    home = new_home(cast)
    assert set(home.leden.values_list("persoon", "rol", "van")) == {
        (cast.jan.pk, "volwassene", VANDAAG), (cast.kind.pk, "kind", VANDAAG),
    }  # fmt: skip
    assert lid_of(cast, cast.jan).tot == lid_of(cast, cast.kind).tot == GISTEREN
    assert lid_of(cast, cast.mieke).tot is None
    assert Persoon.objects.get(pk=cast.kind.pk).postcode == "6211AA" and cast.mieke.postcode == "6217AB"
    assert als(cast.zeno).post(url("verhuizing_ongedaan", cast.gezin.pk, home.pk)).status_code == 404
    assert client.post(url("verhuizing_ongedaan", cast.gezin.pk, cast.buren.pk)).status_code == 404
    assert client.post(url("verhuizing_ongedaan", cast.gezin.pk, home.pk)).status_code == 302
    assert not Huishouden.objects.filter(pk=home.pk).exists()
    assert lid_of(cast, cast.jan).tot is None and Persoon.objects.get(pk=cast.kind.pk).postcode == ""
    assert Huishouden.history.filter(id=home.pk, history_type="-").exists()


def test_not_everyone_moves_not_before_he_came_and_not_past_another_change(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    assert move(cast, client, cast.jan, cast.kind, cast.mieke) == 422
    assert move(cast, client, cast.jan, op="1-1-2001") == 422
    assert move(cast, client, cast.jan, op=(VANDAAG + timedelta(days=3)).isoformat()) == 422
    assert move(cast, client) == 422
    assert move(cast, client, cast.jan, versie=99) == 409
    assert not Huishouden.objects.exclude(pk__in=[cast.gezin.pk, cast.buren.pk]).exists()


def test_who_may_not_see_the_old_household_may_not_see_the_new_one(cast: Cast, als: Als) -> None:
    Belang.objects.create(gebruiker=cast.sanne, huishouden=cast.gezin, gemeld_op=VANDAAG)
    Huishouden.objects.filter(pk=cast.gezin.pk).update(label="afgeschermd")
    Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=cast.noor)
    assert move(cast, als(cast.noor), cast.jan) == 302
    home = new_home(cast)
    assert home.label == "afgeschermd" and Afschermlid.objects.get(huishouden=home).gebruiker_id == cast.noor.pk
    assert Belang.objects.get(huishouden=home).gebruiker_id == cast.sanne.pk
    undo_move(by=cast.noor, oud=cast.gezin, nieuw=home)
    assert not Belang.objects.filter(gebruiker=cast.sanne).exclude(huishouden=cast.gezin).exists()


def test_a_move_stays_once_there_was_worked_on_it(cast: Cast, als: Als) -> None:
    assert move(cast, als(cast.noor), cast.jan, straat="Nieuwstraat") == 302
    home = new_home(cast)
    change_persoon(by=SYSTEEM, persoon=cast.jan, gegevens=Persoongegevens(voornamen="Johan", achternaam="de Wit"))
    with pytest.raises(Regelfout, match="gewijzigd"):
        undo_move(by=cast.noor, oud=cast.gezin, nieuw=home)
    assert move(cast, als(cast.noor), cast.kind) == 302
    other = Huishouden.objects.get(leden__persoon=cast.kind, leden__tot=None)
    open_casus(by=SYSTEEM, huishouden=other, persoon=cast.kind, team=cast.noord, aangemeld_op=VANDAAG)
    answer = als(cast.noor).post(url("verhuizing_ongedaan", cast.gezin.pk, other.pk), follow=True)
    assert "al gewerkt" in answer.content.decode()
    assert Huishoudlid.objects.filter(huishouden=other, persoon=cast.kind, tot=None).exists()


@pytest.mark.parametrize("adres", [{}, {"straat": "Nieuwstraat", "huisnummer": "4", "postcode": "6211 AA"}])
def test_an_address_that_changed_after_the_move_is_not_put_back(cast: Cast, als: Als, adres: dict[str, str]) -> None:
    """She went into hiding after she had moved out: taking the move back would tell her address again."""
    client = als(cast.noor)
    assert move(cast, client, cast.mieke, **adres) == 302
    home = new_home(cast)
    hidden = Persoongegevens(
        voornamen="Mieke", tussenvoegsel="de", achternaam="Wit", geslacht="vrouw", geboortedatum=date(1988, 3, 12),
        postcode="6217AB", huisnummer="12", geheim_adres=True,
    )  # fmt: skip
    change_persoon(by=SYSTEEM, persoon=cast.mieke, gegevens=hidden)
    answer = client.post(url("verhuizing_ongedaan", cast.gezin.pk, home.pk), follow=True)
    assert "gewijzigd" in answer.content.decode()
    assert Persoon.objects.get(pk=cast.mieke.pk).geheim_adres and home.leden.filter(tot=None).exists()


def test_a_move_is_taken_back_within_a_week_and_before_it_has_a_name(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    assert move(cast, client, cast.jan, straat="Nieuwstraat") == 302
    home = new_home(cast)
    undo = url("verhuizing_ongedaan", cast.gezin.pk, home.pk)
    made = home.gemaakt_op
    Huishouden.objects.filter(pk=home.pk).update(gemaakt_op=made - timedelta(days=8))
    assert "langer dan een week" in client.post(undo, follow=True).content.decode()
    Huishouden.objects.filter(pk=home.pk).update(gemaakt_op=made)
    rename_huishouden(by=SYSTEEM, huishouden=home, naam="Bij oma")
    assert "gewijzigd" in client.post(undo, follow=True).content.decode()
    rename_huishouden(by=SYSTEEM, huishouden=home, naam="")
    assert "Teruggedraaid" in client.post(undo, follow=True).content.decode()
    assert Persoon.objects.get(pk=cast.jan.pk).straat == "" and lid_of(cast, cast.jan).tot is None


def test_the_data_of_a_member_are_put_right_and_taken_back(cast: Cast, als: Als) -> None:
    client, lid = als(cast.noor), lid_of(cast, cast.kind)
    page = url("lid_wijzigen", cast.gezin.pk, lid.pk)
    assert client.get(page).status_code == 200
    typed = {"rol": "volwassene", "van": "1-2-2024", "tot": "", "versie": 1}
    assert client.post(page, typed | {"van": "morgenochtend"}).status_code == 422
    assert client.post(page, typed).status_code == 302
    assert client.post(page, typed | {"rol": "kind"}).status_code == 409
    changed = lid_of(cast, cast.kind)
    assert (changed.rol, changed.van) == ("volwassene", date(2024, 2, 1))
    undo = url("lid_ongedaan", cast.gezin.pk, lid.pk)
    assert "terug te draaien" in als(cast.sanne).post(undo, follow=True).content.decode()  # not hers
    assert client.post(undo).status_code == 302
    assert (lid_of(cast, cast.kind).rol, lid_of(cast, cast.kind).van) == ("kind", lid.van)
    assert client.get(url("lid_wijzigen", cast.gezin.pk, cast.buren.leden.get().pk)).status_code == 404


def test_a_membership_by_mistake_goes_its_history_stays_and_it_comes_back(cast: Cast, als: Als) -> None:
    client, lid = als(cast.noor), lid_of(cast, cast.kind)
    page, undo = url("lid_weghalen", cast.gezin.pk, lid.pk), url("lid_ongedaan", cast.gezin.pk, lid.pk)
    assert client.get(page).status_code == 200
    assert client.post(page, {"versie": 99}).status_code == 409
    assert client.post(page, {"versie": 1}).status_code == 302
    assert not Huishoudlid.objects.filter(pk=lid.pk).exists()
    gone = Huishoudlid.history.get(id=lid.pk, history_type="-")
    assert gone.history_user_id == cast.noor.pk and gone.persoon_id == cast.kind.pk
    assert als(cast.zeno).post(undo).status_code == 404
    assert client.post(url("lid_ongedaan", cast.gezin.pk, 999999)).status_code == 404
    assert client.post(undo).status_code == 302
    back = lid_of(cast, cast.kind)
    assert (back.pk, back.rol, back.van, back.versie) == (lid.pk, "kind", lid.van, 2)
    only = cast.buren.leden.get()
    Belang.objects.all().delete()
    answer = client.post(url("lid_weghalen", cast.buren.pk, only.pk), {"versie": 1})
    assert answer.status_code == 422 and "de enige" in answer.content.decode()


def test_an_ended_membership_is_opened_again(cast: Cast, als: Als) -> None:
    client, lid = als(cast.noor), lid_of(cast, cast.jan)
    typed = {"tot": GISTEREN.isoformat(), "versie": 1}
    assert client.post(url("lid_beeindigen", cast.gezin.pk, lid.pk), typed).status_code == 302
    assert client.post(url("lid_ongedaan", cast.gezin.pk, lid.pk)).status_code == 302
    assert lid_of(cast, cast.jan).tot is None


def test_a_relation_by_mistake_goes_and_comes_back(cast: Cast, als: Als) -> None:
    relatie = Relatie.objects.create(persoon_a=cast.mieke, persoon_b=cast.jan, soort="partner")
    client, home = als(cast.noor), cast.gezin.pk
    page, undo = url("relatie_weghalen", home, relatie.pk), url("relatie_ongedaan", home, relatie.pk)
    assert client.get(page).status_code == 200
    assert client.post(page, {"versie": 99}).status_code == 409
    assert client.post(page, {"versie": 1}).status_code == 302
    assert not Relatie.objects.filter(pk=relatie.pk).exists()
    assert als(cast.zeno).post(undo).status_code == 404
    assert client.post(undo).status_code == 302
    assert Relatie.objects.get(pk=relatie.pk).soort == "partner"
    page = url("relatie_beeindigen", home, relatie.pk)
    versie = Relatie.objects.get(pk=relatie.pk).versie
    assert client.post(page, {"tot": GISTEREN.isoformat(), "versie": versie}).status_code == 302
    assert client.post(undo).status_code == 302
    assert Relatie.objects.get(pk=relatie.pk).tot is None


def test_a_household_that_was_shielded_after_the_move_is_not_taken_back_by_who_may_not_see_it(
    cast: Cast, als: Als
) -> None:
    """Who fled stays hidden: the undo of the move would bring her back, and would tell that she is there."""
    client = als(cast.noor)
    assert move(cast, client, cast.mieke) == 302
    home = new_home(cast)
    home.change(label="afgeschermd")
    Afschermlid.objects.create(huishouden=home, gebruiker=cast.sanne)
    assert client.post(url("verhuizing_ongedaan", cast.gezin.pk, home.pk)).status_code == 404
    with pytest.raises(Regelfout):
        undo_move(by=cast.sanne, oud=cast.gezin, nieuw=home)
    assert Huishouden.objects.filter(pk=home.pk).exists()


def test_a_tie_that_was_declared_with_the_new_household_is_not_lost_by_the_undo(cast: Cast, als: Als) -> None:
    assert move(cast, als(cast.noor), cast.jan) == 302
    home = new_home(cast)
    Belang.objects.create(gebruiker=cast.tom, huishouden=home, gemeld_op=VANDAAG)
    with pytest.raises(Regelfout):
        undo_move(by=cast.noor, oud=cast.gezin, nieuw=home)
    assert Belang.objects.filter(gebruiker=cast.tom, huishouden=home).exists()


def test_who_lives_in_the_old_household_himself_may_not_see_the_new_one_either(cast: Cast, als: Als) -> None:
    EigenPersoon.objects.create(gebruiker=cast.sanne, persoon=cast.mieke)
    assert has_conflict(cast.sanne, cast.gezin.pk)
    assert move(cast, als(cast.noor), cast.jan) == 302
    assert has_conflict(cast.sanne, new_home(cast).pk)
