"""A whole name typed in one box: "Mevr. A. van den Berg", "Kierkegaard, Truus", "fam. De Wit". Pure rules."""

from __future__ import annotations

import re

from keukentafel.personen.namen import TUSSENVOEGSELS, fold, normalise_name

#: Words of address that are no part of a name; only at the beginning.
AANSPREEKWOORDEN = frozenset(
    (
        "mevrouw", "mevr", "mw", "mvr", "mej", "mejuffrouw", "meneer", "mijnheer", "heer", "hr", "dhr",
        "fam", "familie", "gezin", "echtpaar", "dr", "drs", "ing", "ir", "mr", "prof",
    )
)  # fmt: skip
#: Found in front of an address word and nothing of its own: "de heer", "de familie", "de dhr.".
_LIDWOORD = "de"
_INITIALS = re.compile(r"^(?:[^\W\d_]\.?-?){1,6}$")


def split_name(typed: str) -> tuple[str, str]:
    """Part a typed name into (given names, surname with its tussenvoegsel); without a given name the first is ''.

    Words of address are dropped. With a comma the surname stands first. A tussenvoegsel begins the surname,
    otherwise it is the last word: "Jan Willem van den Berg" -> ("Jan Willem", "van den Berg"), "Anna Maria
    Jansen" -> ("Anna Maria", "Jansen"), "van den Berg" -> ("", "van den Berg"), "Mevr. Berg" -> ("", "Berg").
    """
    before, comma, after = typed.partition(",")
    words = _without_address(normalise_name(before).split())
    if comma and words:
        given = _without_address(normalise_name(after).split())
        ending = [word for word in given if _is_prefix(word)]
        return " ".join(word for word in given if word not in ending), " ".join((*ending, *words))
    prefixes = [place for place, word in enumerate(words) if _is_prefix(word)]
    at = prefixes[0] if prefixes else max(len(words) - 1, 0)
    return " ".join(words[:at]), " ".join(words[at:])


def _is_prefix(word: str) -> bool:
    """A tussenvoegsel; a lone letter only with its apostrophe, for "D." is Dirk and "d'" is not."""
    key, apostrophe = fold(word), not (word[0].isalpha() and (word[-1].isalpha() or word[-1] == "."))
    return key in TUSSENVOEGSELS and (len(key) > 1 or apostrophe)


def is_initials(given_names: str) -> bool:
    """True for given names that are only letters: "A.", "J.W.", "A B"; False for a name and for nothing."""
    words = given_names.split()
    return bool(words) and all(_single_letters(word) for word in words)


def _single_letters(word: str) -> bool:
    parts = [part for part in re.split(r"[.\-]", word) if part]
    return bool(_INITIALS.match(word)) and all(len(part) == 1 for part in parts)


def _without_address(words: list[str]) -> list[str]:
    """Drop words of address at the beginning; the last word always stays, for it may be a name."""
    left = list(words)
    while len(left) > 1:
        first, second = fold(left[0]), fold(left[1])
        if first in AANSPREEKWOORDEN or (first == _LIDWOORD and second in AANSPREEKWOORDEN and len(left) > 2):
            left.pop(0)
        else:
            break
    return left
