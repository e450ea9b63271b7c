"""Burgerservicenummer: is it one, and how is it shown to someone who need not see it whole.

The number itself never enters a message, a log line or a repr: what is refused is told without repeating it.
Source of the 11-test and of the length: Wet algemene bepalingen burgerservicenummer; Logisch Ontwerp BSN.
"""

from __future__ import annotations

from stdnum.nl import bsn as elfproef

LENGTH = 9
MASKED = "•••••••"
REFUSED = "Dit is geen geldig burgerservicenummer. Controleer de cijfers."


class BsnOngeldig(ValueError):
    """What was given is not a BSN. Carries no part of what was given."""

    def __init__(self) -> None:
        super().__init__(REFUSED)


def normalise_bsn(value: str) -> str:
    """Return the nine digits of a BSN; dots, spaces and hyphens are dropped, eight digits get a leading zero.

    Raises BsnOngeldig when it is not a BSN, without a cause that would repeat what was typed.
    """
    digits = "".join(character for character in value if character not in " .-\u00a0\u2011")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (LENGTH - 1, LENGTH)):
        raise BsnOngeldig
    padded = digits.zfill(LENGTH)
    if not elfproef.is_valid(padded) or padded == "0" * LENGTH:
        raise BsnOngeldig
    return padded


def is_bsn(value: str) -> bool:
    """Tell whether the value is a BSN (see normalise_bsn)."""
    try:
        normalise_bsn(value)
    except BsnOngeldig:
        return False
    return True


def mask_bsn(value: str) -> str:
    """Show the last two digits only, enough to compare with a letter on the table; '' stays ''."""
    return f"{MASKED}{value[-2:]}" if value else ""
