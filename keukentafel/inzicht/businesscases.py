"""Business cases: make one, add and drop lines, fix a version; and what one shows. Actions and selectors (R-186)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.cijfers.public import Mkbaprijs
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.berekening import Bereik, Regel, compute_balance
from keukentafel.inzicht.figuren.geld import euro
from keukentafel.inzicht.models import Businesscase, Businesscasepost, Businesscaseversie
from keukentafel.inzicht.states import Postsoort

ONBEKEND = "nog niet ingevuld"
POSTEN_HOOGSTENS = 200  # in one business case
SALDO_ONBEKEND = "Het saldo is onbekend zolang de uitgangssituatie of wat er is gerealiseerd niet is ingevuld."
MKBA_NOOT = (
    "Maatschappelijke effecten zijn een aanname over anderen. Zij tellen niet mee in het saldo van de gemeente; "
    "bedragen komen uit een prijslijst die de gemeente zelf heeft ingelezen."
)


@dataclass(frozen=True, slots=True)
class Postinvoer:
    """What somebody fills in for one line; amounts in cents, each as low, middle and high."""

    soort: Postsoort
    naam: str
    bron: str
    aantal: tuple[Decimal, Decimal, Decimal]
    cent: tuple[int, int, int]
    aanname: str = ""
    betaler: str = ""
    begunstigde: str = ""
    prijs: Mkbaprijs | None = None


def kinds() -> list[Postsoort]:
    """Return the kinds of lines of this municipality: effects only where it uses an MKBA (KEUKENTAFEL_MKBA)."""
    return [soort for soort in Postsoort if soort != Postsoort.EFFECT or settings.MKBA]


@action("businesscase_gemaakt")
def create_businesscase(*, by: Actor, naam: str, van: date, tot: date, vraag: str = "") -> Businesscase:
    """Begin a business case over van..tot, both inclusive. Raises Regelfout for days in the wrong order."""
    if tot < van:
        raise Regelfout("De laatste dag ligt voor de eerste. Draai ze om.", veld="tot")
    made = Businesscase.objects.create(naam=" ".join(naam.split()), van=van, tot=tot, vraag=vraag)
    record("businesscase_gemaakt", made)
    return made


@action("businesscasepost_toegevoegd")
def add_post(*, by: Actor, businesscase: Businesscase, invoer: Postinvoer) -> Businesscasepost:
    """Add a line. An effect takes its amounts, year and source from its price.

    Raises Regelfout: low, middle and high out of order, no word on what is assumed where something is, an effect
    without price, payer or beneficiary, or one where no MKBA is used.
    """
    locked = Businesscase.lock(businesscase.pk)
    if locked.posten.filter(vervallen_op=None).count() >= POSTEN_HOOGSTENS:
        raise Regelfout(f"Een business case heeft hoogstens {POSTEN_HOOGSTENS} regels.")
    if invoer.soort not in kinds():
        raise Regelfout("Deze gemeente gebruikt geen MKBA.", veld="soort")
    parties = bool(invoer.betaler.strip() and invoer.begunstigde.strip())
    if invoer.soort == Postsoort.EFFECT and not (invoer.prijs and parties):
        raise Regelfout("Kies een prijs, en zeg wie er betaalt en wie er voordeel van heeft.", veld="prijs")
    if invoer.soort in (Postsoort.VERMEDEN, Postsoort.EFFECT) and not invoer.aanname.strip():
        raise Regelfout("Schrijf op wat u aanneemt. Zonder aanname is dit bedrag niet te geloven.", veld="aanname")
    cent, bron = invoer.cent, invoer.bron
    if invoer.soort == Postsoort.EFFECT and invoer.prijs is not None:
        price = invoer.prijs
        cent, bron = (price.cent,) * 3, f"{price.bron}, {price.omschrijving}, prijspeil {price.prijspeil}"
    for three, veld in ((invoer.aantal, "aantal_midden"), (cent, "bedrag_midden")):
        if list(three) != sorted(three):
            raise Regelfout("Laag is hoogstens midden, en midden is hoogstens hoog.", veld=veld)
    made = Businesscasepost.objects.create(
        businesscase=locked, soort=invoer.soort, naam=invoer.naam, bron=bron, aanname=invoer.aanname,
        betaler=invoer.betaler.strip(), begunstigde=invoer.begunstigde.strip(),
        **{f"aantal_{name}": value for name, value in zip(TREDEN, invoer.aantal, strict=True)},
        **{f"cent_{name}": value for name, value in zip(TREDEN, cent, strict=True)},
    )  # fmt: skip
    locked.save()
    record("businesscasepost_toegevoegd", locked)
    return made


@action("businesscasepost_vervallen")
def drop_post(*, by: Actor, post: Businesscasepost) -> Businesscasepost:
    """Take a line out; fixed versions keep it. Raises Regelfout when it was taken out already."""
    locked = Businesscasepost.lock(post.pk)
    if locked.vervallen_op is not None:
        raise Regelfout("Deze regel is al weg.")
    locked.change(vervallen_op=timezone.localdate())
    Businesscase.lock(locked.businesscase_id).save()
    record("businesscasepost_vervallen", locked.businesscase)
    return locked


@action("businesscase_vastgesteld")
def fix_version(*, by: Actor, businesscase: Businesscase, versie: int | None = None) -> Businesscaseversie:
    """Keep the business case as it is now under the next number. Raises Regelfout when it has no line, and
    Versieconflict when somebody changed it meanwhile."""
    locked = Businesscase.lock(businesscase.pk, versie)
    content = content_of(locked)
    if not content["soorten"]:
        raise Regelfout("Voeg eerst regels toe.")
    locked.change(vastgesteld=locked.vastgesteld + 1)
    made = Businesscaseversie.objects.create(
        businesscase=locked, nummer=locked.vastgesteld, vastgesteld_op=timezone.localdate(), inhoud=content
    )
    record("businesscase_vastgesteld", locked)
    return made


TREDEN = ("laag", "midden", "hoog")


def content_of(businesscase: Businesscase) -> dict[str, Any]:
    """Return everything that the page, the print and a version show: lines per kind, sums, outcome, all as ranges."""
    posts = list(businesscase.posten.filter(vervallen_op=None, soort__in=kinds()).order_by("pk"))
    saldo = compute_balance([_regel(post) for post in posts])
    return {
        "naam": businesscase.naam, "vraag": businesscase.vraag,
        "van": businesscase.van.isoformat(), "tot": businesscase.tot.isoformat(),
        "soorten": [
            {"naam": Postsoort(soort).label, "som": _words(saldo.sommen.get(soort)),
             "posten": [_shown(post) for post in posts if post.soort == soort]}
            for soort in Postsoort if any(post.soort == soort for post in posts)
        ],
        "verschil": _words(saldo.verschil), "totaal": _words(saldo.totaal),
        "noten": _notes(saldo.totaal, effects=Postsoort.EFFECT in saldo.sommen),
        "betalers": _parties(saldo.per_betaler), "begunstigden": _parties(saldo.per_begunstigde),
    }  # fmt: skip


def _notes(total: Bereik | None, *, effects: bool) -> list[str]:
    return [*([SALDO_ONBEKEND] if total is None else []), *([MKBA_NOOT] if effects else [])]


def _parties(found: Mapping[str, Bereik]) -> list[list[str]]:
    return [[who, *_words(amount)] for who, amount in found.items()]


def _regel(post: Businesscasepost) -> Regel:
    return Regel(
        Postsoort(post.soort), (post.aantal_laag, post.aantal_midden, post.aantal_hoog),
        (post.cent_laag, post.cent_midden, post.cent_hoog), post.betaler, post.begunstigde,
    )  # fmt: skip


def _shown(post: Businesscasepost) -> dict[str, Any]:
    numbers = [f"{getattr(post, f'aantal_{name}'):f}".rstrip("0").rstrip(".").replace(".", ",") for name in TREDEN]
    amounts = [signed_euro(getattr(post, f"cent_{name}")) for name in TREDEN]
    return {
        "pk": post.pk, "naam": post.naam, "bron": post.bron, "aanname": post.aanname, "betaler": post.betaler,
        "begunstigde": post.begunstigde, "bereik": _words(_regel(post).bereik),
        "rekensom": [f"{n} × {cent}" for n, cent in zip(numbers, amounts, strict=True)],
    }  # fmt: skip


def _words(found: Bereik | None) -> Sequence[str]:
    """Low, middle and high as a reader sees them; unknown stays a word."""
    return [ONBEKEND] * 3 if found is None else [signed_euro(cent) for cent in (found.laag, found.midden, found.hoog)]


def signed_euro(cent: int) -> str:
    """Return cents as a reader writes them, also below nought: -€ 12,50."""
    return f"-{euro(-cent)}" if cent < 0 else euro(cent)
