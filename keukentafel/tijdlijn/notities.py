"""Reads: what workers noted on a case; only as many as are shown, and only what this reader may see.

A case keeps its notes for twenty years: nothing here reads all of them. The order is that of the timeline: the day,
the time (unknown is the beginning of the day), the number.
"""

from collections.abc import Sequence
from datetime import date, time

from django.db.models import Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from keukentafel.casussen.public import Casustoegang, read_once
from keukentafel.core.opvragen import compiled
from keukentafel.core.versleuteling import plain_text
from keukentafel.referentielijsten.public import Contactsoort, Wet
from keukentafel.teams.public import worker_of
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.tijdlijn.noemen import names_goal
from keukentafel.tijdlijn.plek import Tijdlijnplek
from keukentafel.tijdlijn.states import Aard, Zichtbaarheid
from keukentafel.toegang.public import Veld

LAATSTE = 8  # on the overview of a case
PER_PAGINA = 50
LEES_HOOGSTENS = 5000  # notes that are opened for one page of those that name a goal
EIGEN_TERUG = 100  # notes of a case among which one's own last one is looked for
SAMEN_HOOGSTENS = 50  # on the look-along page
OOIT = date.min
EIGEN_SOORT = "soort van de laatste eigen notitie"


def latest_notes(toegang: Casustoegang) -> list[Contactmoment]:
    """The newest LAATSTE notes that this reader may see; one query, once per page.

    `eigen` on each: kind and sort of the newest note of this reader, "contact|huisbezoek"; None when there is none
    among the last EIGEN_TERUG notes of the case.
    """
    if not toegang.besluit.mag_zien(Veld.INHOUD):
        return []
    worker, intern = worker_of(toegang.gebruiker), toegang.besluit.mag_zien(Veld.INTERN)
    laws, own = readable_laws(toegang), worker.pk if worker else 0
    key = f"laatste notities {own} {intern} {' '.join(sorted(laws))}"
    return read_once(toegang.casus, key, lambda: list(_latest(toegang.casus.pk, laws, intern, own, OOIT)))


def notes_page(
    toegang: Casustoegang, *, aard: str = "", persoon_id: int | None = None, onder: Tijdlijnplek | None = None
) -> list[Contactmoment]:
    """The newest PER_PAGINA + 1 notes below this place that pass the filters; one query."""
    if not toegang.besluit.mag_zien(Veld.INHOUD):
        return []
    if not (aard or persoon_id or onder):
        laws, intern = readable_laws(toegang), toegang.besluit.mag_zien(Veld.INTERN)
        return list(_first_page(toegang.casus.pk, laws, intern, OOIT))
    return list(_newest(_chosen(toegang, aard, persoon_id, onder), PER_PAGINA + 1, OOIT))


def notes_naming(
    toegang: Casustoegang, doel: str, *, aard: str = "", persoon_id: int | None = None,
    onder: Tijdlijnplek | None = None,
) -> tuple[list[Contactmoment], Tijdlijnplek | None]:  # fmt: skip
    """The newest PER_PAGINA + 1 notes that name this goal (a word of noemen.goals_to_name); two queries.

    A note lies encrypted, so that the database cannot look for a word: notes are opened from the newest on, until the
    page is full. Also the place below which nothing was looked at (None: everything was); after LEES_HOOGSTENS notes a
    page ends there, full or not.
    """
    if not toegang.besluit.mag_zien(Veld.INHOUD):
        return [], None
    rows = _chosen(toegang, aard, persoon_id, onder)
    read = rows.values_list("pk", "tekst", "datum", "tijd")[:LEES_HOOGSTENS]
    found, number, plek = list[int](), 0, None
    for number, (pk, tekst, datum, tijd) in enumerate(read.iterator(chunk_size=500), start=1):  # noqa: B007 (how many)
        plek = Tijdlijnplek(datum, tijd or time.min, pk, 0, 0)
        if names_goal(plain_text(Contactmoment, "tekst", pk, tekst), doel):
            found.append(pk)
            if len(found) > PER_PAGINA:
                break
    whole = len(found) <= PER_PAGINA and number < LEES_HOOGSTENS
    return list(rows.filter(pk__in=found)) if found else [], None if whole else plek


def shared_notes(toegang: Casustoegang, persoon_id: int | None) -> list[Contactmoment]:
    """What may be looked at together at the table: marked "ook de inwoner", newest first; one query.

    Of the household as a whole, and of `persoon_id` when that person sits there; never what is about somebody else,
    internal, about safety or under a law that this worker may not read (product.md, look-along).
    """
    laws = readable_laws(toegang) - {Wet.VEILIGHEID}
    rows = Contactmoment.objects.filter(casus=toegang.casus, zichtbaar_voor=Zichtbaarheid.INWONER, wet__in=laws)
    theirs = Q(persoon=None) if persoon_id is None else Q(persoon=None) | Q(persoon=persoon_id)
    found = rows.exclude(aard=Aard.INTERN).filter(theirs).select_related("medewerker").order_by("-datum", "-pk")
    return list(found[:SAMEN_HOOGSTENS])


