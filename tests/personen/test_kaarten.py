"""What a person's card shows."""

from __future__ import annotations

import pytest

from keukentafel.personen.public import address_line


@pytest.mark.parametrize(
    ("delen", "regel"),
    [
        (("Boterdiep", "31", "3077AW", "Rotterdam"), "Boterdiep 31, 3077 AW Rotterdam"),
        (("", "31", "3077AW"), "3077 AW 31"),
        (("", "31", "3077AW", "Rotterdam"), "3077 AW 31, Rotterdam"),
        (("Boterdiep", "", ""), "Boterdiep"),
        (("", "", "", ""), ""),
    ],
)
def test_an_address_on_one_line(delen: tuple[str, ...], regel: str) -> None:
    assert address_line(*delen) == regel
