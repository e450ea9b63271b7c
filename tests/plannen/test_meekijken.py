"""Look along: what is not for the eyes at the table is not in the page; the household answers and adds."""

from collections.abc import Callable

from django.test import Client

from keukentafel.plannen.models import Actie
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal
from tests.plannen.test_meegeven import KANARIES, kanaries
from tests.woorden import one_with

Als = Callable[[Gebruiker], Client]
__all__ = ["kanaries"]


def screens(client: Client, verhaal: Planverhaal, voor: str = "") -> list[str]:
    """Every screen, by its own "Verder"."""
    found, url = [], verhaal.url("meekijken/") + voor
    while url and len(found) < 20:
        response = client.get(url)
        assert response.status_code == 200
        found.append(response.content.decode())
        url = response.context["volgende"]
    return found


def test_no_canary_on_any_screen(cast: Cast, kanaries: Planverhaal, als: Als) -> None:
    pages = screens(als(cast.noor), kanaries)
    assert len(pages) == 6  # questions, two goals, support, sharing, answer
    assert not [canary for canary in KANARIES for page in pages if canary in page]
    whole = "".join(pages)
    assert "Ik wil weer lucht in mijn week" in whole and "Rust in de klas" in whole


def test_ones_own_private_part_is_there_for_oneself(cast: Cast, kanaries: Planverhaal, als: Als) -> None:
    for_mieke = "".join(screens(als(cast.noor), kanaries, f"?voor={cast.mieke.pk}"))
    for_jan = "".join(screens(als(cast.noor), kanaries, f"?voor={cast.jan.pk}"))
    assert "KANARIE-JAN" not in for_mieke
    assert "KANARIE-JAN" in for_jan and "KANARIE-VEILIG" not in for_jan and "KANARIE-INTERN" not in for_jan


def test_somebody_elsewhere_does_not_exist(cast: Cast, kanaries: Planverhaal, als: Als) -> None:
    assert als(cast.noor).get(kanaries.url("meekijken/?voor=999999")).status_code == 404
    assert als(cast.zeno).get(kanaries.url("meekijken/")).status_code == 404
    private = one_with(kanaries.plan.doelen.all(), omschrijving="KANARIE-JAN")
    assert als(cast.noor).get(kanaries.url(f"meekijken/{private.pk}/")).status_code == 404


def test_agree_and_disagree_with_a_reason(cast: Cast, kanaries: Planverhaal, als: Als) -> None:
    url = kanaries.url("meekijken/antwoord/")
    refused = als(cast.noor).post(url, {"akkoord": "niet_akkoord", "toelichting": "Dit wil ik niet zo"})
    assert refused.status_code == 422 and "Dit wil ik niet zo" in refused.content.decode()
    data = {"akkoord": "niet_akkoord", "reden": "andere_hulp", "toelichting": "Dit wil ik niet zo"}
    thanks = als(cast.noor).post(url, data, follow=True)
    assert "Bedankt" in thanks.content.decode()
    kanaries.plan.refresh_from_db()
    assert kanaries.plan.akkoord == "niet_akkoord"


def test_my_own_action(cast: Cast, kanaries: Planverhaal, als: Als) -> None:
    url = kanaries.url(f"meekijken/{kanaries.lucht.pk}/?voor={cast.mieke.pk}")
    page = als(cast.noor).post(url, {"omschrijving": "Zaterdag niets doen"}, follow=True).content.decode()
    actie = one_with(Actie.objects.all(), omschrijving="Zaterdag niets doen")
    assert actie.zelf_toegevoegd and actie.persoon == cast.mieke
    assert "Zaterdag niets doen" in page and "Samen bekijken" in page
