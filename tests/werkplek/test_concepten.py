"""Drafts: kept whatever the state of the form, encrypted, the owner's alone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.casussen.public import Casus
from keukentafel.core.geheimschrift import key_of
from keukentafel.personen.models import Belang, Huishouden, Huishoudlid, Relatie
from keukentafel.personen.public import Persoon
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.models import Concept
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
INHOUD = {"sleutel": "casus-1", "velden": {"tekst": ["Mieke wil lucht"], "aard": ["contact"]}, "pad": "/"}


def keep(client: Client, data: object = INHOUD) -> int:
    return client.post("/concept/", data, content_type="application/json").status_code


def test_what_is_typed_comes_back_to_its_typer_alone(cast: Cast, als: Als) -> None:
    assert keep(als(cast.noor)) == 200
    assert als(cast.noor).get("/concept/?sleutel=casus-1&sleutel=x").json() == {
        "concepten": {"casus-1": {"velden": INHOUD["velden"]}}
    }
    assert als(cast.sanne).get("/concept/?sleutel=casus-1").json() == {"concepten": {}}


def test_it_lies_encrypted(cast: Cast, als: Als) -> None:
    keep(als(cast.noor))
    stored = Concept.objects.values_list("velden", flat=True).get().opgeslagen
    assert b"Mieke" not in stored and key_of(stored)


def test_a_second_time_replaces_and_empty_discards(cast: Cast, als: Als) -> None:
    keep(als(cast.noor))
    keep(als(cast.noor), {"sleutel": "casus-1", "velden": {"tekst": ["Anders"]}})
    assert Concept.objects.count() == 1
    keep(als(cast.noor), {"sleutel": "casus-1", "velden": {}})
    assert not Concept.objects.exists()


def test_after_a_month_it_is_gone(cast: Cast, als: Als) -> None:
    keep(als(cast.noor))
    Concept.objects.update(bewaard_op=timezone.now() - timedelta(days=31))
    assert als(cast.noor).get("/concept/?sleutel=casus-1").json() == {"concepten": {}}
    keep(als(cast.sanne), INHOUD)
    assert Concept.objects.count() == 1  # a new draft, whoever types it, takes the old ones with it


def given(client: Client) -> bool:
    """Whether the draft of the page of the case comes back."""
    return bool(client.get("/concept/?sleutel=casus-1").json()["concepten"])


@pytest.mark.parametrize("why", ["belang", "ander_team", "afgeschermd", "vertrokken"])
def test_who_may_not_open_the_page_any_more_does_not_get_his_draft_back(cast: Cast, als: Als, why: str) -> None:
    client, pk = als(cast.sanne), cast.casus.pk
    keep(client, INHOUD | {"pad": f"/casussen/{pk}/contact/"})
    assert given(client)
    if why == "belang":
        Belang.objects.create(gebruiker=cast.sanne, huishouden=cast.gezin, gemeld_op=date.today())
    elif why == "afgeschermd":
        Huishouden.objects.filter(pk=cast.gezin.pk).update(label="afgeschermd")
    elif why == "ander_team":
        Casus.objects.filter(pk=pk).update(team=cast.zuid)
    else:
        cast.medewerkers["sanne"].plaatsingen.update(tot=date.today() - timedelta(days=1))
    again = als(cast.sanne).get("/concept/?sleutel=casus-1")
    assert again.status_code == 403 if why == "vertrokken" else again.json() == {"concepten": {}}
    assert Concept.objects.count() == 1  # not given back, not thrown away: it may have been a mistake


@pytest.mark.parametrize(
    ("pad", "open_after"), [("samenvatting/", False), ("plan/doelen/nieuw/", False), ("", True), ("afsluiten/", True)]
)
def test_of_a_closed_case_only_notes_and_aftercare_come_back(cast: Cast, als: Als, pad: str, open_after: bool) -> None:
    client = als(cast.noor)
    keep(client, INHOUD | {"pad": f"/casussen/{cast.casus.pk}/{pad}"})
    assert given(client)
    Casus.objects.filter(pk=cast.casus.pk).update(afgesloten_op=date.today())
    assert given(client) is open_after


@pytest.mark.parametrize("wat", ["persoon", "lid", "meting", "ander"])
def test_a_draft_about_someone_who_is_no_longer_open_is_not_given(cast: Cast, als: Als, wat: str) -> None:
    """Jan moved to a household that is shielded; the household itself and the case are still open."""
    lid = Huishoudlid.objects.get(huishouden=cast.gezin, persoon=cast.jan)
    buur = Persoon.objects.create(voornamen="Ans", achternaam="Buur")
    Relatie.objects.create(persoon_a=cast.mieke, persoon_b=buur, soort="overig", van=date.today())
    home, person = f"/huishoudens/{cast.gezin.pk}/", cast.jan.pk
    pad = {
        "persoon": f"{home}personen/{person}/wijzigen/",
        "lid": f"{home}leden/{lid.pk}/",
        "meting": f"/casussen/{cast.casus.pk}/zelfredzaamheid/scoren/{person}/",
        "ander": f"{home}anderen/{buur.pk}/wijzigen/",
    }[wat]
    keep(als(cast.sanne), INHOUD | {"pad": pad})
    assert given(als(cast.sanne))
    shelter = Huishouden.objects.create(naam="Elders", label="afgeschermd")
    lid.change(van=date.today() - timedelta(days=90), tot=date.today() - timedelta(days=1))
    for persoon in (cast.jan, buur):
        Huishoudlid.objects.create(huishouden=shelter, persoon=persoon, rol="partner", van=date.today())
    assert not given(als(cast.sanne))


@pytest.mark.parametrize("pad", ["", "/bestaat-niet/", "https://elders.invalid/", "/beheer/teams/", "/casussen/99999/"])
def test_a_draft_of_a_page_that_is_not_there_for_him_is_not_given(cast: Cast, als: Als, pad: str) -> None:
    keep(als(cast.noor), INHOUD | {"pad": pad})
    assert not given(als(cast.noor))


def test_a_draft_of_a_dossier_is_a_read_of_it(cast: Cast, als: Als) -> None:
    keep(als(cast.noor), INHOUD | {"pad": f"/casussen/{cast.casus.pk}/"})
    before = Regel.objects.count()
    assert given(als(cast.noor))
    assert Regel.objects.filter(volgnr__gt=before, soort="lezen", actor=cast.noor.pk).count() == 3


@pytest.mark.parametrize(
    "bad",
    [
        "x",
        [1],
        {"sleutel": "", "velden": {}},
        {"sleutel": "a"},
        {"sleutel": "a", "velden": 3},
        {"sleutel": "a", "velden": {"tekst": 5}},
        {"sleutel": "a\0b", "velden": {"tekst": ["x"]}},
        {"sleutel": "a", "velden": {"tekst": ["x"]}, "pad": 3},
        {"sleutel": "a", "velden": {"tekst": ["x"]}, "pad": "/\0"},
        "[" * 100_000,
    ],
)
def test_bad_input_is_refused_without_a_crash(cast: Cast, als: Als, bad: object) -> None:
    assert keep(als(cast.noor), bad) == 400


def test_a_strange_key_gives_nothing_back(cast: Cast, als: Als) -> None:
    assert als(cast.noor).get("/concept/?sleutel=%00&sleutel=" + "x" * 900).json() == {"concepten": {}}


def test_too_much_is_refused(cast: Cast, als: Als) -> None:
    assert keep(als(cast.noor), {"sleutel": "a", "velden": {"t": ["x" * 300_000]}}) == 400
