"""Signs that one cannot see and that change what one reads (security.md 6.2): refused where they come in.

A text is kept as it was typed; only a letter and its accent become one sign (NFC), so that two ways of typing the same
name are the same name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

#: Signs that turn the direction of what follows (Unicode Bidirectional Algorithm, UAX 9): they can make a text read as
#: another. Those that only hold a piece together, which a telephone puts around a number, may stay.
KEREND = "\u202b\u202d\u202e\u2067"
#: Beside those: what no text holds. Controls but tab and ends of line, halves of a sign, and what is no sign at all.
_VERBORGEN = re.compile(f"[{KEREND}\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_KEREND = re.compile(f"[{KEREND}]")
_WOORD = re.compile(r"[^\W\d_]+")
_ALFABETTEN = ("LATIN", "CYRILLIC", "GREEK")
#: Signs that go into the one before: the joiner of emoji, colours of skin, halves and letters of flags. Marks too.
_VOEGT = frozenset(map(chr, (0x200D, *range(0x1F3FB, 0x1F400), *range(0x1F1E6, 0x1F200), *range(0xE0020, 0xE0080))))
AANLOOP = 20  # characters before the sign, shown so that one can find it


def has_turning(text: str) -> bool:
    """Whether a sign in this text turns its direction."""
    return not text.isascii() and _KEREND.search(text) is not None


def refuse_hidden(text: str) -> None:
    """Validator of a field. Raises ValidationError with the place of a sign that one cannot see and that misleads."""
    found = _VERBORGEN.search(text) if isinstance(text, str) else None
    if found is None:
        return
    before = text[max(0, found.start() - AANLOOP) : found.start()].strip()
    place = f"na “{before}”" if before else "aan het begin"
    raise ValidationError(
        f"Er staat {place} een teken dat u niet ziet en dat de tekst kan veranderen. Haal dat stukje weg en typ het "
        "opnieuw.",
        code="verborgen_teken",
    )


def refuse_mixed(naam: str) -> None:
    """Validator of a name. Raises ValidationError for a word that mixes alphabets: “Mіeke” with a Cyrillic і.

    Nobody's name is written so; it looks like another name and is not found under it (confusables, UTS 39).
    """
    if naam.isascii():
        return
    for word in _WOORD.findall(naam):
        alphabets = {unicodedata.name(sign, "").partition(" ")[0] for sign in word} & set(_ALFABETTEN)
        if len(alphabets) > 1:
            raise ValidationError(
                f"In “{word}” staan letters van verschillende alfabetten door elkaar. Typ dit woord opnieuw.",
                code="gemengd_alfabet",
            )


def has_composed(text: str) -> bool:
    """Whether one sees fewer signs in this text than it counts: a family of emoji is one sign of seven."""
    return not text.isascii() and any(sign in _VOEGT or unicodedata.category(sign)[0] == "M" for sign in text)


def composed(data: Any) -> Any:
    """The answers to a form with each letter and its accent as one sign (NFC); the same object when they are so."""
    if not isinstance(data, QueryDict):
        return data
    if all(_is_composed(value) for _name, values in data.lists() for value in values):
        return data
    fresh = data.copy()
    for name, values in data.lists():
        fresh.setlist(name, [unicodedata.normalize("NFC", value) for value in values])
    return fresh


def _is_composed(value: str) -> bool:
    return value.isascii() or unicodedata.is_normalized("NFC", value)
