"""Whatever stands in the address of a list: an answer for the user, never a fault of the server."""

from collections.abc import Callable

import pytest
from django.test import Client

from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

VREEMD = ["²", "99999999999999999999999", "-1", "0", "%", "' OR 1=1", "\0", "x" * 3000, "1e3", "١"]
ADRESSEN = {
    "/casussen/": (
        "team",
        "wie",
        "stand",
        "soort",
        "zwaarte",
        "contact",
        "veiligheid",
        "volgorde",
        "pagina",
        "weergave",
    ),
    "/meldingen/": ("stand", "team", "soort", "urgentie", "melder", "te_laat", "pagina"),
    "/concept/": ("sleutel",),
    "/casussen/{casus}/tijdlijn/": ("soort", "persoon", "pagina"),
    "/casussen/{casus}/plan/doelen/nieuw/": ("domein", "voor", "sjabloon"),
}


@pytest.mark.parametrize("adres", ADRESSEN)
def test_strange_parameters_are_left_out(cast: Cast, als: Callable[[Gebruiker], Client], adres: str) -> None:
    client = als(cast.noor)
    for name in ADRESSEN[adres]:
        for value in VREEMD:
            answer = client.get(adres.format(casus=cast.casus.pk), {name: value})
            assert answer.status_code in (200, 404), f"{adres}?{name}={value[:20]!r}"
