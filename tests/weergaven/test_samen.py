"""Many rows changed together: a preview that names what stays, one event, and a way back for a day."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, assign_regisseur, mark_closed, open_casus, set_volgen
from keukentafel.personen.models import Belang
from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
from keukentafel.toegang.public import Gebruiker
from keukentafel.weergaven.public import Groepswijziging
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()


def another(cast: Cast, naam: str = "Mevrouw Els") -> Casus:
    persoon = Persoon.objects.create(voornamen="Els", achternaam="Tweede")
    home = Huishouden.objects.create(naam=naam)
    Huishoudlid.objects.create(huishouden=home, persoon=persoon, rol="volwassene", van=date(2020, 1, 1))
    return open_casus(
        by=SYSTEEM, huishouden=home, persoon=persoon, team=cast.noord, aangemeld_op=VANDAAG - timedelta(30)
    )


def lead(casus: Casus) -> Any:
    return casus.rollen.filter(rol="regisseur", tot=None).values_list("medewerker", flat=True).first()


def confirm(client: Client, url: str, *cases: Casus, genoemd: int = 0, **data: Any) -> Any:
    key = {"idempotentiesleutel": str(uuid.uuid4()), "genoemd": genoemd}
    return client.post(url, {"casus": [c.pk for c in cases], **key, **data})


ASSIGN, WATCH = "/casussen/samen/toewijzen/", "/casussen/samen/volgen/"


def test_assigning_together_and_taking_it_back(cast: Cast, als: Als) -> None:
    second, client, sanne = another(cast), als(cast.tom), cast.medewerkers["sanne"]
    before = Regel.objects.count()
    assert confirm(client, ASSIGN, cast.casus, second, medewerker=sanne.pk)["Location"] == "/casussen/"
    assert (lead(cast.casus), lead(second)) == (sanne.pk, sanne.pk)
    assert Regel.objects.filter(volgnr__gt=before, soort="schrijven").values("gebeurtenis").distinct().count() == 1
    change = Groepswijziging.objects.get()
    page = client.get("/casussen/?stand=open").content.decode()
    undo = f"/weergaven/samen/{change.pk}/terug/"
    assert page.count(f'action="{undo}"') == 2  # on the toast, and above the list
    assert page.count("2 casussen toegewezen aan Sanne") >= 2
    assert f'action="{undo}"' in client.get("/casussen/?stand=open").content.decode()  # the toast is gone, this stays
    assert client.post(undo)["Location"] == "/casussen/"
    assert (lead(cast.casus), lead(second)) == (cast.medewerkers["noor"].pk, None)
    page = client.get("/casussen/?stand=open").content.decode()
    assert "2 teruggedraaid" in page and undo not in page


def test_a_row_that_may_not_is_named_before_and_left_alone(cast: Cast, als: Als) -> None:
    closed, open_one, client = another(cast, "Gesloten Gezin"), another(cast, "Open Gezin"), als(cast.tom)
    mark_closed(by=cast.tom, casus=closed, op=VANDAAG, reden="doelen_bereikt")
    page = client.post(ASSIGN, {"casus": [closed.pk, open_one.pk, 999_999]}).content.decode()
    refused = page[page.index("Dit gaat niet mee") :]
    assert "Gesloten Gezin" in refused and "afgesloten" in refused and "1 niet gevonden" in refused
    assert "Open Gezin" in page[: page.index("Dit gaat niet mee")]
    confirm(client, ASSIGN, closed, open_one, genoemd=1, medewerker=cast.medewerkers["sanne"].pk)
    assert lead(open_one) == cast.medewerkers["sanne"].pk and lead(closed) is None


def test_a_tie_of_the_chosen_worker_asks_to_confirm_again_and_names_the_household(cast: Cast, als: Als) -> None:
    second, client, sanne = another(cast), als(cast.tom), cast.medewerkers["sanne"]
    Belang.objects.create(gebruiker=cast.sanne, huishouden=second.huishouden, gemeld_op=VANDAAG)
    answer = confirm(client, ASSIGN, cast.casus, second, medewerker=sanne.pk)
    page = answer.content.decode()
    assert answer.status_code == 200 and "Niet alles kan mee" in page
    assert "Mevrouw Els" in page[page.index("Dit gaat niet mee") :]
    assert lead(cast.casus) == cast.medewerkers["noor"].pk  # nothing was done yet
    assert confirm(client, ASSIGN, cast.casus, second, genoemd=1, medewerker=sanne.pk).status_code == 302
    assert (lead(cast.casus), lead(second)) == (sanne.pk, None)
    assert "1 niet." in client.get("/casussen/?stand=open").content.decode()


def test_watching_together_goes_back_to_the_dates_of_before(cast: Cast, als: Als) -> None:
    second, client = another(cast), als(cast.tom)
    set_volgen(by=cast.tom, casus=second, tot=VANDAAG + timedelta(10))
    confirm(client, WATCH, cast.casus, second, tot=(VANDAAG + timedelta(40)).isoformat())
    cast.casus.refresh_from_db()
    assert cast.casus.volgen_tot == VANDAAG + timedelta(40)
    client.post(f"/weergaven/samen/{Groepswijziging.objects.get().pk}/terug/")
    cast.casus.refresh_from_db()
    second.refresh_from_db()
    assert (cast.casus.volgen_vanaf, cast.casus.volgen_tot) == (None, None)
    assert (second.volgen_vanaf, second.volgen_tot) == (VANDAAG, VANDAAG + timedelta(10))


def test_what_changed_since_is_left_as_it_is(cast: Cast, als: Als) -> None:
    second, client = another(cast), als(cast.tom)
    confirm(client, ASSIGN, cast.casus, second, medewerker=cast.medewerkers["sanne"].pk)
    assign_regisseur(by=cast.tom, casus=second, medewerker=cast.medewerkers["tom"])
    client.post(f"/weergaven/samen/{Groepswijziging.objects.get().pk}/terug/")
    assert (lead(cast.casus), lead(second)) == (cast.medewerkers["noor"].pk, cast.medewerkers["tom"].pk)
    assert "1 teruggedraaid. 1 niet" in client.get("/casussen/?stand=open").content.decode()


def test_not_twice_not_tomorrow_not_by_another(cast: Cast, als: Als) -> None:
    client = als(cast.tom)
    confirm(client, ASSIGN, cast.casus, medewerker=cast.medewerkers["sanne"].pk)
    change = Groepswijziging.objects.get()
    undo = f"/weergaven/samen/{change.pk}/terug/"
    assert als(cast.noor).post(undo).status_code == 404
    Groepswijziging.objects.update(gemaakt_op=timezone.now() - timedelta(days=1))
    client.post(undo)
    assert lead(cast.casus) == cast.medewerkers["sanne"].pk
    assert "alleen op de dag zelf" in client.get("/casussen/?stand=open").content.decode()
    Groepswijziging.objects.update(gemaakt_op=timezone.now())
    client.post(undo)
    client.post(undo)
    assert "al teruggedraaid" in client.get("/casussen/?stand=open").content.decode()


@pytest.mark.parametrize("wie", ["lot", "bea", "petra"])
def test_roles_without_cases_cannot(cast: Cast, als: Als, wie: str) -> None:
    assert als(getattr(cast, wie)).post(ASSIGN, {"casus": [cast.casus.pk]}).status_code == 403


def test_the_first_press_shows_the_preview_and_changes_nothing(cast: Cast, als: Als) -> None:
    """The button under the list sends a key as every form does; only the preview can confirm."""
    chosen = {"casus": [cast.casus.pk]}
    answer = als(cast.tom).post(ASSIGN, {**chosen, "idempotentiesleutel": str(uuid.uuid4())})
    assert answer.status_code == 200 and "Dit gaat mee" in answer.content.decode()
    assert "Kies" in answer.content.decode() and not Groepswijziging.objects.exists()
