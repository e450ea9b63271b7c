"""Reads: the timeline of a case, merged from all rooms; who had most contact."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from keukentafel.casussen.public import Casus, Casustoegang, Suggestie, read_once
from keukentafel.core.adressen import url_of
from keukentafel.core.opvragen import compiled
from keukentafel.core.schermdelen import Tijdlijnregel
from keukentafel.referentielijsten.public import Contactsoort, Wet, label_of
from keukentafel.teams.public import worker_of
from keukentafel.tijdlijn.agenda import talk_items
from keukentafel.tijdlijn.bronnen import TIJDLIJNBRONNEN, Tijdlijnitem
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.tijdlijn.noemen import goals_to_name, slug
from keukentafel.tijdlijn.regie import short_items
from keukentafel.tijdlijn.states import Aard, Zichtbaarheid
from keukentafel.tijdlijn.vermeldingen import parse_mentions
from keukentafel.toegang.public import Veld

PER_PAGINA = 50
SAMEN_HOOGSTENS = 50  # notes on the look-along page
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
    """A page of the timeline; `soorten` are the kinds that occur, with their names, to filter on."""

    pagina: Page[Tijdlijnitem]
    soorten: tuple[tuple[str, str], ...]


def timeline(toegang: Casustoegang, filter: Tijdlijnfilter | None = None, pagina: str | int = 1) -> Tijdlijnpagina:
    """The timeline of a case for this reader, newest first, 50 at a time.

    Internal items need Veld.INTERN, items under veiligheid need Veld.VEILIGHEID, and every other law must be
    one of the reader's roles. A fixed number of queries: what each source needs.
    """
    wanted = filter or Tijdlijnfilter()
    items = [item for source in TIJDLIJNBRONNEN for item in source(toegang) if _may_see(toegang, item)]
    kinds = {item.soort: item.soortnaam or item.soort for item in items}
    if wanted.soort:
        items = [item for item in items if item.soort == wanted.soort]
    if wanted.persoon_id is not None:
        items = [item for item in items if item.persoon_id in (None, wanted.persoon_id)]
    if wanted.doel:
        items = [item for item in items if wanted.doel in item.doelen]
    items.sort(key=_moment, reverse=True)
    page = Paginator(items, PER_PAGINA).get_page(pagina)
    return Tijdlijnpagina(page, tuple(sorted(kinds.items(), key=lambda pair: pair[1])))


def latest_notes(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """What was noted and planned on the case, with its own dates, newest first; for the overview, two queries."""
    items = [
        item
        for item in (*contact_items(toegang), *talk_items(toegang), *short_items(toegang))
        if _may_see(toegang, item)
    ]
    return sorted(items, key=_moment, reverse=True)


def _moment(item: Tijdlijnitem) -> tuple[object, ...]:
    return (item.op, item.tijd or time.min, item.volgorde)


def _may_see(toegang: Casustoegang, item: Tijdlijnitem) -> bool:
    if item.intern and not toegang.besluit.mag_zien(Veld.INTERN):
        return False
    return toegang.besluit.mag_zien(Veld.INHOUD) and toegang.mag_wet(item.wet)


def timeline_lines(items: Sequence[Tijdlijnitem]) -> list[Tijdlijnregel]:
    """The items as lines for the component `tijdlijn`."""
    return [Tijdlijnregel(item.titel, item.op, item.wie, item.tekst, item.voet, item.url, item.stil) for item in items]


def contact_items(toegang: Casustoegang) -> list[Tijdlijnitem]:
    """Source of the timeline: what workers noted; one query."""
    worker = worker_of(toegang.gebruiker)
    own = worker.pk if worker else None
    notes = notes_of(toegang.casus)
    known = {goal.woord for goal in goals_to_name(toegang)} if any("#" in row.tekst for row in notes) else set()
    return [_contact_item(row, own, known) for row in notes]


def notes_of(casus: Casus) -> list[Contactmoment]:
    """Everything that was noted on a case, newest first; read once per page."""
    return read_once(casus, "contactmomenten", lambda: list(_notes(casus.pk)))


@compiled
def _notes(casus_id: int) -> QuerySet[Contactmoment]:
    rows = Contactmoment.objects.filter(casus=casus_id).select_related("medewerker", "persoon")
    return rows.order_by("-datum", "-pk")


def shared_notes(toegang: Casustoegang, persoon_id: int | None) -> list[Contactmoment]:
    """What may be looked at together at the table: marked "ook de inwoner", newest first; one query.

    Of the household as a whole, and of `persoon_id` when that person sits there; never what is about somebody else,
    internal, about safety or under a law that this worker may not read (product.md, look-along).
    """
    rows = Contactmoment.objects.filter(casus=toegang.casus, zichtbaar_voor=Zichtbaarheid.INWONER)
    rows = rows.exclude(aard=Aard.INTERN).exclude(wet=Wet.VEILIGHEID)
    theirs = Q(persoon=None) if persoon_id is None else Q(persoon=None) | Q(persoon=persoon_id)
    found = rows.filter(theirs).select_related("medewerker").order_by("-datum", "-pk")
    return [row for row in found[:SAMEN_HOOGSTENS] if toegang.mag_wet(row.wet)]


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


def last_note_of(toegang: Casustoegang) -> Contactmoment | None:
    """What this reader noted last on this case: its kind is the default of the next one; no query of its own."""
    worker = worker_of(toegang.gebruiker)
    if worker is None:
        return None
    own = [row for row in notes_of(toegang.casus) if row.medewerker_id == worker.pk]
    return max((row for row in own if row.soort != Contactsoort.NIET_BEREIKT), key=lambda row: row.pk, default=None)
