"""What is known already: who has the regie now, earlier contact at another desk, why someone has no case."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.meldingen.models import Melding, Regiecheck
from keukentafel.meldingen.public import (
    Meldinggegevens,
    assign_melding,
    close_melding,
    merge_meldingen,
    register_melding,
    reopen_melding,
    without_case,
)
from keukentafel.personen.public import Persoon
from keukentafel.personen.zoekindex import index_personen, refresh_bereik
from keukentafel.toegang.public import Gebruiker, Label
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
LOS = reverse("meldingen:regiecheck_los")
ZOEKEN = reverse("werkplek:zoeken")


def vraag(cast: Cast, **anders: Any) -> Melding:
    """A question about Mieke at Team Noord, taken by Lot."""
    given: dict[str, Any] = {"persoon": cast.mieke, "team": cast.noord} | anders
    return register_melding(by=cast.lot, gegevens=Meldinggegevens("Vraag", **given), door=cast.medewerkers["lot"])


def test_the_regiecheck_knows_who_has_the_regie(cast: Cast, als: Als) -> None:
    url = reverse("meldingen:regiecheck", args=[vraag(cast).pk])
    answer = als(cast.sanne).get(url)
    form, page = answer.context["form"], answer.content.decode()
    assert (form["regiehouder"].value(), form["vraag_regisseur_nu"].value()) == ("professional", "ja")
    assert "Noor" in page
    of_desk = als(cast.lot).get(url).content.decode()
    assert "Team Noord" in of_desk and "Noor is nu de regisseur" not in of_desk


def test_without_an_open_case_nothing_is_filled_in(cast: Cast, als: Als) -> None:
    melding = register_melding(by=cast.lot, gegevens=Meldinggegevens("Vraag", wie_naam="Truus", team=cast.noord))
    form = als(cast.sanne).get(reverse("meldingen:regiecheck", args=[melding.pk])).context["form"]
    assert not form["regiehouder"].value() and not form["vraag_regisseur_nu"].value()


def loscheck(cast: Cast, **anders: str) -> dict[str, str]:
    """A regiecheck at another desk, about Mieke."""
    return {
        "wie": "Mieke de Wit", "wie_sleutel": str(cast.mieke.pk), "vraag_meer_leefgebieden": "ja",
        "team": str(cast.intake.pk), "idempotentiesleutel": str(uuid.uuid4()),
    } | anders  # fmt: skip


def test_another_desk_hears_the_number_and_the_day_of_earlier_contact(cast: Cast, als: Als) -> None:
    vraag(cast)
    client = als(cast.lot)
    page = client.post(LOS, loscheck(cast, knop="advies")).content.decode()
    assert "2 keer eerder contact" in page and "/meldingen/1/" not in page and "/casussen/" not in page
    fragment = client.post(reverse("meldingen:regiecheck_advies"), loscheck(cast)).content.decode()
    assert "2 keer eerder contact" in fragment
    assert Regel.objects.filter(soort="lezen", actor=cast.lot.pk, actie="persoon_herkennen").exists()
    assert client.post(LOS, loscheck(cast)).status_code == 302
    assert Regiecheck.objects.get().huishouden == cast.gezin


def test_a_shielded_household_cannot_be_asked_after(cast: Cast, als: Als) -> None:
    cast.gezin.change(label=Label.AFGESCHERMD)
    answer = als(cast.lot).post(LOS, loscheck(cast, knop="advies"))
    assert "keer eerder contact" not in answer.content.decode()


def test_the_desk_is_not_told_that_someone_has_no_case(cast: Cast, als: Als) -> None:
    loner = Persoon.objects.create(voornamen="Nel", achternaam="Nieuwenhuis")
    index_personen([loner, cast.mieke], new=True)
    refresh_bereik([loner.pk, cast.mieke.pk])
    page = als(cast.lot).post(ZOEKEN, {"q": "Mieke Wit"}).content.decode()
    assert "Mieke de Wit" in page and "geen casus" not in page and "Bekend. Vraag het aan Team Noord." in page
    alone = als(cast.lot).post(ZOEKEN, {"q": "Nel Nieuwenhuis"}).content.decode()
    assert "Nel Nieuwenhuis" in alone and "geen casus" not in alone and "Bekend." not in alone


@pytest.mark.parametrize("uitkomst", ["informatie_advies", "ingetrokken"])
def test_why_someone_has_no_case(cast: Cast, uitkomst: str) -> None:
    nel = Persoon.objects.create(voornamen="Nel", achternaam="Nieuwenhuis")
    melding = vraag(cast, persoon=nel)
    close_melding(by=cast.lot, melding=melding, afhandeling=uitkomst, eigenaar=cast.medewerkers["lot"])
    nel.refresh_from_db()
    assert nel.reden_zonder_casus == uitkomst and without_case(date.today(), [cast.noord.pk]) == {uitkomst: 1}
    reopen_melding(by=cast.tom, melding=melding)
    nel.refresh_from_db()
    assert nel.reden_zonder_casus == "in_voorbereiding"
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    nel.refresh_from_db()
    assert nel.reden_zonder_casus == "" and without_case(date.today(), [cast.noord.pk]) == {}


def test_someone_with_a_case_gets_no_reason_and_a_double_does(cast: Cast) -> None:
    close_melding(by=cast.lot, melding=vraag(cast), afhandeling="informatie_advies", eigenaar=cast.medewerkers["lot"])
    cast.mieke.refresh_from_db()
    assert cast.mieke.reden_zonder_casus == ""
    nel = Persoon.objects.create(voornamen="Nel", achternaam="Nieuwenhuis")
    stays, goes = vraag(cast), vraag(cast, persoon=nel)
    merge_meldingen(by=cast.tom, blijft=stays, dubbel=goes, door=cast.medewerkers["tom"])
    nel.refresh_from_db()
    assert nel.reden_zonder_casus == "dubbel"
