"""What someone typed in the search box, and under which keys a name is found: pure rules, no Django.

A name is kept as pairs of its words in both orders ("jan", "jansen") and ("jansen", "jan"). Two words as
typed are then one equality and one prefix on one index: as fast among a million people as among a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from keukentafel.personen.bsn import find_bsn, normalise_bsn, plain_digits
from keukentafel.personen.namen import name_words, sound, trigram_similarity

MAX_TYPED = 120
MAX_GIVEN, MAX_SURNAME = 3, 3
#: From this likeness (0 to 1) on, a word counts as another spelling of the word that was typed.
NEAR = 0.66
SAME_SOUND = 0.90

_DATE = re.compile(r"(?<!\d)(?:(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})|(\d{4})-(\d{1,2})-(\d{1,2}))(?!\d)")
_ADDRESS = re.compile(
    r"(?<!\w)([1-9]\d{3}) ?([A-Za-z]{2})(?!\w)"
    r"(?:[ ,]*(\d{1,5})(?: ?-? ?([A-Za-z]|\d{1,4}))?(?![\w-]))?"
)


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """The question taken apart; empty parts were not asked for. Holds a BSN: never log or print it."""

    woorden: tuple[str, ...] = ()
    geboren_op: date | None = None
    postcode: str = ""
    huisnummer: int | None = None
    bsn: str = ""

    def __bool__(self) -> bool:
        return bool(self.woorden or self.geboren_op or self.postcode or self.bsn)

    def __repr__(self) -> str:
        return "Zoekvraag(…)"


def parse_query(typed: str, today: date) -> Zoekvraag:
    """Take apart what was typed: name words, a date of birth, postcode with number, a BSN; in any order.

    Two digits of a year mean the last time that year was past ("12-3-86" is 1986, "12-3-19" is 2019).
    """
    rest = typed[:MAX_TYPED]
    bsn, rest = _take_bsn(rest)
    born, rest = _take_date(rest, today)
    postcode, number, rest = _take_address(rest)
    words = tuple(word for word in name_words(rest) if not word.isdigit())
    return Zoekvraag(woorden=words, geboren_op=born, postcode=postcode, huisnummer=number, bsn=bsn)


def _take_bsn(text: str) -> tuple[str, str]:
    place = find_bsn(text)
    if place is None:
        return "", text
    start, end = place
    return normalise_bsn(plain_digits(text[start:end])), text[:start] + " " + text[end:]


def _take_date(text: str, today: date) -> tuple[date | None, str]:
    match = _DATE.search(text)
    if match is None:
        return None, text
    day, month, year, iso_year, iso_month, iso_day = match.groups()
    if iso_year:
        day, month, year = iso_day, iso_month, iso_year
    full = int(year)
    if len(year) == 2:
        full += 2000 if 2000 + full <= today.year else 1900
    try:
        return date(full, int(month), int(day)), text[: match.start()] + " " + text[match.end() :]
    except ValueError:
        return None, text


def _take_address(text: str) -> tuple[str, int | None, str]:
    match = _ADDRESS.search(text)
    if match is None:
        return "", None, text
    digits, letters, number, _addition = match.groups()
    rest = text[: match.start()] + " " + text[match.end() :]
    return digits + letters.upper(), int(number) if number else None, rest


def search_pairs(given_names: str, surnames: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of words under which a person is found; a lone word is paired with ''.

    `surnames` are all surnames someone goes by (own name, pseudonym), with or without tussenvoegsel. Every
    pair holds at least one word of a surname, in both orders.
    """
    given = _distinct(name_words(given_names))[:MAX_GIVEN] if given_names else ()
    last = _distinct(word for surname in surnames for word in name_words(surname))[:MAX_SURNAME]
    if not last:
        return frozenset((word, "") for word in given)
    pairs = {(one, other) for one in last for other in (*given, *last) if one != other}
    pairs |= {(other, one) for one, other in pairs}
    return frozenset(pairs) or frozenset({(last[0], "")})


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def word_likeness(typed: str, known: str) -> float:
    """Return how likely `known` is what was meant by `typed`, 0.0 to 1.0: by spelling or by sound."""
    if typed == known:
        return 1.0
    spelling = OSA.normalized_similarity(typed, known)
    heard = sound(typed), sound(known)
    if heard[0] == heard[1]:
        return max(SAME_SOUND, spelling)
    return max(spelling, 0.95 * OSA.normalized_similarity(*heard))


def nearest_words(typed: str, known: Iterable[str], limit: int) -> list[str]:
    """Return the words that are near enough to what was typed, the nearest first."""
    scored = sorted((-word_likeness(typed, word), word) for word in set(known))
    return [word for unlike, word in scored[:limit] if -unlike >= NEAR]


def name_likeness(asked: Iterable[str], name: str) -> float:
    """Return how well a whole name answers the words asked for, 0.0 to 1.0; orders a list of hits.

    Each word asked is held against the word of the name it resembles most; trigrams break ties.
    """
    words = name_words(name)
    wanted = tuple(asked)
    if not words or not wanted:
        return 0.0
    best = [max(_with_prefix(one, word) for word in words) for one in wanted]
    return sum(best) / len(best) * 0.98 + trigram_similarity(" ".join(wanted), name) * 0.02


def _with_prefix(asked: str, word: str) -> float:
    likeness = word_likeness(asked, word)
    return max(likeness, 0.97) if word.startswith(asked) else likeness