def last_kind_of(toegang: Casustoegang) -> tuple[str, str] | None:
    """(aard, soort) of the newest note of this reader on this case: the default of the next one; no own query."""
    return read_once(toegang.casus, EIGEN_SOORT, lambda: _kind_among_latest(toegang))


def keep_last_kind(toegang: Casustoegang, notes: Sequence[Contactmoment]) -> None:
    """Let last_kind_of take it from the first page of notes, which was read already."""
    worker = worker_of(toegang.gebruiker)
    mine = [(note.aard, note.soort) for note in notes if worker is not None and note.medewerker_id == worker.pk]
    read_once(toegang.casus, EIGEN_SOORT, lambda: mine[0] if mine else None)


def _kind_among_latest(toegang: Casustoegang) -> tuple[str, str] | None:
    notes = latest_notes(toegang)
    own: str | None = notes[0].__dict__["eigen"] if notes else None
    if own is None:
        return None
    aard, _, soort = own.partition("|")
    return aard, soort


def readable_laws(toegang: Casustoegang) -> frozenset[Wet]:
    """The laws under which this reader may read on this case: those that Casustoegang.mag_wet lets through."""
    return frozenset(wet for wet in Wet if toegang.mag_wet(wet))


@compiled
def _latest(
    casus_id: int, wetten: frozenset[Wet], intern: bool, medewerker_id: int, ooit: date
) -> QuerySet[Contactmoment]:
    recent = _since(Contactmoment.objects.filter(casus=casus_id), EIGEN_TERUG, ooit)
    own = recent.filter(medewerker=medewerker_id).exclude(soort=Contactsoort.NIET_BEREIKT)
    last = own.order_by("-datum", "-pk").values(wat=Concat("aard", Value("|"), "soort"))[:1]
    return _newest(_readable(casus_id, wetten, intern), LAATSTE, ooit).annotate(eigen=Subquery(last))


@compiled
def _first_page(casus_id: int, wetten: frozenset[Wet], intern: bool, ooit: date) -> QuerySet[Contactmoment]:
    return _newest(_readable(casus_id, wetten, intern), PER_PAGINA + 1, ooit)


def _chosen(
    toegang: Casustoegang, aard: str, persoon_id: int | None, onder: Tijdlijnplek | None
) -> QuerySet[Contactmoment]:
    """What this reader may see of the case that passes these filters and stands below this place, newest first."""
    rows = _readable(toegang.casus.pk, readable_laws(toegang), toegang.besluit.mag_zien(Veld.INTERN))
    if aard:
        rows = rows.filter(aard=aard)
    if persoon_id is not None:
        rows = rows.filter(Q(persoon=None) | Q(persoon=persoon_id))
    return rows if onder is None else rows.filter(_below(onder), datum__lte=onder.op)


def _readable(casus_id: int, wetten: frozenset[Wet], intern: bool) -> QuerySet[Contactmoment]:
    """Everything on a case under these laws, newest first; internal notes only for who may see them."""
    rows = Contactmoment.objects.filter(casus=casus_id, wet__in=wetten)
    if not intern:
        rows = rows.exclude(aard=Aard.INTERN).exclude(zichtbaar_voor=Zichtbaarheid.INTERN)
    rows = rows.annotate(laat=Coalesce("tijd", Value(time.min))).order_by("-datum", "-laat", "-pk")
    return rows.select_related("medewerker", "persoon").defer("persoon__bsn")


def _newest(rows: QuerySet[Contactmoment], aantal: int, ooit: date) -> QuerySet[Contactmoment]:
    """The newest so many of these rows, without reading the others."""
    return _since(rows, aantal, ooit)[:aantal]


def _since(rows: QuerySet[Contactmoment], aantal: int, ooit: date) -> QuerySet[Contactmoment]:
    """These rows from the day on which number `aantal` of them stands; `ooit` is a day before every note.

    The index contact_casus knows the day and not the time: it gives that day, and what is older is not read or sorted.
    """
    days = rows.order_by("-datum", "-pk").values("datum")[aantal - 1 : aantal]
    return rows.filter(datum__gte=Coalesce(Subquery(days), Value(ooit)))


def _below(plek: Tijdlijnplek) -> Q:
    """What stands below this place. Notes are the first source: the note on the place itself is not below it."""
    op: date = plek.op
    same_day = Q(datum=op) & (Q(laat__lt=plek.tijd) | Q(laat=plek.tijd, pk__lt=plek.volgorde))
    return Q(datum__lt=op) | same_day
