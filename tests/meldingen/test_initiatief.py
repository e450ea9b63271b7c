"""Initiatives and signals end in their own words, with the service of the team and the support that was given."""

import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import Initiatiefinzet, Melding
from keukentafel.meldingen.public import (
    Meldinggegevens,
    add_initiatiefinzet,
    advice_only,
    close_melding,
    initiative_hours,
    register_melding,
    services,
)
from keukentafel.referentielijsten.public import norm, terms
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.meldingen.test_aannemen import NIEUW, invoer
from tests.meldingen.test_cijfers_gemeente import SPAN, publish_half_year

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
CIJFERS = reverse("meldingen:cijfers")


def komt(cast: Cast, soort: str, **anders: Any) -> Melding:
    """Something comes in at Team Noord."""
    given: dict[str, Any] = {"team": cast.noord, "soort": soort, "plaats": "Buurttuin"} | anders
    return register_melding(by=cast.lot, gegevens=Meldinggegevens("Buren willen een tuin", **given))


def test_an_initiative_ends_in_its_own_words(cast: Cast, als: Als) -> None:
    melding, client = komt(cast, "initiatief"), als(cast.tom)
    url = reverse("meldingen:melding", args=[melding.pk])
    page = client.get(url).content.decode()
    assert "Initiatief ondersteund" in page and "Informatie of advies gegeven" not in page
    client.post(
        reverse("meldingen:afhandelen", args=[melding.pk]),
        {"afhandeling": "informatie_advies", "dienst": "wijkkracht", "eigenaar": cast.medewerkers["tom"].pk,
         "versie": melding.versie, "idempotentiesleutel": str(uuid.uuid4())},
    )  # fmt: skip
    melding.refresh_from_db()
    assert (melding.afhandeling, melding.dienst) == ("informatie_advies", "wijkkracht")  # the code of the package
    ended = client.get(url).content.decode()
    assert "Initiatief ondersteund" in ended and "Wijkkracht organiseren" in ended
    assert advice_only(VANDAAG) == 0 and services(VANDAAG) == {"wijkkracht": 1}


def test_a_signal_is_taken_up(cast: Cast, als: Als) -> None:
    page = als(cast.tom).get(reverse("meldingen:melding", args=[komt(cast, "signaal").pk])).content.decode()
    assert "Signaal opgepakt" in page and "Preventie" not in page


def test_the_support_of_an_initiative_is_recorded(cast: Cast, als: Als) -> None:
    melding, client = komt(cast, "initiatief"), als(cast.sanne)
    url = reverse("meldingen:initiatief", args=[melding.pk])
    typed = {"uren": "2,5", "met_wie": "Trajekt en de woningcorporatie", "idempotentiesleutel": str(uuid.uuid4())}
    assert client.post(url, typed).status_code == 302
    effort = Initiatiefinzet.objects.get()
    assert (effort.uren, effort.medewerker, effort.op) == (Decimal("2.5"), cast.medewerkers["sanne"], VANDAAG)
    page = client.get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "2,5 uur" in page and "Trajekt en de woningcorporatie" in page
    assert initiative_hours(VANDAAG, team_ids=[cast.noord.pk]) == Decimal("2.5")
    assert client.post(url, typed | {"uren": "0", "idempotentiesleutel": str(uuid.uuid4())}).status_code == 422
    with pytest.raises(Regelfout):
        add_initiatiefinzet(by=cast.sanne, melding=komt(cast, "signaal"), uren=Decimal(1))


def test_a_service_that_does_not_exist_is_refused_and_advice_names_its_own(cast: Cast, als: Als) -> None:
    with pytest.raises(Regelfout):
        close_melding(
            by=cast.lot, melding=komt(cast, "initiatief"), afhandeling="informatie_advies", dienst="zwemles",
            eigenaar=cast.medewerkers["lot"],
        )  # fmt: skip
    als(cast.lot).post(NIEUW, invoer(wie="", knop="advies"))
    assert Melding.objects.get(soort="hulpvraag").dienst == "informatie_advies"


def test_the_days_come_from_the_lists(cast: Cast) -> None:
    from keukentafel.referentielijsten.models import Code, Lijst
    from keukentafel.referentielijsten.momentopname import changed

    assert norm("terugkoppeling") == 14 and Lijst.objects.get(code="norm").alles_nodig
    assert Lijst.objects.get(code="termijn").alles_nodig
    assert next(t for t in terms() if t.code == "WMO_BEVESTIGING").lengte == 2
    for code, kenmerken in (("terugkoppeling", {"dagen": 5}), ("WMO_BEVESTIGING", None)):
        row = Code.objects.get(code=code)
        row.kenmerken = kenmerken or row.kenmerken | {"lengte": 9, "eenheid": "dagen"}
        row.save()
    changed()
    melding = komt(cast, "hulpvraag", persoon=cast.mieke, wet="wmo", melder_soort="professional", melder_naam="POH")
    due = dict(Taak.objects.filter(bron__startswith=f"melding:{melding.pk}:").values_list("soort", "vervalt_op"))
    assert due["terugkoppeling"] == date.fromordinal(VANDAAG.toordinal() + 5)
    assert due["ontvangstbevestiging"] == date.fromordinal(VANDAAG.toordinal() + 9)


def test_the_team_lead_sees_the_figures_of_the_own_team(cast: Cast, als: Als) -> None:
    for _ in range(3):
        melding = komt(cast, "hulpvraag", persoon=cast.mieke)
    close_melding(by=cast.lot, melding=melding, afhandeling="informatie_advies", eigenaar=cast.medewerkers["lot"])
    komt(cast, "hulpvraag", team=cast.zuid, wie_naam="Truus")
    page = als(cast.tom).get(CIJFERS).content.decode()
    for words in ("Team Noord", "Eerste contact", "Antwoord aan professionals", "Doelgroep", "Buiten het systeem"):
        assert words in page
    assert "Team Zuid" not in page and "3 meldingen" in page
    assert als(cast.tom).get(f"{CIJFERS}?team={cast.zuid.pk}").content.decode().count("3 meldingen") == 1
    for query in ("?van=gisteren", "?tot=2999-99-99", "?team=²", "?team=99999999999999999999"):
        assert als(cast.tom).get(CIJFERS + query).status_code == 200


def test_the_analyst_sees_no_small_numbers(cast: Cast, als: Als) -> None:
    for _ in range(3):
        komt(cast, "hulpvraag", wie_naam="Truus", ontvangen_op=SPAN[1])
    publish_half_year()
    page = als(cast.ana).get(CIJFERS).content.decode()
    assert "niet getoond" in page and "Hulpvraag" not in page and "3 meldingen" not in page and "Truus" not in page
    assert als(cast.noor).get(CIJFERS).status_code == 403


def test_the_figures_take_a_fixed_number_of_queries(
    cast: Cast, als: Als, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    komt(cast, "hulpvraag", persoon=cast.mieke)
    client = als(cast.tom)
    client.get(CIJFERS)
    with django_assert_max_num_queries(25):
        client.get(CIJFERS)


@pytest.mark.parametrize(
    ("path", "actief"),
    [("meldingen:cijfers", "Meldingen"), ("meldingen:bak", "Meldingen"), ("werkplek:vandaag", "Vandaag")],
)
def test_one_entry_of_the_menu_is_where_you_are(cast: Cast, als: Als, path: str, actief: str) -> None:
    menu = als(cast.tom).get(reverse(path)).context["hoofdmenu"]
    assert [entry["naam"] for entry in menu if entry["actief"]] == [actief]
