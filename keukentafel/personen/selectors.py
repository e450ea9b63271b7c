"""Reads for other rooms and for the screens: search, likeness, cards. Each logs whom it showed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keukentafel.audit.public import note_read, note_search
from keukentafel.core.versleuteling import encrypt
from keukentafel.personen import zoeken
from keukentafel.personen.kaarten import Persoonskaart, households_of, persoonskaart
from keukentafel.personen.models import Huishouden, Persoon
from keukentafel.personen.permissions import HERKENNEN, facts_of_personen, sees_everyone
from keukentafel.personen.registers import BUITEN_TEAM, TEAMS_VAN_GEBRUIKER
from keukentafel.personen.zoekvraag import Zoekvraag, name_likeness, parse_query
from keukentafel.toegang.public import Besluit, Gebruiker, Veld, decision

MAX_TREFFERS = 20
MAX_BEOORDEELD = 90  # candidates that are held against the rights of the searcher
GENOEG = 5  # with fewer exact hits, look-alikes are shown as well
LIKE_ENOUGH = 0.72
ZOEKTERM = "audit.regel.geheim"  # place to which the encrypted search terms are bound


@dataclass(frozen=True, slots=True)
class Treffer:
    """Someone who was found: his card, where he lives, and whether his name only resembles what was typed."""

    persoon: Persoonskaart
    huishouden_id: int | None
    huishouden: str
    gelijkend: bool


@dataclass(frozen=True, slots=True)
class Zoekresultaat:
    """Hits in order of likeness; `meer` when there were too many to show."""

    treffers: tuple[Treffer, ...]
    meer: bool = False


def find_personen(user: Gebruiker, typed: str, *, op: date | None = None) -> Zoekresultaat:
    """Search persons by name (also misspelt), date of birth, address or BSN, in one line of text.

    Shows only whom this user may recognise; logs the search (terms encrypted) and one line per person shown.
    """
    day = op or date.today()
    vraag = parse_query(typed, day)
    if not vraag:
        return Zoekresultaat(())
    scope, extra = _scope(user)
    exact = _judge(user, vraag, zoeken.by_everything(vraag, scope, extra), day, like=False)
    found = [(likeness, persoon, besluit, False) for likeness, persoon, besluit in exact]
    if vraag.woorden and len(exact) < GENOEG:
        seen = {persoon.pk for _likeness, persoon, _besluit in exact}
        near = [pk for pk in _near(vraag, scope, extra) if pk not in seen]
        found += [(*hit, True) for hit in _judge(user, vraag, near, day, like=True)]
    found.sort(key=lambda hit: (hit[3], -hit[0], hit[1].pk))
    shown = found[:MAX_TREFFERS]
    homes = households_of([persoon.pk for _likeness, persoon, *_rest in shown], day)
    hits = tuple(_hit(persoon, besluit, homes[persoon.pk], day, like) for _l, persoon, besluit, like in shown)
    note_search("persoon_gezocht", encrypt(typed.encode(), ZOEKTERM), hits=len(hits))
    note_read("persoon_gezocht", None, subjects=[hit.persoon.id for hit in hits])
    return Zoekresultaat(hits, meer=len(found) > len(shown))


def _scope(user: Gebruiker) -> tuple[frozenset[int] | None, frozenset[int]]:
    """Where this user may find people: None is everywhere, otherwise his teams and some persons besides."""
    if sees_everyone(user):
        return None, frozenset()
    teams = frozenset(team for source in TEAMS_VAN_GEBRUIKER for team in source(user))
    return teams, frozenset(pk for source in BUITEN_TEAM for pk in source(user))


def _near(vraag: Zoekvraag, scope: frozenset[int] | None, extra: frozenset[int]) -> Sequence[int]:
    """Look-alikes: with a date or address they were among the candidates already."""
    if vraag.geboren_op or vraag.postcode or vraag.bsn:
        return ()
    return zoeken.by_likeness(vraag.woorden, scope, extra)


def _judge(
    user: Gebruiker, vraag: Zoekvraag, ids: Sequence[int], op: date, *, like: bool
) -> list[tuple[float, Persoon, Besluit]]:
    """Rank the candidates, and keep whom this user may recognise. A BSN finds only for who may see BSNs."""
    ranked = sorted(
        ((_likeness(vraag, persoon), persoon) for persoon in _named(ids)),
        key=lambda pair: (-pair[0], pair[1].pk),
    )[:MAX_BEOORDEELD]
    if vraag.woorden and (like or vraag.geboren_op or vraag.postcode or vraag.bsn or len(vraag.woorden) > 2):
        ranked = [pair for pair in ranked if pair[0] >= LIKE_ENOUGH]
    facts = facts_of_personen(user, [persoon.pk for _score, persoon in ranked], op)
    allowed = []
    for score, persoon in ranked:
        besluit = decision(user, HERKENNEN, facts[persoon.pk])
        if besluit.toegestaan and (not vraag.bsn or besluit.mag_zien(Veld.BSN)):
            allowed.append((score, persoon, besluit))
    return allowed


def _named(ids: Sequence[int]) -> list[Persoon]:
    """The persons without their encrypted number: it is shown nowhere in a list."""
    return list(Persoon.objects.current().filter(pk__in=ids).defer("bsn").order_by("pk"))


def _likeness(vraag: Zoekvraag, persoon: Persoon) -> float:
    return name_likeness(vraag.woorden, f"{persoon.voornamen} {persoon.achternaam}") if vraag.woorden else 1.0


def _hit(persoon: Persoon, besluit: Besluit, homes: list[Huishouden], op: date, like: bool) -> Treffer:
    home = homes[0] if homes else None
    card = persoonskaart(persoon, besluit, op, met_bsn=False)
    return Treffer(card, home.pk if home else None, home.naam if home else "", like)
