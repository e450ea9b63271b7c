"""Candidates for a search by name, date of birth, address or BSN: ids only, the decision comes later.

Every query here walks one index and stops at its limit, so that it costs the same among a thousand people as
among a million.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from keukentafel.core.opvragen import compiled
from keukentafel.personen.models import Naamvariant, Persoon, Zoeksleutel, bsn_fingerprint
from keukentafel.personen.zoekindex import MAX_WORD, variant_keys
from keukentafel.personen.zoekvraag import Zoekvraag, nearest_words

MAX_ROWS = 240  # rows of the index per query; a person has a few
MAX_WORDS = 12  # spellings that are tried for one misspelt word
MAX_VARIANTS = 600
_NUMBER = re.compile(r"\d+")


def by_name(words: Sequence[str], bereik: Collection[int] | None, extra: Collection[int] = ()) -> list[int]:
    """Return ids of persons whose name holds these words, the last one perhaps only begun; at most MAX_ROWS.

    `bereik` None searches everyone; otherwise only who is in the care of these teams, or in `extra`.
    """
    if not words:
        return []
    first, last = words[0][:MAX_WORD], words[-1][:MAX_WORD]
    before, second = (_after(first), None) if len(words) == 1 else (None, last)
    until = None if second is None else _after(second)
    rows = list(_named(first, before, second, until, bereik, None)) if bereik is None or bereik else []
    if extra:
        rows += _named(first, before, second, until, None, extra)
    return list(dict.fromkeys(rows))


@compiled
def _named(
    first: str,
    before: str | None,
    second: str | None,
    second_before: str | None,
    bereik: Collection[int] | None,
    extra: Collection[int] | None,
) -> QuerySet[Zoeksleutel, int]:
    """Persons by the first word (or, with `before`, by how it begins) and by how the second begins.

    A range instead of LIKE: both engines answer it from the index.
    """
    wanted = Q(eerste=first) if before is None else Q(eerste__gte=first, eerste__lt=before)
    if second is not None:
        wanted &= Q(tweede__gte=second, tweede__lt=second_before)
    if bereik is not None:
        wanted &= Q(bereik__in=bereik)
    if extra is not None:
        wanted &= Q(persoon__in=extra)
    return _keys(wanted).values_list("persoon_id", flat=True)[:MAX_ROWS]


def _keys(wanted: Q) -> QuerySet[Zoeksleutel]:
    return Zoeksleutel.objects.filter(wanted).order_by("eerste", "tweede", "persoon_id")


def by_likeness(words: Sequence[str], bereik: Collection[int] | None, extra: Collection[int] = ()) -> list[int]:
    """Return ids of persons whose name sounds or is spelt like these words; at most MAX_ROWS."""
    if not words:
        return []
    first, *rest = near_words(words[0], *words[1:][-1:])
    if not first or [] in rest:
        return []
    wanted = Q(eerste__in=first)
    for last in rest:
        wanted &= Q(tweede__in=last)
    return _persons(wanted, bereik, extra)


def near_words(*typed: str) -> list[list[str]]:
    """Return for each word that was typed the words of names that resemble it, the nearest first; one query."""
    asked = [word[:MAX_WORD] for word in typed]
    keys = [variant_keys(word) for word in asked]
    variants = Naamvariant.objects.filter(sleutel__in={key for found in keys for key in found}).order_by()
    known: dict[str, set[str]] = {}
    for key, word in variants.values_list("sleutel", "naamwoord__woord")[: MAX_VARIANTS * len(asked)]:
        known.setdefault(key, set()).add(word)
    return [
        nearest_words(word, set().union(*(known.get(key, set()) for key in found)), MAX_WORDS)
        for word, found in zip(asked, keys, strict=True)
    ]


def by_birth(born: date) -> list[int]:
    """Return ids of persons who were born that day."""
    return _ids(Persoon.objects.current().filter(geboortedatum=born, pseudoniem=False))


def by_address(postcode: str, number: int | None) -> list[int]:
    """Return ids of persons at a postcode and, when given, that house number with or without an addition.

    By a secret address nobody is found, whoever asks: who knows the address would learn who hides there.
    """
    found = Persoon.objects.current().filter(postcode=postcode, pseudoniem=False, geheim_adres=False)
    if number is None:
        return _ids(found)
    rows = found.filter(huisnummer__startswith=str(number)).order_by().values_list("pk", "huisnummer")[:MAX_ROWS]
    return [pk for pk, value in rows if house_number(value) == number]


def by_bsn(bsn: str) -> list[int]:
    """Return the id of the person with this BSN, as a list of one or none."""
    return _ids(Persoon.objects.current().filter(bsn_index=bsn_fingerprint(bsn)))


def by_everything(vraag: Zoekvraag, bereik: Collection[int] | None, extra: Collection[int] = ()) -> list[int]:
    """Return ids that answer every part of the question, but for the name next to a date or an address.

    With a date, an address or a BSN the name is left to the likeness of whoever ranks the hits: few are left.
    """
    sets: list[list[int]] = []
    if vraag.bsn:
        sets.append(by_bsn(vraag.bsn))
    if vraag.geboren_op:
        sets.append(by_birth(vraag.geboren_op))
    if vraag.postcode:
        sets.append(by_address(vraag.postcode, vraag.huisnummer))
    if not sets:
        return by_name(vraag.woorden, bereik, extra)
    first, *rest = sets
    return [pk for pk in first if all(pk in other for other in map(set, rest))]


def house_number(value: str) -> int | None:
    """Return the number in front of a house number with addition: "14 H" -> 14."""
    match = _NUMBER.match(value)
    return int(match.group()) if match else None


def _after(start: str) -> str:
    """The first text that does not begin with `start`."""
    return start[:-1] + chr(ord(start[-1]) + 1)


def _persons(wanted: Q, bereik: Collection[int] | None, extra: Collection[int]) -> list[int]:
    keys = _keys(wanted)
    if bereik is None:
        rows = list(keys.values_list("persoon_id", flat=True)[:MAX_ROWS])
    else:
        rows = list(keys.filter(bereik__in=bereik).values_list("persoon_id", flat=True)[:MAX_ROWS]) if bereik else []
        if extra:
            rows += keys.filter(persoon__in=extra).values_list("persoon_id", flat=True)[:MAX_ROWS]
    return list(dict.fromkeys(rows))


def _ids(found: QuerySet[Persoon]) -> list[int]:
    return list(found.order_by("pk").values_list("pk", flat=True)[:MAX_ROWS])
