"""An address with one number is what Django's reverse makes of it."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from keukentafel.core.adressen import url_of


@pytest.mark.parametrize("naam", ["werkplek:casuspagina", "plannen:plan", "casussen:volgen"])
def test_same_as_reverse(naam: str) -> None:
    """Also under a prefix of the server, and when asked again."""
    try:
        for prefix in ("/", "/wijk/", "/"):
            set_script_prefix(prefix)
            for number in (0, 7, 123456789):
                assert url_of(naam, number) == reverse(naam, args=[number])
    finally:
        set_script_prefix("/")


def test_unknown_name() -> None:
    """Fails as reverse does."""
    with pytest.raises(NoReverseMatch):
        url_of("werkplek:bestaat_niet", 1)
