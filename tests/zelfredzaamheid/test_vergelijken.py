"""Before two scores are compared: was another way of scoring agreed in between, and did somebody else score (R-056)?"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from keukentafel.casussen.public import access_casus
from keukentafel.referentielijsten.actions import add_code
from keukentafel.referentielijsten.public import Lijst
from keukentafel.toegang.public import Gebruiker
from keukentafel.zelfredzaamheid.models import Meting
from keukentafel.zelfredzaamheid.naar_casus import overview_block
from keukentafel.zelfredzaamheid.public import courses_of
from keukentafel.zelfredzaamheid.vergelijken import drift_of, instruction_changes
from tests.cast import Cast
from tests.zelfredzaamheid.test_meten import VANDAAG, measure

Als = Callable[[Gebruiker], Client]
VROEGER = VANDAAG - timedelta(days=100)


def agree(cast: Cast, day: date) -> None:
    """From a day on levels are chosen in another way."""
    add_code(
        by=cast.bea, lijst=Lijst.objects.get(code="scoreinstructie"), code="eigen_kracht",
        naam="hulp van familie telt mee als zelf kunnen", geldig_van=day,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "shown"),
    [(VROEGER, False), (VROEGER + timedelta(days=1), True), (VANDAAG, True), (VANDAAG + timedelta(days=1), False)],
)
def test_a_change_between_two_measurements_is_told(
    cast: Cast, als: Als, inzage: object, day: date, shown: bool
) -> None:
    measure(cast, VROEGER, adl=2)
    measure(cast, VANDAAG, adl=3)
    agree(cast, day)
    [course] = courses_of(cast.casus)
    assert bool(instruction_changes(course)) is shown
    page = als(cast.noor).get(f"/casussen/{cast.casus.pk}/zelfredzaamheid/").content.decode()
    assert ("hulp van familie telt mee als zelf kunnen" in page) is shown
    block = overview_block(access_casus(cast.noor, cast.casus.pk, "casus_inzien"))
    assert block is not None
    assert ("scoren we anders" in block.context["mensen_met_strook"][0]["zin"]) is shown


@pytest.mark.parametrize(
    ("levels", "other", "shown"), [((2, 4), True, True), ((2, 3), True, False), ((2, 4), False, False)]
)
def test_a_jump_by_another_pair_of_eyes(
    cast: Cast, als: Als, levels: tuple[int, int], other: bool, shown: bool
) -> None:
    measure(cast, VROEGER, adl=levels[0])
    last = measure(cast, VANDAAG, adl=levels[1])
    if other:
        last.change(beoordelaar=cast.medewerkers["sanne"])
    [course] = courses_of(cast.casus)
    assert bool(drift_of(course, Meting.objects.select_related("beoordelaar").order_by("pk"))) is shown
    page = als(cast.noor).get(f"/casussen/{cast.casus.pk}/zelfredzaamheid/").content.decode()
    assert ("Kijk samen of u hetzelfde bedoelt" in page) is shown
