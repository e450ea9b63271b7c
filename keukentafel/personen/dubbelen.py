"""Is this someone we know already? Asked while a name is typed (R-017).

Whom the reader may recognise is named, with why. Of someone he may not see he hears only that a like one
exists and whom to ask; of someone shielded, or closed to him, nothing at all (security.md 2.3).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from keukentafel.audit.public import note_read
from keukentafel.core.muur import weighs
from keukentafel.personen import zoeken
from keukentafel.personen.belang import hidden_among
from keukentafel.personen.getypt import is_initials
from keukentafel.personen.kaarten import Persoonskaart, persoonskaart
from keukentafel.personen.models import Persoon, bsn_fingerprint
from keukentafel.personen.namen import name_words
from keukentafel.personen.permissions import HERKENNEN, facts_of_personen, households_of, may_match_bsn
from keukentafel.personen.zoekindex import teams_of_personen
from keukentafel.personen.zoekvraag import name_likeness
from keukentafel.toegang.public import Gebruiker, Reden, decision

MAX_GENOEMD = 5
MAX_BEOORDEELD = 40
ZELFDE_NAAM = 0.93
LIJKT_OP_NAAM = 0.78
VAAG = 0.55
INITIAAL = 0.95  # what an initial in common is worth beside the whole given name
ACHTERNAAM = "zelfde achternaam"  # weak: only told of whom the reader may recognise
GEEN_TEAM = "het loket"


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """What was typed so far of someone; any part may be empty. Never printed."""

    voornamen: str = ""
    achternaam: str = ""
    geboortedatum: date | None = None
    postcode: str = ""
    huisnummer: str = ""
    bsn: str = ""

    def __repr__(self) -> str:
        return "Kenmerken(…)"


@dataclass(frozen=True, slots=True)
class Gelijkende:
    """Someone who may be the same person, and in which respects."""

    persoon: Persoonskaart
    huishouden: str
    waarom: str


@dataclass(frozen=True, slots=True)
class Gelijkenden:
    """Who is like the one that was typed: named ones, and teams to ask about those who may not be named."""

    bekend: tuple[Gelijkende, ...] = ()
    vraag_aan: tuple[str, ...] = ()


@weighs
def suggest_gelijkenden(user: Gebruiker, typed: Kenmerken, *, op: date | None = None) -> Gelijkenden:
    """Return who resembles what was typed, as far as this user may know; logs each person told of."""
    day = op or date.today()
    likely = _likely(
        typed if may_match_bsn(user) else replace(typed, bsn=""), lambda ids: set(ids) - hidden_among(user, ids, day)
    )
    if not likely:
        return Gelijkenden()
    homes = households_of([persoon.pk for persoon, _why in likely], day)
    facts = facts_of_personen(user, homes.keys(), day, homes=homes)
    named, unnamed = [], []
    for persoon, why in likely:
        besluit = decision(user, HERKENNEN, facts[persoon.pk])
        if besluit.toegestaan:
            named.append((persoon, why, besluit))
        elif why != ACHTERNAAM and besluit.reden not in (Reden.AFGESCHERMD, Reden.BELANG):
            unnamed.append(persoon.pk)
    named = named[:MAX_GENOEMD]
    note_read("gelijkende_genoemd", None, subjects=[persoon.pk for persoon, *_ in named])
    note_read("gelijkende_gemeld", None, subjects=unnamed)
    return Gelijkenden(
        tuple(
            Gelijkende(
                persoonskaart(persoon, besluit, day, met_bsn=False),
                ", ".join(home.naam for home in homes[persoon.pk]),
                why,
            )
            for persoon, why, besluit in named
        ),
        _teams_to_ask(unnamed),
    )


@weighs
def find_same(typed: Kenmerken) -> Persoon | None:
    """Return who was born that day and resembles most, for a link that shows nothing; None when nobody does."""
    born = (persoon for persoon, _why in _likely(typed) if persoon.geboortedatum == typed.geboortedatum)
    return next(born, None)


def _teams_to_ask(persoon_ids: Sequence[int]) -> tuple[str, ...]:
    """Names of the teams that know them; who is in no team's care is known at the desk."""
    teams = teams_of_personen(persoon_ids)
    names = {name for pk in persoon_ids for name in (teams.get(pk) or {0: GEEN_TEAM}).values()}
    return tuple(sorted(names))


