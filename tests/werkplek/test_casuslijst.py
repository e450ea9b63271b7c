"""The list of cases: only what one may see, the filters of the address, flat in queries."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, open_casus
from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
from keukentafel.referentielijsten.public import domains_of
from keukentafel.socialekaart.public import Gebied
from keukentafel.toegang.public import Gebruiker, Relatie, Rol
from keukentafel.zelfredzaamheid.public import Meting, Metingrij, bulk_register_metingen
from tests.cast import Cast
from tests.toegang.wandeling import make_user

Als = Callable[[Gebruiker], Client]


def more_cases(cast: Cast, number: int) -> None:
    for index in range(number):
        persoon = Persoon.objects.create(voornamen="Els", achternaam=f"Nummer{index}")
        huishouden = Huishouden.objects.create(naam=f"Mevrouw Nummer{index}")
        Huishoudlid.objects.create(huishouden=huishouden, persoon=persoon, rol="volwassene", van=date(2020, 1, 1))
        open_casus(
            by=SYSTEEM,
            huishouden=huishouden,
            persoon=persoon,
            team=cast.noord,
            aangemeld_op=date.today() - timedelta(30),
        )


def test_own_team_sees_its_cases_and_not_those_of_a_neighbour(cast: Cast, als: Als) -> None:
    page = als(cast.noor).get("/casussen/?stand=open").content.decode()
    assert "Gezin De Wit" in page
    assert "De heer B. Buur" not in page  # Noor declared a tie
    assert "De heer B. Buur" in als(cast.sanne).get("/casussen/?stand=open").content.decode()


def test_a_stranger_sees_an_empty_list(cast: Cast, als: Als) -> None:
    page = als(cast.zeno).get("/casussen/?stand=open").content.decode()
    assert "Gezin De Wit" not in page
    assert "Geen casussen" in page


@pytest.mark.parametrize("wie", ["lot", "bea", "petra", "ana", "wim"])
def test_roles_without_cases_are_refused(cast: Cast, als: Als, wie: str) -> None:
    assert als(getattr(cast, wie)).get("/casussen/").status_code == 403


@pytest.mark.parametrize(
    ("query", "there"),
    [("wie=mij", True), ("wie=niemand", False), ("stand=volgen", False), ("type=regie", False), ("stil=2", True),
     ("veiligheid=ja", False), ("wie=mij&stand=alle", True), ("stand=onzin&team=x&sorteer=;drop", True)],
)  # fmt: skip
def test_filters(cast: Cast, als: Als, query: str, there: bool) -> None:
    page = als(cast.noor).get(f"/casussen/?{query}").content.decode()
    assert ("Gezin De Wit" in page) is there


def test_each_person_on_the_page_gets_a_line_in_the_log(cast: Cast, als: Als) -> None:
    before = Regel.objects.count()
    als(cast.noor).get("/casussen/?stand=open")
    lines = Regel.objects.filter(volgnr__gt=before, soort="lezen")
    assert lines.count() == 3  # Mieke, Jan and the child
    assert lines.values("gebeurtenis").distinct().count() == 1


def test_the_queries_are_the_same_at_one_and_at_thirty_rows(cast: Cast, als: Als) -> None:
    client = als(cast.sanne)
    client.get("/casussen/?stand=open")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/casussen/?stand=open")
    more_cases(cast, 30)
    client.get("/casussen/?stand=open")  # makes the pseudonyms of the new persons
    with CaptureQueriesContext(connection) as many:
        client.get("/casussen/?stand=open")
    assert len(many) == len(few) <= 25


def score(cast: Cast, **levels: int) -> None:
    bulk_register_metingen(
        by=SYSTEEM,
        rijen=[
            Metingrij(cast.casus, cast.mieke, "zrm2013", date.today() - timedelta(days=day), "start", scores)
            for day, scores in ((90, dict.fromkeys(levels, 1)), (5, levels))
        ],
    )


def test_a_row_shows_how_it_goes_now_and_the_area(cast: Cast, als: Als) -> None:
    domain, other = domains_of("zrm2013")[:2]
    score(cast, **{other.code: 4, domain.code: 2})
    cast.mieke.change(gebied=Gebied.objects.create(code="WK1", naam="Wijk Oost", soort="wijk"))
    page = als(cast.noor).get("/casussen/?stand=open").content.decode()
    assert f'aria-label="{domain.naam} 2, {other.naam} 4"' in page  # the level of now, in the order of the instrument
    assert "Wijk Oost</td>" in page


def test_a_secret_address_hides_the_area_and_is_not_found_by_it(cast: Cast, als: Als) -> None:
    gebied = Gebied.objects.create(code="WK1", naam="Wijk Oost", soort="wijk")
    cast.mieke.change(gebied=gebied, geheim_adres=True)
    assert "Wijk Oost</td>" not in als(cast.sanne).get("/casussen/?stand=open").content.decode()
    assert "Wijk Oost</td>" in als(cast.noor).get("/casussen/?stand=open").content.decode()  # leads this case
    found = als(cast.noor).get(f"/casussen/?gebied={gebied.pk}").content.decode()
    assert "Gezin De Wit" not in found


def test_scores_under_another_law_and_of_a_concept_are_left_out(cast: Cast, als: Als) -> None:
    domain = domains_of("zrm2013")[0]
    score(cast, **{domain.code: 2})
    Meting.objects.update(wet="veiligheid")  # opens only for who works on this case
    assert f"{domain.naam} 2" not in als(cast.sanne).get("/casussen/?stand=open").content.decode()
    assert f"{domain.naam} 2" in als(cast.noor).get("/casussen/?stand=open").content.decode()
    Meting.objects.order_by("datum")[0].delete()
    Meting.objects.update(status="concept")
    assert f"{domain.naam} 2" not in als(cast.noor).get("/casussen/?stand=open").content.decode()


def test_a_name_is_escaped_on_its_row(cast: Cast, als: Als) -> None:
    cast.gezin.change(naam='<b>"De Wit"')
    page = als(cast.noor).get("/casussen/?stand=open").content.decode()
    assert "<b>" not in page
    assert "&lt;b&gt;&quot;De Wit&quot;</a>" in page


def test_pages_and_a_page_that_is_not_there(cast: Cast, als: Als) -> None:
    more_cases(cast, 51)
    client = als(cast.noor)
    for page, shown in (("1", 50), ("2", 2), ("99", 2), ("onzin", 50), ("0", 50)):
        lijst = client.get(f"/casussen/?stand=open&pagina={page}").context["lijst"]
        assert (len(lijst.regels), lijst.pagina.paginator.count) == (shown, 52)


def test_what_stands_still_on_the_board_is_the_same_list(cast: Cast, als: Als) -> None:
    more_cases(cast, 17)
    day = date.today() - timedelta(weeks=30)
    Casus.objects.filter(team=cast.noord).update(aangemeld_op=day, laatste_contact_op=day)
    page = als(cast.tom).get("/teambord/").content.decode()
    links = re.findall(r'<a href="(/casussen/[^"]+)">Bekijk alle (\d+)</a>', page)
    assert [html.unescape(url) for url, _ in links] == [
        f"/casussen/?team={cast.noord.pk}&wie=niemand", f"/casussen/?team={cast.noord.pk}&stil=stilstand"
    ]  # fmt: skip
    for url, number in links:
        assert als(cast.tom).get(html.unescape(url)).context["lijst"].pagina.paginator.count == int(number)


@pytest.mark.parametrize("rol", list(Rol))
@pytest.mark.parametrize("relatie", [Relatie.GEEN, Relatie.CASUSTEAM, Relatie.ZELFDE_TEAM])
def test_the_list_opens_for_every_role_with_and_without_a_team_or_a_case(
    cast: Cast, als: Als, rol: Rol, relatie: Relatie
) -> None:
    answer = als(make_user(cast, rol, relatie)).get("/casussen/")
    assert answer.status_code in (200, 403)
