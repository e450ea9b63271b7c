"""Reads: the queue, duplicates whoever decided, and the block that is handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import Casustoegang
from keukentafel.core.opvragen import compiled
from keukentafel.meldingen.public import Wachtcijfer
from keukentafel.personen.public import address_line
from keukentafel.referentielijsten.public import (
    Aanvraagstatus,
    Wet,
    find_code,
    label_of,
    list_codes,
)
from keukentafel.taken.public import Overbrugging, bridges_of
from keukentafel.teams.public import team_ids_of
from keukentafel.toegang.public import Besluit, Gebruiker, Veld, may_ever
from keukentafel.voorzieningen.mandaat import in_words
from keukentafel.voorzieningen.models import Aanvraag, BesluitAnder, Vraagterug
from keukentafel.voorzieningen.states import TELT_NIET_DUBBEL, TOEGEKEND

MET_PRODUCT = (Wet.WMO, Wet.JEUGD, Wet.SCHULDEN)
BAK_HOOGSTENS = 200


@dataclass(frozen=True, slots=True)
class Dubbel:
    """Something for the same person, in the same product group and period."""

    wat: str
    wie: str
    van: date | None
    tot: date | None


@dataclass(frozen=True, slots=True)
class Bakregel:
    """One request in the queue."""

    aanvraag: Aanvraag
    product: str
    vraag_open: bool
    wachtdagen: int
    contact: Overbrugging | None = None


@dataclass(frozen=True, slots=True)
class Bak:
    """The queue: to be decided, asked back, granted and waiting for the start."""

    te_besluiten: tuple[Bakregel, ...]
    vraag_terug: tuple[Bakregel, ...]
    wacht_op_start: tuple[Bakregel, ...]
    concepten: tuple[Bakregel, ...]


def products_for(wet: str, op: date | None = None) -> list[tuple[str, str]]:
    """(code, name) of the products on offer under a law (R-114)."""
    return [(value.code, value.naam) for value in list_codes("product", op) if value.kenmerken.get("wet") == wet]


def category_of(product: str) -> str:
    """The national category of a product; empty when it has none."""
    return str(find_code("product", product).kenmerken.get("categorie", "")) if product else ""


def product_name(aanvraag: Aanvraag | BesluitAnder) -> str:
    """The product as it was called on the day it counts from."""
    return label_of("product", aanvraag.product, aanvraag.van) if aanvraag.product else "product nog niet gekozen"


def duplicates_of(aanvraag: Aanvraag) -> list[Dubbel]:
    """What stands for the same person, law, group of products and an overlapping period, whoever decided (R-111).

    Also from cases that this reader may not open: then it says only that it is there, by whom and when.
    """
    if aanvraag.van is None:
        return []
    requests, decisions = _of_persons([aanvraag.persoon_id])
    return _overlapping(aanvraag, aanvraag.van, aanvraag.tot, requests, decisions)


@dataclass(frozen=True, slots=True)
class BesluitElders:
    """What somebody else decided, as it stands on the tab Ondersteuning, with what it seems to double."""

    besluit: BesluitAnder
    wat: str
    wie: str
    loopt: bool
    dubbel: tuple[Dubbel, ...]


def decisions_elsewhere(kring: Casustoegang, wetten: Sequence[str], op: date) -> list[BesluitElders]:
    """What others decided for the people of a case, as its household knows it, newest first; two queries.

    Each with what it seems to double; of that, what another household knows is only named.
    """
    requests, decisions = _of_persons(kring.leden)
    return [
        BesluitElders(
            besluit=found,
            wat=product_name(found),
            wie=label_of("verwijzer", found.verwijzer, found.van),
            loopt=found.tot is None or found.tot >= op,
            dubbel=tuple(_overlapping(found, found.van, found.tot, requests, decisions)),
        )
        for found in decisions
        if found.wet in wetten and found.casus.huishouden_id == kring.casus.huishouden_id
    ]


def _of_persons(persoon_ids: Sequence[int]) -> tuple[list[Aanvraag], list[BesluitAnder]]:
    """The requests that may be doubled and the decisions of others that stand, for these persons: two queries."""
    requests = Aanvraag.objects.filter(persoon__in=persoon_ids, van__isnull=False).exclude(status__in=TELT_NIET_DUBBEL)
    decisions = BesluitAnder.objects.filter(persoon__in=persoon_ids, vervallen_op=None)
    return (
        list(requests.select_related("casus__team").order_by("van", "pk")),
        list(decisions.select_related("persoon", "aanbieder", "casus").order_by("-van", "-pk")),
    )


def _overlapping(
    one: Aanvraag | BesluitAnder,
    van: date,
    tot: date | None,
    requests: Sequence[Aanvraag],
    decisions: Sequence[BesluitAnder],
) -> list[Dubbel]:
    group = _group(one)
    known: list[Aanvraag | BesluitAnder] = [*requests, *decisions]
    same = [
        other
        for other in known
        if other != one and group is not None and _group(other) == group and _meet(other, van, tot)
    ]
    return [Dubbel(product_name(other), _decided_by(other), other.van, other.tot) for other in same]


def _group(item: Aanvraag | BesluitAnder) -> tuple[int, str, str] | None:
    """Person, law and national category; a product without category stands for itself. None without a product."""
    kind = item.categorie or item.product
    return (item.persoon_id, item.wet, kind) if kind else None


def _meet(other: Aanvraag | BesluitAnder, van: date, tot: date | None) -> bool:
    """True when its period shares a day with van..tot; without an end it goes on."""
    begin = other.van
    return begin is not None and (other.tot is None or other.tot >= van) and (tot is None or begin <= tot)


def _decided_by(other: Aanvraag | BesluitAnder) -> str:
    if isinstance(other, Aanvraag):
        return f"team {other.casus.team.naam}: {label_of('aanvraagstatus', other.status, other.besluit_op).lower()}"
    return label_of("verwijzer", other.verwijzer, other.van).lower()


def queue_for(user: Gebruiker) -> Bak:
    """The requests that this user may see and that wait for somebody, oldest first; the persons are logged."""
    waiting = [Aanvraagstatus.CONCEPT, Aanvraagstatus.AANGEVRAAGD, *TOEGEKEND]
    asked = Vraagterug.objects.filter(aanvraag=OuterRef("pk"), beantwoord_op=None)
    rows = list(
        Aanvraag.objects.visible_to(user)
        .filter(status__in=waiting)
        .annotate(vraag_open=Exists(asked))
        .select_related("persoon", "casus__team", "aanbieder")
        .order_by("ingediend_op", "pk")[:BAK_HOOGSTENS]
    )
    note_read("aanvraag_inzien", None, subjects=[row.persoon_id for row in rows])
    kept = bridges_of([waits_as(row) for row in rows if row.status != Aanvraagstatus.CONCEPT])
    lines = [_line(row, kept.get(waits_as(row))) for row in rows]
    return Bak(
        te_besluiten=tuple(x for x in lines if x.aanvraag.status == Aanvraagstatus.AANGEVRAAGD and not x.vraag_open),
        vraag_terug=tuple(x for x in lines if x.aanvraag.status == Aanvraagstatus.AANGEVRAAGD and x.vraag_open),
        wacht_op_start=tuple(x for x in lines if x.aanvraag.status in TOEGEKEND),
        concepten=tuple(x for x in lines if x.aanvraag.status == Aanvraagstatus.CONCEPT),
    )


def first_to_decide(user: Gebruiker, hoogstens: int) -> tuple[list[Bakregel], int]:
    """The requests that wait longest for a decision of who decides for the whole municipality, and how many there are.

    Nothing for who decides within a team: those find them at the case. The persons shown are logged.
    """
    if not may_ever(user, "aanvraag_besluiten") or team_ids_of(user):
        return [], 0
    asked = Vraagterug.objects.filter(aanvraag=OuterRef("pk"), beantwoord_op=None)
    waiting = Aanvraag.objects.visible_to(user).filter(~Exists(asked), status=Aanvraagstatus.AANGEVRAAGD)
    rows = list(waiting.select_related("persoon", "casus__team").order_by("ingediend_op", "pk")[:hoogstens])
    if not rows:
        return [], 0
    note_read("aanvraag_inzien", None, subjects=[row.persoon_id for row in rows])
    return [_line(row, None) for row in rows], waiting.count()


def waits_as(aanvraag: Aanvraag) -> str:
    """Under which name somebody keeps contact while the request waits (R-027)."""
    return f"aanvraag:{aanvraag.pk}"


def waiting_days(aanvraag: Aanvraag, op: date | None = None) -> int:
    """Days that this request waits now: for a decision since handing in, for help since the decision."""
    since = aanvraag.besluit_op if aanvraag.status in TOEGEKEND else aanvraag.ingediend_op
    return max(((op or date.today()) - since).days, 0) if since else 0


def waits_for_help(peildatum: date, van: date, team_id: int | None, lezer: Gebruiker | None = None) -> Wachtcijfer:
    """From the decision to the start at the provider: of what began in van..peildatum, and who waited on that day.

    A request that was withdrawn waits for nothing. With `lezer`: without the cases that do not exist for that reader.
    """
    found = Aanvraag.objects.filter(besluit_op__lte=peildatum)
    if lezer is not None:
        found = found.that_exist_for(lezer)
    if team_id is not None:
        found = found.filter(casus__team=team_id)
    begun = found.filter(hulp_gestart_op__gte=van, hulp_gestart_op__lte=peildatum)
    pairs = begun.order_by().values_list("besluit_op", "hulp_gestart_op")
    days = sorted((started - decided).days for decided, started in pairs if started and decided)
    waiting = found.filter(Q(hulp_gestart_op=None) | Q(hulp_gestart_op__gt=peildatum))
    waiting = waiting.exclude(status__in=[Aanvraagstatus.AFGEWEZEN, Aanvraagstatus.INGETROKKEN])
    names = [f"aanvraag:{pk}" for pk in waiting.order_by("pk").values_list("pk", flat=True)]
    return Wachtcijfer(
        naam="Start van hulp", erbij="van besluit tot start bij de aanbieder", dagen=days, wachtend=len(names),
        zonder_contact=len(names) - len(bridges_of(names)),
    )  # fmt: skip


def of_casus(casus_id: int, op: Sequence[str] = ()) -> list[Aanvraag]:
    """The requests of a case, newest first; `op` limits to these laws."""
    found = list(_requests(casus_id))
    return [row for row in found if row.wet in op] if op else found


@compiled
def _requests(casus_id: int) -> QuerySet[Aanvraag]:
    return Aanvraag.objects.filter(casus=casus_id).select_related("persoon", "aanbieder").order_by("-pk")


def handover_block(aanvraag: Aanvraag, besluit: Besluit) -> list[tuple[str, str]]:
    """The request as one block of (name, value): nothing to type again. BSN and address only for who may see them."""
    person, day = aanvraag.persoon, aanvraag.ingediend_op
    lines = [
        ("Aanvraag", aanvraag.nummer),
        ("Wet", label_of("wet", aanvraag.wet, day)),
        ("Naam", person.naam),
        ("Geboortedatum", _day(person.geboortedatum)),
    ]
    if besluit.mag_zien(Veld.BSN):
        lines.append(("Burgerservicenummer", person.bsn))
    if besluit.mag_zien(Veld.CONTACT) and (not person.geheim_adres or besluit.mag_zien(Veld.GEHEIM_ADRES)):
        lines.append(("Adres", address_line(person.straat, person.huisnummer, person.postcode, person.woonplaats)))
    lines += [
        ("Product", f"{aanvraag.product} {product_name(aanvraag)}" if aanvraag.product else ""),
        ("Categorie", aanvraag.categorie),
        ("Omvang", _volume(aanvraag)),
        ("Leveringsvorm", label_of("leveringsvorm", aanvraag.leveringsvorm, day)),
        ("Periode", f"{_day(aanvraag.van)} tot en met {_day(aanvraag.tot)}" if aanvraag.van and aanvraag.tot else ""),
        ("Kosten per jaar", f"€ {aanvraag.kosten:.2f}".replace(".", ",") if aanvraag.kosten is not None else ""),
        ("Aanbieder", aanvraag.aanbieder.naam if aanvraag.aanbieder else ""),
        ("Verwijzer", label_of("verwijzer", aanvraag.verwijzer, day)),
        ("Ook bekeken", ", ".join(label_of("voorliggend", code, day) for code in aanvraag.voorliggend)),
        ("Wat daaruit kwam", aanvraag.overwogen),
        ("Waarom dit nodig is", aanvraag.motivering),
        ("Aangevraagd door", aanvraag.aanvrager.naam if aanvraag.aanvrager else ""),
        ("Wie mag besluiten", in_words(aanvraag)),
        ("Team", aanvraag.casus.team.naam),
        ("Aangevraagd op", _day(aanvraag.ingediend_op)),
    ]
    return [(name, value) for name, value in lines if value]


def handover_json(aanvraag: Aanvraag, besluit: Besluit) -> dict[str, Any]:
    """The same with codes beside the words, for another system."""
    codes = {
        "product": aanvraag.product, "categorie": aanvraag.categorie, "eenheid": aanvraag.eenheid,
        "frequentie": aanvraag.frequentie, "leveringsvorm": aanvraag.leveringsvorm, "verwijzer": aanvraag.verwijzer,
        "wet": aanvraag.wet, "status": aanvraag.status, "voorliggend": aanvraag.voorliggend,
        "omvang": None if aanvraag.omvang is None else str(aanvraag.omvang),
        "van": aanvraag.van.isoformat() if aanvraag.van else None,
        "tot": aanvraag.tot.isoformat() if aanvraag.tot else None,
        "kosten": None if aanvraag.kosten is None else str(aanvraag.kosten),
    }  # fmt: skip
    return {"schema": "keukentafel-aanvraag-1", "codes": codes, "tekst": dict(handover_block(aanvraag, besluit))}


def _line(row: Aanvraag, contact: Overbrugging | None) -> Bakregel:
    return Bakregel(row, product_name(row), bool(getattr(row, "vraag_open", False)), waiting_days(row), contact)


def _volume(aanvraag: Aanvraag) -> str:
    if aanvraag.omvang is None:
        return ""
    number = f"{aanvraag.omvang:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    day = aanvraag.ingediend_op
    unit, rate = label_of("eenheid", aanvraag.eenheid, day), label_of("frequentie", aanvraag.frequentie, day)
    return " ".join(part for part in (number, unit.lower(), rate.lower()) if part)


def _day(day: date | None) -> str:
    return f"{day.day}-{day.month}-{day.year}" if day else ""
