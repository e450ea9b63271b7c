"""Notes on the table: only what the household, or this person, may read."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from keukentafel.audit.models import Regel
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]


def note(cast: Cast, tekst: str, **velden: object) -> None:
    """A note on the case, for the resident too unless said otherwise."""
    values = {"zichtbaar_voor": "inwoner", "datum": date.today(), "medewerker": cast.medewerkers["noor"], **velden}
    Contactmoment.objects.create(casus=cast.casus, tekst=tekst, **values)


@pytest.fixture
def notities(cast: Cast) -> str:
    """One note of each kind; returns the address of the page."""
    note(cast, "Samen gesproken over rust.")
    note(cast, "Mieke wil strijken met Ans.", persoon=cast.mieke)
    note(cast, "KANARIE-JAN", persoon=cast.jan)
    note(cast, "KANARIE-TEAM", zichtbaar_voor="team")
    note(cast, "KANARIE-INTERN", zichtbaar_voor="intern", aard="intern")
    note(cast, "KANARIE-VEILIG", wet="veiligheid")
    cast.casus.change(let_op=[{"tekst": "KANARIE-LETOP", "tot": ""}])
    return f"/casussen/{cast.casus.pk}/tijdlijn/meekijken/"


def test_the_household_together(cast: Cast, notities: str, als: Als) -> None:
    page = als(cast.noor).get(notities).content.decode()
    assert "Samen gesproken over rust." in page
    assert "KANARIE" not in page and "strijken" not in page


def test_one_person_at_the_table(cast: Cast, notities: str, als: Als) -> None:
    page = als(cast.noor).get(f"{notities}?voor={cast.mieke.pk}").content.decode()
    assert "Samen gesproken over rust." in page and "strijken" in page and "KANARIE" not in page
    for_jan = als(cast.noor).get(f"{notities}?voor={cast.jan.pk}").content.decode()
    assert "KANARIE-JAN" in for_jan and "KANARIE-VEILIG" not in for_jan and "strijken" not in for_jan


def test_a_law_that_the_worker_may_not_read(cast: Cast, notities: str, als: Als) -> None:
    cast.casus.rollen.create(medewerker=cast.medewerkers["werner"], rol="consulent", van=date.today())
    note(cast, "KANARIE-JEUGD", wet="jeugd")
    assert "KANARIE-JEUGD" not in als(cast.werner).get(notities).content.decode()
    assert "KANARIE-JEUGD" in als(cast.noor).get(notities).content.decode()


def test_nobody_else_and_it_is_logged(cast: Cast, notities: str, als: Als) -> None:
    assert als(cast.zeno).get(notities).status_code == 404
    assert als(cast.noor).get(f"{notities}?voor=999999").status_code == 404
    assert als(cast.noor).get(f"{notities}?voor={cast.burencasus.persoon_id}").status_code == 404
    before = Regel.objects.filter(soort="lezen").count()
    als(cast.noor).get(notities)
    assert Regel.objects.filter(soort="lezen").count() > before


def test_the_file_is_closed_behind_the_worker(cast: Cast, notities: str, als: Als) -> None:
    client = als(cast.noor)
    assert f'href="{notities}"' in client.get(f"/casussen/{cast.casus.pk}/tijdlijn/").content.decode()
    client.get(notities)
    away = client.get(f"/casussen/{cast.casus.pk}/")
    assert away.status_code == 302 and "KANARIE" not in away.content.decode()
    assert client.get(f"{notities}?voor={cast.jan.pk}").status_code == 302  # for whom was chosen by the worker
