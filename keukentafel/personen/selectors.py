"""Reads for other rooms and for the screens: search, likeness, cards. Each logs whom it showed."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from keukentafel.audit.public import note_read, note_search
from keukentafel.core.geheimschrift import decrypt, encrypt
from keukentafel.core.opvragen import compiled
from keukentafel.core.sleutelbos import Doel
from keukentafel.personen import zoeken
from keukentafel.personen.belang import hidden_among
from keukentafel.personen.kaarten import Persoonskaart, persoonskaart
from keukentafel.personen.models import Huishouden, Persoon
from keukentafel.personen.permissions import HERKENNEN, facts_of_personen, households_of, sees_everyone
from keukentafel.personen.registers import BUITEN_TEAM, TEAMS_VAN_GEBRUIKER
from keukentafel.personen.zoekvraag import Zoekvraag, name_likeness, parse_query
from keukentafel.toegang.public import Besluit, Gebruiker, Veld, decision

MAX_TREFFERS = 20
MAX_BEOORDEELD = 28  # candidates that are held against the rights of the searcher
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


@dataclass(frozen=True, slots=True)
class _Beoordeeld:
    """A candidate that may be shown, with the decision and where he lives."""

    persoon: Persoon
    besluit: Besluit
    huishoudens: Sequence[Huishouden]
    gelijkend: bool


def find_personen(user: Gebruiker, typed: str, *, op: date | None = None) -> Zoekresultaat:
    """Search persons by name (also misspelt), date of birth, address or BSN, in one line of text.

    Shows only whom this user may recognise; logs the search (terms encrypted) and one line per person shown.
    """
    day = op or date.today()
    vraag = parse_query(typed, day)
    if not vraag:
        return Zoekresultaat(())
    scope, extra = _scope(user)
    ids = _known(user, zoeken.by_everything(vraag, scope, extra), day)
    exact = _rank(vraag, ids, like=False)
    alike = _known(user, _near(vraag, scope, extra, set(ids)), day) if len(exact) < GENOEG else ()
    near = _rank(vraag, alike, like=True) if alike else []
    found = _judge(user, vraag, exact, near, day)
    shown = found[:MAX_TREFFERS]
    hits = tuple(_hit(one, day) for one in shown)
    note_terms("persoon_gezocht", typed, hits=len(hits))
    note_read("persoon_gezocht", None, subjects=[hit.persoon.id for hit in hits])
    return Zoekresultaat(hits, meer=len(found) > len(shown) or len(ids) > len(exact) >= MAX_BEOORDEELD)


def note_terms(actie: str, typed: str, *, hits: int) -> None:
    """Write down that someone searched and for what; the terms are encrypted, only the privacy officer opens them."""
    note_search(actie, encrypt(typed.encode(), ZOEKTERM, doel=Doel.ZOEKTERMEN), hits=hits)


def read_terms(cipher: bytes) -> str:
    """What somebody searched for; only for the privacy officer's screen, which logs it. Raises OntsleutelingMislukt."""
    return decrypt(cipher, ZOEKTERM).decode()


def count_zonder_casus(*, in_casus: QuerySet[Any, Any], buiten: Collection[int] = ()) -> dict[str, int]:
    """Return how many persons are known without a case, by code of the reason (R-004); no name, nobody logged.

    `in_casus`: the ids of who has a case; `buiten`: of who does not exist for the reader.
    """
    known = Persoon.objects.current().exclude(reden_zonder_casus="").exclude(pk__in=in_casus).exclude(pk__in=buiten)
    known = known.order_by()
    rows = known.values_list("reden_zonder_casus").annotate(aantal=Count("pk"))
    return {str(reason): count for reason, count in sorted(rows)}


def _scope(user: Gebruiker) -> tuple[frozenset[int] | None, frozenset[int]]:
    """Where this user may find people: None is everywhere, otherwise his teams and some persons besides."""
    if sees_everyone(user):
        return None, frozenset()
    teams = frozenset(team for source in TEAMS_VAN_GEBRUIKER for team in source(user))
    return teams, frozenset(pk for source in BUITEN_TEAM for pk in source(user))


def _known(user: Gebruiker, ids: Sequence[int], op: date) -> list[int]:
    """These candidates without who does not exist for the searcher: he pushes nobody else off the list either."""
    hidden = hidden_among(user, ids, op)
    return [pk for pk in ids if pk not in hidden]


def _near(
    vraag: Zoekvraag, scope: frozenset[int] | None, extra: frozenset[int], seen: AbstractSet[int]
) -> Sequence[int]:
    """Look-alikes besides those seen; with a date or address they were among the candidates already."""
    if vraag.geboren_op or vraag.postcode or vraag.bsn:
        return ()
    return [pk for pk in zoeken.by_likeness(vraag.woorden, scope, extra) if pk not in seen]


def _rank(vraag: Zoekvraag, ids: Sequence[int], *, like: bool) -> list[int]:
    """The best candidates in order. One or two words that begin a name come in order from the index.

    Everything else is ranked by likeness of the name; who resembles too little is left out.
    """
    if not vraag.woorden or not (like or vraag.geboren_op or vraag.postcode or vraag.bsn or len(vraag.woorden) > 2):
        return list(ids[:MAX_BEOORDEELD])
    names = Persoon.objects.current().filter(pk__in=ids).order_by("pk").values_list("pk", "voornamen", "achternaam")
    scored = [(-name_likeness(vraag.woorden, f"{given} {last}"), pk) for pk, given, last in names]
    return [pk for unlike, pk in sorted(scored)[:MAX_BEOORDEELD] if -unlike >= LIKE_ENOUGH]


def _judge(user: Gebruiker, vraag: Zoekvraag, exact: Sequence[int], near: Sequence[int], op: date) -> list[_Beoordeeld]:
    """Keep whom this user may recognise, exact ones first. A BSN finds only for who may see BSNs."""
    personen = _in_order([*exact, *near])
    homes = households_of([persoon.pk for persoon in personen], op)
    facts = facts_of_personen(user, homes.keys(), op, homes=homes)
    allowed = []
    for persoon in personen:
        besluit = decision(user, HERKENNEN, facts[persoon.pk])
        if besluit.toegestaan and (not vraag.bsn or besluit.mag_zien(Veld.BSN)):
            allowed.append(_Beoordeeld(persoon, besluit, homes[persoon.pk], persoon.pk in near))
    return allowed


def _in_order(ids: Sequence[int]) -> list[Persoon]:
    """The persons in the order of the ids, without their encrypted number: no list shows it."""
    found = {person.pk: person for person in _persons(ids)}
    return [found[pk] for pk in ids if pk in found]


@compiled
def _persons(ids: Collection[int]) -> QuerySet[Persoon]:
    return Persoon.objects.current().defer("bsn").filter(pk__in=ids).order_by()


def _hit(one: _Beoordeeld, op: date) -> Treffer:
    home = one.huishoudens[0] if one.huishoudens else None
    card = persoonskaart(one.persoon, one.besluit, op, met_bsn=False)
    return Treffer(card, home.pk if home else None, home.naam if home else "", one.gelijkend)
