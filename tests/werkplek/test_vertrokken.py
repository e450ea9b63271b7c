"""The cases that a leaver left behind: all of them are one link away from the board."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casusrij, Rolrij, bulk_open_casussen
from keukentafel.teams.public import Plaatsing
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

VANDAAG = date.today()


def test_the_board_links_to_all_of_them(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    gone = cast.medewerkers["sanne"]
    role = Rolrij(gone.pk, "regisseur", VANDAAG - timedelta(days=20))
    row = Casusrij(cast.gezin.pk, cast.mieke.pk, cast.noord.pk, VANDAAG - timedelta(days=20), rollen=[role])
    bulk_open_casussen(by=SYSTEEM, rijen=[row] * 17)
    client = als(cast.tom)
    assert "vertrokken" not in client.get("/teambord/").content.decode()
    Plaatsing.objects.filter(medewerker=gone).update(tot=VANDAAG - timedelta(days=1))
    page = client.get("/teambord/").content.decode()
    link = f"/casussen/?team={cast.noord.pk}&amp;wie=vertrokken"
    assert f'<a href="{link}">Bekijk alle 17</a>' in page
    found = client.get(link.replace("&amp;", "&"))
    assert found.context["lijst"].pagina.paginator.count == 17
    assert "Regisseur werkt hier niet meer" in found.content.decode()
    assert client.get("/casussen/?wie=vertrokken").context["lijst"].pagina.paginator.count == 17
    elsewhere = client.get(f"/casussen/?team={cast.zuid.pk}&wie=vertrokken")
    assert elsewhere.context["lijst"].pagina.paginator.count == 0
