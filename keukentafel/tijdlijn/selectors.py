"""Reads: the timeline of a case, merged from all rooms; who had most contact."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from operator import itemgetter

from django.db.models import Count, Max
from django.utils import timezone

from keukentafel.casussen.public import Casus, Casustoegang, Suggestie
from keukentafel.core.adressen import url_of
from keukentafel.core.schermdelen import Tijdlijnregel
from keukentafel.referentielijsten.public import Contactsoort, label_of
from keukentafel.teams.public import worker_of
from keukentafel.tijdlijn.agenda import talk_items
from keukentafel.tijdlijn.bronnen import TIJDLIJNBRONNEN, Tijdlijnitem
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.tijdlijn.noemen import goals_to_name, slug
from keukentafel.tijdlijn.notities import (
    LAATSTE,
    PER_PAGINA,
    keep_last_kind,
    latest_notes,
    notes_naming,
    notes_page,
)
from keukentafel.tijdlijn.plek import Tijdlijnplek
from keukentafel.tijdlijn.regie import short_items
from keukentafel.tijdlijn.states import Aard, Zichtbaarheid
from keukentafel.tijdlijn.vermeldingen import parse_mentions
from keukentafel.toegang.public import Veld

SUGGESTIE_TERUG = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Tijdlijnfilter:
    """What to show; empty means everything.

    `soort` is a code of Tijdlijnitem, `persoon_id` a member, `doel` a word of noemen.goals_to_name.
    """

    soort: str = ""
    persoon_id: int | None = None
    doel: str = ""


@dataclass(frozen=True)
class Tijdlijnpagina:
    """A page of the timeline; `eerder` is the place below which the next one begins (None: this is the last).

    `soorten` are the kinds to filter on, with their names: those of a note, and those that occur in other rooms.
    """

    items: list[Tijdlijnitem]
    eerder: Tijdlijnplek | None
    soorten: tuple[tuple[str, str], ...]


def timeline(
    toegang: Casustoegang, filter: Tijdlijnfilter | None = None, onder: Tijdlijnplek | None = None
) -> Tijdlijnpagina:
    """The timeline of a case for this reader, newest first, 50 at a time; from below the place `onder`.

    Internal items need Veld.INTERN, items under veiligheid need Veld.VEILIGHEID, and every other law must be
    one of the reader's roles. A fixed number of queries: what each source needs, and one for the notes, of which no
    more are read than a page holds; those that name a goal are looked up in two (`notes_naming`).
    """
    wanted = filter or Tijdlijnfilter()
    elsewhere = list(_elsewhere(toegang))
    kinds = _kinds_of_notes(toegang) | {item.soort: item.soortnaam or item.soort for _, item in elsewhere}
    notes, bottom = _notes(toegang, wanted, onder)
    if wanted == Tijdlijnfilter() and onder is None:
        keep_last_kind(toegang, notes)
    found = [
        (plek, item)
        for plek, item in (*zip(map(_place, notes), contact_items(toegang, notes), strict=True), *elsewhere)
        if (onder is None or plek < onder) and (bottom is None or plek >= bottom) and _passes(wanted, item)
    ]
    found.sort(key=itemgetter(0), reverse=True)
    shown = found[:PER_PAGINA]
    eerder = shown[-1][0] if len(found) > PER_PAGINA else bottom
    return Tijdlijnpagina([item for _, item in shown], eerder, tuple(sorted(kinds.items(), key=lambda pair: pair[1])))


def _notes(
    toegang: Casustoegang, wanted: Tijdlijnfilter, onder: Tijdlijnplek | None
) -> tuple[list[Contactmoment], Tijdlijnplek | None]:
    """The notes of this page, and the place below which there are notes that were not read."""
    if wanted.soort and wanted.soort not in Aard.values:
        return [], None
    if wanted.doel:
        return notes_naming(toegang, wanted.doel, aard=wanted.soort, persoon_id=wanted.persoon_id, onder=onder)
    notes = notes_page(toegang, aard=wanted.soort, persoon_id=wanted.persoon_id, onder=onder)
    return notes, _place(notes[-1]) if len(notes) > PER_PAGINA else None


def _elsewhere(toegang: Casustoegang) -> Iterator[tuple[Tijdlijnplek, Tijdlijnitem]]:
    """What the other sources have for this reader, each with its place; notes are source number nought."""
    for bron, source in enumerate(TIJDLIJNBRONNEN, start=1):
        for positie, item in enumerate(source(toegang)):
            if _may_see(toegang, item):
                yield Tijdlijnplek.of_item(item, bron, positie), item


def _kinds_of_notes(toegang: Casustoegang) -> dict[str, str]:
    kinds = {aard.value: str(aard.label) for aard in Aard}
    if not toegang.besluit.mag_zien(Veld.INTERN):
        del kinds[Aard.INTERN.value]
    return kinds if toegang.besluit.mag_zien(Veld.INHOUD) else {}


def _passes(wanted: Tijdlijnfilter, item: Tijdlijnitem) -> bool:
    if wanted.soort and item.soort != wanted.soort:
        return False
    if wanted.persoon_id is not None and item.persoon_id not in (None, wanted.persoon_id):
        return False
    return not wanted.doel or wanted.doel in item.doelen


def latest_items(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """What was noted and planned last on the case, with its own dates, newest first; for the overview, two queries."""
    rest = [item for item in (*talk_items(toegang), *short_items(toegang)) if _may_see(toegang, item)]
    notes = latest_notes(toegang)
    return sorted((*contact_items(toegang, notes), *rest), key=_moment, reverse=True)[:LAATSTE]


def _moment(item: Tijdlijnitem) -> tuple[object, ...]:
    return (item.op, item.tijd or time.min, item.volgorde)


def _place(row: Contactmoment) -> Tijdlijnplek:
    return Tijdlijnplek(row.datum, row.tijd or time.min, row.pk, 0, 0)


def _may_see(toegang: Casustoegang, item: Tijdlijnitem) -> bool:
    """What `notities` asks of the database for a note, for an item of another source."""
    if item.intern and not toegang.besluit.mag_zien(Veld.INTERN):
        return False
    return toegang.besluit.mag_zien(Veld.INHOUD) and toegang.mag_wet(item.wet)


def timeline_lines(items: Sequence[Tijdlijnitem]) -> list[Tijdlijnregel]:
    """The items as lines for the component `tijdlijn`."""
    return [Tijdlijnregel(item.titel, item.op, item.wie, item.tekst, item.voet, item.url, item.stil) for item in items]


def contact_items(toegang: Casustoegang, notes: Sequence[Contactmoment]) -> list[Tijdlijnitem]:
    """These notes as items of the timeline; no query, but for the goals when one of them is named."""
    worker = worker_of(toegang.gebruiker)
    own = worker.pk if worker else None
    known = {goal.woord for goal in goals_to_name(toegang)} if any("#" in row.tekst for row in notes) else set()
    return [_contact_item(row, own, known) for row in notes]


def _contact_item(row: Contactmoment, own: int | None, known: Collection[str]) -> Tijdlijnitem:
    named = (slug(word) for word in parse_mentions(row.tekst).doelen) if "#" in row.tekst else ()
    goals = tuple(word for word in named if word in known)
    mine = own is not None and row.medewerker_id == own
    kind = Aard(row.aard)
    return Tijdlijnitem(
        op=row.datum,
        tijd=row.tijd,
        titel=label_of("contactsoort", row.soort, row.datum) or str(kind.label),
        soort=row.aard,
        soortnaam=str(kind.label),
        tekst=row.tekst,
        wie=row.medewerker.naam if row.medewerker else "",
        bewerk_url=url_of("tijdlijn:bewerken", row.casus_id, row.pk) if mine else "",
        intern=row.aard == Aard.INTERN or row.zichtbaar_voor == Zichtbaarheid.INTERN,
        wet=row.wet,
        persoon_id=row.persoon_id,
        anker=f"contact-{row.pk}",
        volgorde=row.pk,
        voet=_foot(row),
        doelen=goals,
        doel_url=f"{url_of('tijdlijn:tijdlijn', row.casus_id)}?doel=" if goals else "",
    )


def _foot(row: Contactmoment) -> str:
    named = parse_mentions(row.tekst)
    parts = []
    if row.persoon is not None:
        parts.append(f"Over {row.persoon.naam}")
    if row.aanwezig:
        parts.append(f"Erbij: {row.aanwezig}")
    if row.duur_minuten:
        parts.append(f"{row.duur_minuten} minuten")
    if named.collegas:
        parts.append(f"Genoemd: {', '.join(named.collegas)}")
    if row.aard == Aard.INTERN or row.zichtbaar_voor == Zichtbaarheid.INTERN:
        parts.append("Alleen voor het team")
    return " · ".join(parts)


def most_contact(casus: Casus) -> list[Suggestie]:
    """For the register SUGGESTIES: who had most contact with the household in the last half year (R-086)."""
    since = timezone.localdate() - SUGGESTIE_TERUG
    rows = (
        Contactmoment.objects.filter(
            casus__huishouden=casus.huishouden_id, datum__gte=since, aard=Aard.CONTACT, medewerker__isnull=False
        )
        .exclude(soort=Contactsoort.NIET_BEREIKT)
        .order_by()
        .values_list("medewerker")
        .annotate(aantal=Count("pk"), laatste=Max("datum"))
        .order_by("-aantal", "-laatste", "medewerker")[:3]
    )
    return [
        Suggestie(worker, f"{count} keer contact in een half jaar", count) for worker, count, _last in rows if worker
    ]
