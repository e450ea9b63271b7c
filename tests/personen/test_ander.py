"""Someone outside the household: chosen when known, made once when new, with a page and a telephone number."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import lines_of_subject
from keukentafel.personen.models import Afschermlid, Huishouden, Huishoudlid, Persoon, Relatie
from keukentafel.personen.permissions import facts_of_personen
from keukentafel.personen.zoekindex import index_personen
from keukentafel.toegang.public import Gebruiker, Label
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
pytestmark = pytest.mark.django_db
VANDAAG = date.today()


def url(name: str, *ids: int) -> str:
    return reverse(f"personen:{name}", args=ids)


def record(cast: Cast, client: Client, **typed: object) -> int:
    """Post that Mieke is cared for by the person outside; the status."""
    data = {"wie": cast.mieke.pk, "zin": "mantelzorger_omgekeerd", "ander": "nieuw"} | typed
    return client.post(url("relatie_toevoegen", cast.gezin.pk), data).status_code


@pytest.fixture
def hendrik(cast: Cast, als: Als) -> Persoon:
    """Mieke's informal carer, recorded by Noor."""
    assert record(cast, als(cast.noor), naam_ander="dhr. Hendrik van Dijk", telefoon="0612345678") == 302
    return Persoon.objects.get(voornamen="Hendrik")


def test_a_typed_name_is_parsed_and_the_telephone_is_kept(cast: Cast, hendrik: Persoon) -> None:
    assert (hendrik.tussenvoegsel, hendrik.achternaam, hendrik.telefoon) == ("van", "Dijk", "0612345678")
    assert Relatie.objects.get(persoon_a=hendrik, persoon_b=cast.mieke).soort == "mantelzorger"


def test_there_comes_no_second_hendrik(cast: Cast, als: Als, hendrik: Persoon) -> None:
    client, page = als(cast.noor), url("relatie_toevoegen", cast.gezin.pk)
    typed = {"wie": cast.jan.pk, "zin": "vriend", "ander": "nieuw", "naam_ander": "H. van Dijk"}
    asked = client.post(page, typed)  # without script: the server asks
    assert asked.status_code == 422
    assert "Is het een van deze mensen?" in asked.content.decode() and f'value="{hendrik.pk}"' in asked.content.decode()
    assert client.post(page, typed | {"bestaande_persoon": hendrik.pk}).status_code == 302
    assert Persoon.objects.filter(achternaam="Dijk").count() == 1
    assert Relatie.objects.filter(persoon_a=cast.jan, persoon_b=hendrik, soort="vriend").exists()
    fragment = client.post(url("gelijkenden"), {"naam_ander": "meneer Hendrik van Dijk"}).content.decode()
    assert "Hendrik van Dijk" in fragment  # while typing
    assert client.post(page, typed | {"zin": "buur", "bestaande_persoon": ""}).status_code == 302  # really another
    assert Persoon.objects.filter(achternaam="Dijk").count() == 2


def test_a_stranger_is_not_told_of_him_by_name(cast: Cast, als: Als, hendrik: Persoon) -> None:
    page = als(cast.zeno).post(url("gelijkenden"), {"naam_ander": "Hendrik van Dijk"}).content.decode()
    assert "Hendrik" not in page and "Vraag het aan" in page
    assert als(cast.zeno).get(url("ander", cast.gezin.pk, hendrik.pk)).status_code == 404


def test_he_has_a_page_reached_through_the_relation_and_is_edited_there(cast: Cast, als: Als, hendrik: Persoon) -> None:
    client, page = als(cast.noor), url("ander", cast.gezin.pk, hendrik.pk)
    assert page in client.get(url("huishouden", cast.gezin.pk)).content.decode()
    assert page in client.get(url("persoon", cast.gezin.pk, cast.mieke.pk)).content.decode()
    shown = client.get(page).content.decode()
    assert "0612345678" in shown and "is mantelzorger van Mieke de Wit" in shown
    assert lines_of_subject(hendrik.pk).filter(actie="persoon_inzien", actor=cast.noor.pk).exists()
    change = url("ander_wijzigen", cast.gezin.pk, hendrik.pk)
    assert client.get(change).status_code == 200
    typed = {"voornamen": "Hendrik", "achternaam": "van Dijk", "telefoon": "0687654321", "versie": 1}
    assert client.post(change, typed).status_code == 302
    assert Persoon.objects.get(pk=hendrik.pk).telefoon == "0687654321"
    assert client.post(change, typed).status_code == 409
    for name in ("ander", "ander_wijzigen"):  # a member is no other, and an unrelated person is nobody
        assert client.get(url(name, cast.gezin.pk, cast.jan.pk)).status_code == 404
        assert client.get(url(name, cast.gezin.pk, cast.buren.leden.get().persoon_id)).status_code == 404


def test_who_lives_in_a_household_of_another_team_falls_under_that_one(cast: Cast, als: Als, hendrik: Persoon) -> None:
    home = Huishouden.objects.create(naam="De heer H. van Dijk")
    Huishoudlid.objects.create(huishouden=home, persoon=hendrik, rol="volwassene", van=VANDAAG)
    client, page = als(cast.noor), url("ander", cast.gezin.pk, hendrik.pk)
    assert client.get(page).status_code == 404
    assert client.get(url("ander_wijzigen", cast.gezin.pk, hendrik.pk)).status_code == 404
    listed = client.get(url("huishouden", cast.gezin.pk)).content.decode()
    assert "Hendrik van Dijk" in listed and page not in listed


def test_who_is_only_related_to_a_shielded_household_is_as_shut_as_that(cast: Cast, hendrik: Persoon) -> None:
    Huishouden.objects.filter(pk=cast.gezin.pk).update(label="afgeschermd")
    Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=cast.noor)
    assert facts_of_personen(cast.noor, [hendrik.pk])[hendrik.pk].op_lijst
    shut = facts_of_personen(cast.tom, [hendrik.pk])[hendrik.pk]
    assert shut.label is Label.AFGESCHERMD and not shut.op_lijst


def test_someone_without_a_name_or_under_another_one_joins_at_once(cast: Cast, als: Als) -> None:
    client, page = als(cast.noor), url("lid_toevoegen", cast.gezin.pk)
    shown = client.get(page).content.decode()
    assert 'name="anoniem"' in shown and 'name="pseudoniem"' in shown
    typed = {"rol": "volwassene", "van": VANDAAG.isoformat()}
    assert client.post(page, typed | {"anoniem": "on"}).status_code == 302
    assert client.post(page, typed | {"pseudoniem": "on", "achternaam": "De Zon"}).status_code == 302
    assert cast.gezin.leden.filter(persoon__anoniem=True).count() == 1
    assert cast.gezin.leden.get(persoon__pseudoniem=True).persoon.achternaam == "De Zon"


def test_who_joins_and_resembles_someone_is_asked_first_also_without_script(cast: Cast, als: Als) -> None:
    index_personen(list(Persoon.objects.all()))
    client, page = als(cast.noor), url("lid_toevoegen", cast.gezin.pk)
    typed = {"voornamen": "Mieke", "achternaam": "de Wit", "rol": "volwassene", "van": VANDAAG.isoformat()}
    assert client.post(page, typed).status_code == 422
    assert client.post(page, typed | {"bestaande_persoon": ""}).status_code == 302
