"""Keeps the index of names up to date: which words find whom, in the care of which teams."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from keukentafel.personen.models import Naamvariant, Naamwoord, Persoon, Zoeksleutel
from keukentafel.personen.namen import deletions, sound
from keukentafel.personen.registers import TEAMS_VAN_PERSONEN
from keukentafel.personen.zoekvraag import search_pairs

BATCH = 2000
MAX_WORD = 60
SOUND_MARK = "~"
GEEN_TEAM = 0


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
    teams = teams_of_personen(ids)
    keys = [
        Zoeksleutel(persoon_id=persoon.pk, eerste=one, tweede=other, bereik=team)
        for persoon in personen
        if is_findable(persoon)
        for one, other in _pairs(persoon)
        for team in sorted(teams.get(persoon.pk, {}) or [GEEN_TEAM])
    ]
    Zoeksleutel.objects.bulk_create(keys, batch_size=BATCH)
    _learn_words({key.eerste for key in keys})


def is_findable(persoon: Persoon) -> bool:
    """True when a person may be found by name at all."""
    return persoon.samengevoegd_in_id is None and not persoon.pseudoniem


def refresh_bereik(persoon_ids: Collection[int]) -> None:
    """Rooms above call this when persons come into or leave the care of a team."""
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


def rebuild_index(batch: int = 500) -> int:
    """Write the whole index anew, for instance after a change of its rules; returns the number of persons."""
    Zoeksleutel.objects.all().delete()
    done, last = 0, 0
    while part := list(Persoon.objects.filter(pk__gt=last).defer("bsn").order_by("pk")[:batch]):
        index_personen(part, new=True)
        done, last = done + len(part), part[-1].pk
    return done


def _pairs(persoon: Persoon) -> Iterable[tuple[str, str]]:
    for one, other in sorted(search_pairs(persoon.voornamen, [persoon.achternaam])):
        yield one[:MAX_WORD], other[:MAX_WORD]


def _learn_words(words: set[str]) -> None:
    """Add words that were never seen before, with the spellings under which they are found when misspelt."""
    for start in range(0, len(words), BATCH):
        part = sorted(words)[start : start + BATCH]
        known = set(Naamwoord.objects.filter(woord__in=part).values_list("woord", flat=True))
        unseen = [word for word in part if word not in known]
        if not unseen:
            continue
        Naamwoord.objects.bulk_create([Naamwoord(woord=word) for word in unseen], ignore_conflicts=True)
        pks: Mapping[str, int] = dict(Naamwoord.objects.filter(woord__in=unseen).values_list("woord", "pk"))
        Naamvariant.objects.bulk_create(
            [Naamvariant(sleutel=key, naamwoord_id=pks[word]) for word in unseen for key in variant_keys(word)],
            batch_size=BATCH,
        )


def variant_keys(word: str) -> list[str]:
    """Return the keys under which a word is found when it is misspelt: by spelling and, marked, by sound."""
    return sorted(deletions(word) | {SOUND_MARK + key for key in deletions(sound(word))})