def _likely(typed: Kenmerken, known: Callable[[set[int]], set[int]] = set) -> list[tuple[Persoon, str]]:
    """Candidates that resemble enough, the most alike first, each with the reason in words.

    `known` leaves out who does not exist for the reader, before anything is ranked: his absence changes no answer.
    """
    found = Persoon.objects.current().filter(pk__in=known(_candidates(typed))).defer("bsn").order_by("pk")
    scored = [(score, persoon, why) for persoon in found for score, why in (_resemblance(typed, persoon),) if why]
    if not scored and typed.voornamen and typed.achternaam:
        scored = [(0.0, persoon, ACHTERNAAM) for persoon in _of_rare_surname(typed, known)]
    scored.sort(key=lambda item: (-item[0], item[1].pk))
    return [(persoon, why) for _score, persoon, why in scored[:MAX_BEOORDEELD]]


def _candidates(typed: Kenmerken) -> set[int]:
    words = _words(typed)
    ids: set[int] = set()
    if typed.bsn:
        ids.update(zoeken.by_bsn(typed.bsn))
    if typed.geboortedatum:
        ids.update(zoeken.by_birth(typed.geboortedatum))
    number = zoeken.house_number(typed.huisnummer)
    if typed.postcode and number is not None:
        ids.update(zoeken.by_address(typed.postcode, number))
    if name_words(typed.achternaam):
        if not is_initials(typed.voornamen):
            ids.update(zoeken.by_name(words, None))
            ids.update(zoeken.by_likeness(words, None))
        if len(words) > 1:  # whoever is recorded, or asked for, by his initials
            ids.update(zoeken.by_name((words[-1], words[0][:1]), None))
    return ids


def _of_rare_surname(typed: Kenmerken, known: Callable[[set[int]], set[int]]) -> list[Persoon]:
    """Who carries exactly this surname, when they are few: a given name is often not the one in the passport."""
    surname = name_words(typed.achternaam)
    ids = known(set(zoeken.by_name(surname[-1:], None)))
    found = Persoon.objects.current().filter(pk__in=ids).defer("bsn").order_by("pk")
    same = [persoon for persoon in found if name_words(persoon.achternaam) == surname]
    fits = [persoon for persoon in same if typed.geboortedatum in (None, persoon.geboortedatum)]
    return fits if len(same) <= MAX_GENOEMD else []


def _words(typed: Kenmerken) -> tuple[str, ...]:
    """First given name and last word of the surname: the pair under which someone is indexed."""
    given, last = name_words(typed.voornamen)[:1] if typed.voornamen else (), name_words(typed.achternaam)[-1:]
    return (*given, *last)


def resembles(typed: Kenmerken, persoon: Persoon) -> bool:
    """Tell whether this person resembles what was typed enough to be mentioned."""
    return bool(_resemblance(typed, persoon)[1])


def _resemblance(typed: Kenmerken, persoon: Persoon) -> tuple[float, str]:
    """Return (score, reason); an empty reason: not alike enough to mention.

    A BSN decides alone. A name alone must be all but equal; with a date of birth or an address beside it, it
    may be misspelt; date and address together allow another surname (marriage), or no name at all yet.
    """
    if typed.bsn and persoon.bsn_index == bsn_fingerprint(typed.bsn):
        return 9.0, "zelfde burgerservicenummer"
    name, same = _name_score(typed, persoon)
    born = typed.geboortedatum is not None and typed.geboortedatum == persoon.geboortedatum
    other_birth = typed.geboortedatum is not None and persoon.geboortedatum is not None and not born
    home = bool(typed.postcode) and typed.postcode == persoon.postcode and not persoon.geheim_adres
    home = home and zoeken.house_number(typed.huisnummer) == zoeken.house_number(persoon.huisnummer)
    alike = (
        (born and home and (name >= VAAG or not same))
        or ((born or home) and name >= LIJKT_OP_NAAM)
        or (name >= ZELFDE_NAAM and not other_birth)
    )
    if not alike:
        return 0.0, ""
    parts = [same if name >= ZELFDE_NAAM else "naam lijkt erop"] if same else []
    parts += ["zelfde geboortedatum"] if born else []
    parts += ["zelfde adres"] if home else []
    return name + 2 * born + home, ", ".join(parts)


def _name_score(typed: Kenmerken, persoon: Persoon) -> tuple[float, str]:
    """Return how much the names resemble, 0.0 to 1.0, and what they have in common when they are the same.

    Initials on either side are held against the initial of the other. Without a name typed: (0.0, '').
    """
    given, surname = name_words(typed.voornamen), name_words(typed.achternaam)
    if given and persoon.voornamen and (is_initials(typed.voornamen) or is_initials(persoon.voornamen)):
        letter = given[0][:1] == name_words(persoon.voornamen)[0][:1]
        likeness = name_likeness(surname, persoon.achternaam) * INITIAAL
        return likeness if letter else min(likeness, VAAG), "zelfde achternaam en voorletter"
    asked = (*given, *surname)
    return name_likeness(asked, f"{persoon.voornamen} {persoon.achternaam}"), "zelfde naam" if asked else ""
