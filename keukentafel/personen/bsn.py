"""Burgerservicenummer: is it one, and how is it shown to someone who need not see it whole.

The number itself never enters a message, a log line or a repr: what is refused is told without repeating it.
Source of the 11-test and of the length: Wet algemene bepalingen burgerservicenummer; Logisch Ontwerp BSN.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from stdnum.nl import bsn as elfproef

LENGTH = 9
MASKED = "•••••••"
SEPARATORS = (
    " ./\u00a0\u2009\u202f" + "-\u2010\u2011\u2012\u2013\u2014\u2212"
)  # spaces and dashes as people and phones type them
#: Digits with at most three separators between them, as far as they go: a telephone number is one of these.
_RUN = re.compile(rf"\d(?:[{re.escape(SEPARATORS)}]{{0,3}}\d)*")
#: In which groups of digits a BSN is found within a longer row of numbers; on its own it may be in any.
GROUPS = frozenset({(9,), (4, 2, 3), (3, 3, 3), (2, 2, 2, 3)})
REFUSED = "Dit is geen geldig burgerservicenummer. Controleer de cijfers."


class BsnOngeldig(ValueError):
    """What was given is not a BSN. Carries no part of what was given."""

    def __init__(self) -> None:
        super().__init__(REFUSED)


def normalise_bsn(value: str) -> str:
    """Return the nine digits of a BSN; dots, spaces, strokes and dashes are dropped, eight digits get a leading zero.

    Raises BsnOngeldig when it is not a BSN, without a cause that would repeat what was typed.
    """
    digits = "".join(character for character in value if character not in SEPARATORS)
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


def find_bsn(text: str) -> tuple[int, int] | None:
    """Return where the first BSN stands in this text (start, end), however it is spaced; None when there is none.

    Only nine digits count: eight are a date as often. A telephone number and a date of birth are none.
    """
    plain = plain_digits(text)
    for run in _RUN.finditer(plain):
        groups = [(run.start() + part.start(), part.group()) for part in re.finditer(r"\d+", run.group())]
        if _is_telephone("".join(digits for _start, digits in groups)):
            continue
        for first in range(len(groups)):
            for last in range(first + 1, len(groups) + 1):
                some = groups[first:last]
                alone = first == 0 and last == len(groups)
                if _reads_as_bsn([digits for _start, digits in some], alone=alone):
                    start, digits = some[-1]
                    return some[0][0], start + len(digits)
    return None


def plain_digits(text: str) -> str:
    """The same text, as long, with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(character, character)) for character in text)


def _is_telephone(digits: str) -> bool:
    """Ten digits here, or with the number of a country before them."""
    return (
        (len(digits) == 10 and digits[0] == "0")
        or (len(digits) == 11 and digits.startswith("31"))
        or (len(digits) == 13 and digits.startswith("0031"))
    )


def _reads_as_bsn(groups: Sequence[str], *, alone: bool) -> bool:
    sizes = tuple(map(len, groups))
    if sum(sizes) != LENGTH or not (sizes in GROUPS or (alone and not _has_date(groups))):
        return False
    return is_bsn("".join(groups))


def _has_date(groups: Sequence[str]) -> bool:
    """Whether three of these groups are a day, a month and a year."""
    threes = zip(groups, groups[1:], groups[2:], strict=False)
    return any(int(d) <= 31 and int(m) <= 12 and len(y) == 4 and y[:2] in ("19", "20") for d, m, y in threes)


def mask_bsn(value: str) -> str:
    """Show the last two digits only, enough to compare with a letter on the table; '' stays ''."""
    return f"{MASKED}{value[-2:]}" if value else ""
