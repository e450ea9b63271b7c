"""Many meldingen at once: a preview that names what stays, one event, and a way back; saved views of the tray."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client

from keukentafel.casussen.public import Casus
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.permissions import decide_visible, facts_of_melding
from keukentafel.meldingen.public import close_melding
from keukentafel.personen.models import Belang
from keukentafel.toegang.public import Gebruiker, decision
from keukentafel.weergaven.public import Groepswijziging
from tests.cast import Cast
from tests.meldingen.test_bak import meld

Als = Callable[[Gebruiker], Client]
URL = "/meldingen/samen/toewijzen/"


def confirm(client: Client, *meldingen: Melding, genoemd: int = 0, **data: Any) -> Any:
    key = {"idempotentiesleutel": str(uuid.uuid4()), "genoemd": genoemd}
    return client.post(URL, {"melding": [m.pk for m in meldingen], **key, **data})


def test_assigning_together_and_taking_it_back(cast: Cast, als: Als) -> None:
    one, two = meld(cast, "Een", wie_naam="Truus Jansen"), meld(cast, "Twee", wie_naam="Piet Pietersen")
    client, sanne, cases = als(cast.tom), cast.medewerkers["sanne"], Casus.objects.count()
    assert confirm(client, one, two, medewerker=sanne.pk)["Location"] == "/meldingen/"
    assert set(Melding.objects.values_list("eigenaar", "afhandeling")) == {(sanne.pk, "casus")}
    assert Casus.objects.count() == cases + 2
    page = client.get("/meldingen/?stand=open").content.decode()
    undo = f"/weergaven/samen/{Groepswijziging.objects.get().pk}/terug/"
    assert "2 meldingen toegewezen aan Sanne." in page and page.count(f'action="{undo}"') == 2
    assert client.post(undo)["Location"] == "/meldingen/"
    assert set(Melding.objects.values_list("eigenaar", "afhandeling")) == {(None, "")}
    assert Casus.objects.count() == cases


def test_the_preview_names_what_stays(cast: Cast, als: Als) -> None:
    done, other, client = meld(cast, wie_naam="Af Gehandeld"), meld(cast, team=cast.zuid), als(cast.tom)
    close_melding(by=cast.tom, melding=done, afhandeling="ingetrokken", eigenaar=cast.medewerkers["tom"])
    page = client.post(URL, {"melding": [done.pk, other.pk, meld(cast, wie_naam="Gaat Mee").pk]}).content.decode()
    stays = page[page.index("Dit gaat niet mee") :]
    assert "Af Gehandeld" in stays and "al afgehandeld" in stays and "1 niet gevonden" in stays
    assert "Gaat Mee" in page[: page.index("Dit gaat niet mee")]


def test_a_tie_or_another_team_asks_to_confirm_again(cast: Cast, als: Als) -> None:
    mine, tied, client = meld(cast), meld(cast, persoon=cast.mieke), als(cast.tom)
    sanne = cast.medewerkers["sanne"]
    Belang.objects.create(gebruiker=cast.sanne, huishouden=cast.gezin, gemeld_op=date.today())
    answer = confirm(client, mine, tied, medewerker=sanne.pk)
    assert answer.status_code == 200 and "Niet alles kan mee" in answer.content.decode()
    assert not Melding.objects.exclude(eigenaar=None).exists()
    assert confirm(client, mine, tied, genoemd=1, medewerker=sanne.pk).status_code == 302
    assert list(Melding.objects.exclude(eigenaar=None)) == [mine]


def test_what_cannot_become_a_case_is_left_alone(cast: Cast, als: Als) -> None:
    nobody, fine, client = meld(cast, wie_naam=""), meld(cast), als(cast.tom)
    confirm(client, nobody, fine, medewerker=cast.medewerkers["sanne"].pk)
    assert list(Melding.objects.filter(afhandeling="casus")) == [fine]
    assert "1 melding toegewezen aan Sanne. 1 niet." in client.get("/meldingen/?stand=open").content.decode()


def test_strangers_and_other_roles(cast: Cast, als: Als) -> None:
    melding = meld(cast)
    assert "1 niet gevonden" in als(cast.zeno).post(URL, {"melding": [melding.pk]}).content.decode()
    assert als(cast.wim).post(URL, {"melding": [melding.pk]}).status_code == 403


def test_decide_visible_is_what_decide_says(cast: Cast) -> None:
    for team in (cast.noord, cast.zuid, cast.intake):
        meld(cast, team=team, wet="wmo" if team == cast.zuid else "algemeen")
    for user in cast.gebruikers.values():
        seen = list(Melding.objects.visible_to(user))
        many = decide_visible(user, seen, "melding_behandelen")
        one = {m.pk: decision(user, "melding_behandelen", facts_of_melding(user, m)) for m in seen}
        assert many == one


def test_the_tray_has_saved_views_that_open_first(cast: Cast, als: Als) -> None:
    client = als(cast.lot)
    form = {"naam": "Spoed", "filters": "?stand=te_verdelen&urgentie=spoed", "standaard": "on"}
    assert client.post("/weergaven/meldingenbak/", form)["Location"] == "/meldingen/?stand=te_verdelen&urgentie=spoed"
    assert client.get("/meldingen/")["Location"] == "/meldingen/?stand=te_verdelen&urgentie=spoed"
    page = client.get("/meldingen/?stand=te_verdelen&urgentie=spoed").content.decode()
    assert 'aria-current="true">Spoed</a>' in page
    assert client.get("/meldingen/?stand=open").status_code == 200  # "Open" is one click away


def test_the_first_press_shows_the_preview_and_changes_nothing(cast: Cast, als: Als) -> None:
    """The button under the list sends a key as every form does; only the preview can confirm."""
    chosen = {"melding": [meld(cast).pk]}
    answer = als(cast.tom).post(URL, {**chosen, "idempotentiesleutel": str(uuid.uuid4())})
    assert answer.status_code == 200 and "Dit gaat mee" in answer.content.decode()
    assert "Kies" in answer.content.decode() and not Groepswijziging.objects.exists()
