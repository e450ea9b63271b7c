"""Keeps the index of names up to date: which words find whom, in the care of which teams."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from keukentafel.core.inlezen import bulk_append
from keukentafel.personen.models import Naamvariant, Naamwoord, Persoon, Zoeksleutel
from keukentafel.personen.namen import deletions, sound
from keukentafel.personen.registers import TEAMS_VAN_PERSONEN
from keukentafel.personen.zoekvraag import search_pairs

BATCH = 2000
M = TypeVar("M", Zoeksleutel, Naamvariant)
FEW = 200  # up to so many rows one statement is quicker than a bulk load
MAX_WORD = 60
SOUND_MARK = "~"
GEEN_TEAM = 0
_waiting: ContextVar[set[int] | None] = ContextVar("later_indexeren", default=None)


def teams_of_personen(persoon_ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Return per person the teams (id and name) in whose care he is now, as the rooms above tell."""
    found: dict[int, dict[int, str]] = {}
    for source in TEAMS_VAN_PERSONEN:
        for persoon_id, teams in source(persoon_ids).items():
            found.setdefault(persoon_id, {}).update(teams)
    return found


def index_personen(personen: Sequence[Persoon], *, new: bool = False) -> None:
    """Write the search keys of these persons anew; inside the transaction that changed them.

    A pseudonym and a person who was merged away are not found by name (security.md 2.3). `new` True: nothing
    of them is in the index yet, so nothing is removed.
    """
    ids = [persoon.pk for persoon in personen]
    if not new:
        Zoeksleutel.objects.filter(persoon__in=ids).delete()
    if (waiting := _waiting.get()) is not None:
        waiting.update(ids)
        return
    _write(ids, {one.pk: (one.voornamen, one.achternaam) for one in personen if is_findable(one)})


def index_new(persoon_ids: Collection[int]) -> None:
    """Write the search keys of persons who were just brought in, and are not in the index yet."""
    if (waiting := _waiting.get()) is not None:
        waiting.update(persoon_ids)
        return
    everyone, words = sorted(persoon_ids), set[str]()
    for start in range(0, len(everyone), BATCH):
        part = everyone[start : start + BATCH]
        findable = Persoon.objects.filter(pk__in=part, samengevoegd_in=None, pseudoniem=False).order_by()
        rows = findable.values_list("pk", "voornamen", "achternaam")
        words |= _add_keys(part, {pk: (given, surname) for pk, given, surname in rows})
    _learn_words(words)


def index_again(persoon_ids: Collection[int]) -> None:
    """Write the search keys of persons anew whose names were changed in bulk."""
    if (waiting := _waiting.get()) is not None:
        waiting.update(persoon_ids)
        return
    known = sorted(persoon_ids)
    for start in range(0, len(known), BATCH):
        Zoeksleutel.objects.filter(persoon__in=known[start : start + BATCH]).delete()
    index_new(known)


@contextmanager
def index_later() -> Iterator[None]:
    """Inside, who is brought in or comes to a team is only remembered; at the end all are indexed at once.

    For an import: a person comes in first and into the care of a team later, and would be written twice. Inside
    the transaction of the import. When the block raises, nothing is indexed.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting = set[int]()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    index_again(waiting)


def is_findable(persoon: Persoon) -> bool:
    """True when a person may be found by name at all."""
    return persoon.samengevoegd_in_id is None and not persoon.pseudoniem


def refresh_bereik(persoon_ids: Collection[int]) -> None:
    """Rooms above call this when persons come into or leave the care of a team."""
    if (waiting := _waiting.get()) is not None:
        waiting.update(persoon_ids)
        return
    everyone = sorted(set(persoon_ids))
    for start in range(0, len(everyone), BATCH):
        _refresh(set(everyone[start : start + BATCH]))


def _refresh(wanted: set[int]) -> None:
    current: dict[int, set[int]] = {pk: set() for pk in wanted}
    keys = Zoeksleutel.objects.filter(persoon__in=wanted).order_by()
    for persoon_id, team in keys.values_list("persoon_id", "bereik").distinct():
        current[persoon_id].add(team)
    teams = teams_of_personen(wanted)
    moved: dict[int, list[int]] = {}
    rewritten = []
    for pk, was in current.items():
        now = set(teams.get(pk, {})) or {GEEN_TEAM}
        if was and was != now:
            if len(was) == len(now) == 1:
                moved.setdefault(now.pop(), []).append(pk)
            else:
                rewritten.append(pk)
    for team, ids in moved.items():
        Zoeksleutel.objects.filter(persoon__in=ids).update(bereik=team)
    if rewritten:
        index_personen(list(Persoon.objects.filter(pk__in=rewritten).defer("bsn")))


def rebuild_index(batch: int = 10_000) -> int:
    """Write the whole index anew, for instance after a change of its rules; returns the number of persons."""
    Zoeksleutel.objects.all().delete()
    done, last = 0, 0
    while part := list(Persoon.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:batch]):
        index_new(part)
        done, last = done + len(part), part[-1]
    return done


def _write(persoon_ids: Sequence[int], names: Mapping[int, tuple[str, str]]) -> None:
    _learn_words(_add_keys(persoon_ids, names))


def _add_keys(persoon_ids: Sequence[int], names: Mapping[int, tuple[str, str]]) -> set[str]:
    """Add the keys of these persons, by their (voornamen, achternaam); returns the words of their names."""
    teams = teams_of_personen(persoon_ids)
    keys = [
        (pk, one, other, team)
        for pk, (given, surname) in names.items()
        for one, other in _pairs(given, surname)
        for team in sorted(teams.get(pk, {}) or [GEEN_TEAM])
    ]
    _store(Zoeksleutel, ("persoon_id", "eerste", "tweede", "bereik"), keys)
    return {key[1] for key in keys}


def _store(model: type[M], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    if len(rows) > FEW:
        bulk_append(model, names, rows, len(rows))
    else:
        model._default_manager.bulk_create([model(**dict(zip(names, row, strict=True))) for row in rows])


def _pairs(voornamen: str, achternaam: str) -> Iterable[tuple[str, str]]:
    for one, other in sorted(search_pairs(voornamen, [achternaam])):
        yield one[:MAX_WORD], other[:MAX_WORD]


def _learn_words(words: set[str]) -> None:
    """Add words that were never seen before, with the spellings under which they are found when misspelt."""
    everything = sorted(words)
    for start in range(0, len(everything), BATCH):
        part = everything[start : start + BATCH]
        known = set(Naamwoord.objects.filter(woord__in=part).values_list("woord", flat=True))
        unseen = [word for word in part if word not in known]
        if not unseen:
            continue
        Naamwoord.objects.bulk_create([Naamwoord(woord=word) for word in unseen], ignore_conflicts=True)
        pks: Mapping[str, int] = dict(Naamwoord.objects.filter(woord__in=unseen).values_list("woord", "pk"))
        variants = [(key, pks[word]) for word in unseen for key in variant_keys(word)]
        _store(Naamvariant, ("sleutel", "naamwoord_id"), variants)


def variant_keys(word: str) -> list[str]:
    """Return the keys under which a word is found when it is misspelt: by spelling and, marked, by sound."""
    return sorted(deletions(word) | {SOUND_MARK + key for key in deletions(sound(word))})
