"""Custody: who may be given what stands about a child of 11, 12, 15, 16, 18; recorded with dates; shown and logged."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from keukentafel.audit.models import Regel
from keukentafel.audit.public import pseudonyms_of
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.gezag import Gezagsoort, Ontvangfeiten, Ontvangreden, may_receive
from keukentafel.personen.gezag_vastleggen import end_gezag, gezag_over, receipts_of, record_gezag
from keukentafel.personen.models import Gezag, Huishouden, Huishoudlid, Persoon, Relatie
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
TODAY = date.today()
G, V, N, C = Gezagsoort.GEZAG, Gezagsoort.VOOGD, Gezagsoort.GEEN_GEZAG, Gezagsoort.VERTEGENWOORDIGER
R = Ontvangreden

SELF = [(0, R.ZELF_JONGER_DAN_12), (11, R.ZELF_JONGER_DAN_12), (12, R.ZELF), (15, R.ZELF), (16, R.ZELF), (40, R.ZELF)]
OTHER = [
    *[(age, (G,), R.GEZAG) for age in (0, 11, 12, 15)],
    *[(age, (V,), R.GEZAG) for age in (11, 15)],
    *[(age, (N,), R.GEEN_GEZAG) for age in (0, 11, 12, 15)],
    *[(age, (G, N), R.GEEN_GEZAG) for age in (11, 15)],
    *[(age, (), R.GEZAG_ONBEKEND) for age in (0, 11, 12, 15)],
    *[(age, (C,), R.GEZAG_ONBEKEND) for age in (11, 15)],
    *[(age, held, R.VANAF_16) for age in (16, 17) for held in ((), (G,), (V,), (N,), (C,))],
    *[(age, held, R.VOLWASSEN) for age in (18, 80) for held in ((), (G,), (V,), (N,))],
    (18, (C,), R.VERTEGENWOORDIGER),
    (80, (C, N), R.VERTEGENWOORDIGER),
]


@pytest.mark.parametrize(("age", "why"), SELF)
def test_what_is_about_oneself(age: int, why: Ontvangreden) -> None:
    found = may_receive(Ontvangfeiten(True, age))
    assert (found.reden, found.mag) == (why, age >= 12) and found.uitleg


@pytest.mark.parametrize(("age", "held", "why"), OTHER)
def test_what_is_about_another(age: int, held: tuple[Gezagsoort, ...], why: Ontvangreden) -> None:
    found = may_receive(Ontvangfeiten(False, age, soorten=frozenset(held)))
    assert found.reden is why and found.mag is (why in {R.GEZAG, R.VERTEGENWOORDIGER}) and found.uitleg


def test_without_a_date_of_birth_nothing_about_a_child_is_handed_over() -> None:
    for self_ in (True, False):
        for held in (G, N, C):
            assert may_receive(Ontvangfeiten(self_, None, True, frozenset({held}))).reden is R.LEEFTIJD_ONBEKEND
    assert may_receive(Ontvangfeiten(True, None)).mag and not may_receive(Ontvangfeiten(False, None)).mag


@pytest.fixture
def daan(cast: Cast) -> Persoon:
    """The child of the cast, ten years old, with Mieke and Jan as parents."""
    Persoon.objects.filter(pk=cast.kind.pk).update(geboortedatum=date(TODAY.year - 11, 12, 31))
    for parent in (cast.mieke, cast.jan):
        Relatie.objects.create(persoon_a=parent, persoon_b=cast.kind, soort="ouder")
    return Persoon.objects.get(pk=cast.kind.pk)


def test_it_holds_from_a_day_until_the_next_says_otherwise(cast: Cast, daan: Persoon) -> None:
    week = timedelta(days=7)
    assert receipts_of(cast.jan, [daan], TODAY)[daan.pk].reden is R.GEZAG_ONBEKEND
    record_gezag(by=cast.noor, kind=daan, houder=cast.jan, soort="gezag", van=TODAY - 2 * week)
    record_gezag(by=cast.noor, kind=daan, houder=cast.jan, soort="geen_gezag", van=TODAY - week)
    assert receipts_of(cast.jan, [daan], TODAY - week - timedelta(days=1))[daan.pk].mag
    assert receipts_of(cast.jan, [daan], TODAY - week)[daan.pk].reden is R.GEEN_GEZAG
    record_gezag(by=cast.noor, kind=daan, houder=cast.jan, soort="gezag", van=TODAY - week)  # a correction, same day
    assert [row.soort for row in gezag_over(daan.pk, TODAY, van=[cast.jan.pk])] == ["gezag"]
    end_gezag(by=cast.noor, kind=daan, houder=cast.jan, van=TODAY)
    assert receipts_of(cast.jan, [daan], TODAY)[daan.pk].reden is R.GEZAG_ONBEKEND
    with pytest.raises(Regelfout):
        end_gezag(by=cast.noor, kind=daan, houder=cast.jan, van=TODAY)
    assert Gezag.history.filter(soort="geen_gezag").exists()


def test_what_cannot_be_is_refused(cast: Cast, daan: Persoon) -> None:
    record_gezag(by=cast.noor, kind=daan, houder=cast.jan, soort="gezag", van=TODAY)
    for kind, houder, soort, van in (
        (daan, daan, "gezag", TODAY),
        (daan, cast.mieke, "vertegenwoordiger", TODAY),
        (cast.mieke, cast.jan, "gezag", TODAY),
        (daan, cast.mieke, "gezag", TODAY + timedelta(days=500)),
        (daan, cast.jan, "voogd", TODAY - timedelta(days=1)),
    ):
        with pytest.raises(Regelfout):
            record_gezag(by=cast.noor, kind=kind, houder=houder, soort=soort, van=van)


def test_it_is_recorded_on_the_page_of_the_child(cast: Cast, als: Als, daan: Persoon) -> None:
    client, page = als(cast.noor), f"/huishoudens/{cast.gezin.pk}/personen/{daan.pk}/"
    assert f"{page}gezag/" in client.get(page).content.decode()
    form = client.get(f"{page}gezag/").content.decode()
    assert "Jan de Wit" in form and "heeft geen gezag" in form and "curator" not in form
    typed = {"wie": str(cast.jan.pk), "soort": "geen_gezag", "van": TODAY.isoformat()}
    assert client.post(f"{page}gezag/", typed).status_code == 302
    assert "heeft geen gezag" in client.get(page).content.decode()
    line = Regel.objects.filter(actie="gezag_vastgelegd").latest("volgnr")
    assert line.betrokkene in pseudonyms_of([daan.pk, cast.jan.pk]).values()
    assert client.post(f"{page}gezag/", typed | {"wie": str(cast.burencasus.persoon_id)}).status_code == 422
    assert client.post(f"{page}gezag/", typed | {"soort": "voorbij"}).status_code == 302
    assert not Gezag.objects.exists()
    assert als(cast.zeno).get(f"{page}gezag/").status_code == 404
    assert als(cast.max).get(f"{page}gezag/").status_code in (403, 404)


def test_a_parent_who_fled_is_not_among_the_choices(cast: Cast, als: Als, daan: Persoon) -> None:
    Huishoudlid.objects.filter(persoon=cast.mieke).update(tot=TODAY - timedelta(days=1))
    home = Huishouden.objects.create(naam="Veilig", label="afgeschermd")
    Huishoudlid.objects.create(huishouden=home, persoon=cast.mieke, rol="volwassene", van=TODAY)
    record_gezag(by=cast.noor, kind=daan, houder=cast.mieke, soort="gezag", van=TODAY)
    page = f"/huishoudens/{cast.gezin.pk}/personen/{daan.pk}/"
    for url in (page, f"{page}gezag/"):
        assert "Mieke" not in als(cast.noor).get(url).content.decode()
