"""An address is what Django's reverse makes of it."""

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


def test_with_no_number_and_with_two() -> None:
    """Each number in its own place."""
    assert url_of("werkplek:casuslijst") == reverse("werkplek:casuslijst")
    assert url_of("personen:persoon", 12, 3) == reverse("personen:persoon", args=[12, 3])
    assert url_of("personen:persoon", 3, 12) == reverse("personen:persoon", args=[3, 12])


def test_unknown_name() -> None:
    """Fails as reverse does."""
    with pytest.raises(NoReverseMatch):
        url_of("werkplek:bestaat_niet", 1)
