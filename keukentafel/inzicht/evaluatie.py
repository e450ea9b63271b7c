"""The evaluation report: the appendix that was made by hand, with text, definitions and caveats (T-13 to T-25).

Everything is counted over the whole, and before and after one day (`knip`): a change of working or of layout. For who
may not see small numbers, before and after are suppressed as two groups of one whole: nothing is found by subtracting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from keukentafel.core.onderdrukking import suppress
from keukentafel.inzicht.figuren import woorden
from keukentafel.inzicht.figuren.binnen import batch_peaks, build_wie
from keukentafel.inzicht.figuren.blik import GEMEENTE, Blik, exact_view, views_beyond
from keukentafel.inzicht.figuren.hoofdstuk import Hoofdstuk
from keukentafel.inzicht.figuren.maat import figure
from keukentafel.inzicht.figuren.verdelingen import Envelop
from keukentafel.inzicht.figuren.verloop import build_bereikt, build_hoe_gaat_het, build_kanteling, circles_per_domain
from keukentafel.inzicht.figuren.vorm import Cel, Figuur, Kolom
from keukentafel.inzicht.figuren.werk import build_anders
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.rekenen import Maandregel
from keukentafel.inzicht.vraag import Periode, Vraag, Vraagfout

RAPPORTEN = ("kenmerken", "zelfredzaamheid", "ontwikkeling", "ondersteuning", "doelen", "werkwijze",
             "instroom_per_maand")  # fmt: skip
VOOR, NA = "voor", "na"


@dataclass(frozen=True, slots=True)
class Evaluatie:
    """What to report on: up to P, split at `knip`; `exact`: small numbers are told, for who may see them."""

    peildatum: date
    knip: date
    perioden: tuple[Periode, ...]
    exact: bool
    maandregel: Maandregel = Maandregel.KALENDER


def make_evaluation(vraag: Evaluatie, motor: Motor) -> list[Hoofdstuk]:
    """Return the chapters. Raises Vraagfout when a report cannot be made.

    What is to be spread is split where a month begins and has no periods of its own: two spans that differ by a few
    days would tell of the few people in those days.
    """
    if not vraag.exact and (vraag.perioden or vraag.knip.day != 1):
        raise Vraagfout(
            "Kies een knip op de eerste van een maand en geen perioden, of vraag het met --exact voor uzelf."
        )
    spans = {
        GEMEENTE: Vraag(vraag.peildatum, tot=vraag.peildatum),
        VOOR: Vraag(vraag.peildatum, tot=vraag.knip - timedelta(1)),
        NA: Vraag(vraag.peildatum, van=vraag.knip, tot=vraag.peildatum),
    }
    found = {naam: {rapport: _report(rapport, ask, motor) for rapport in RAPPORTEN} for naam, ask in spans.items()}
    seen = {naam: exact_view(made) for naam, made in found.items()} if vraag.exact else views_beyond(found)
    whole, before, after = seen[GEMEENTE], seen[VOOR], seen[NA]
    day = woorden.long_day(vraag.knip)
    parts = ((f"Tot {day}", before), (f"Vanaf {day}", after))
    return [
        Hoofdstuk("Instroom per maand", "Wanneer mensen zich meldden, en wanneer dat is ingevoerd.", [_months(whole)]),
        Hoofdstuk("Instroom per periode en hoe de tellingen aansluiten", "Elk totaal staat bij wat het telt.",
                  _counts(vraag, whole, motor)),
        Hoofdstuk("Wie de inwoners zijn", "Over de hele periode.", build_wie(whole)),
        *(Hoofdstuk(f"Wie de inwoners zijn: {naam.lower()}", "", build_wie(blik)) for naam, blik in parts),
        Hoofdstuk("Zelfredzaamheid bij de start", "Over de hele periode.", _measured(whole)),
        *(Hoofdstuk(f"Zelfredzaamheid: {naam.lower()}", "", _measured(blik)) for naam, blik in parts),
        *(Hoofdstuk(f"Ondersteuning die er al was: {naam.lower()}", "Per leefdomein en kring.",
                    circles_per_domain(blik, "bestaand")) for naam, blik in parts),
        *(Hoofdstuk(f"Waar hulp vandaan komt: {naam.lower()}", "Wat er al was naast wat erbij kwam.",
                    _new(blik)) for naam, blik in parts),
        *(Hoofdstuk(f"Doelen: {naam.lower()}", "Twee manieren van tellen tellen we nooit op.", _goals(blik))
          for naam, blik in parts),
        Hoofdstuk("Wat er anders ging dan voorheen", "De korte terugblik per casus.", build_anders(whole)),
    ]  # fmt: skip


def _report(naam: str, ask: Vraag, motor: Motor) -> Envelop:
    if not definities()[naam].met_periode:
        ask = Vraag(ask.peildatum)
    return make_report(naam, ask, motor).as_dict()


def _measured(blik: Blik) -> list[Figuur]:
    return [figuur for figuur in build_hoe_gaat_het(blik) if figuur.soort != "geen"]


def _new(blik: Blik) -> list[Figuur]:
    """Nothing when no support was recorded in this part: T-23 was not available, and that is not nought."""
    found = build_kanteling(blik)
    return [] if blik.of("kring/nieuw").n == 0 else found


def _goals(blik: Blik) -> list[Figuur]:
    return [figuur for figuur in build_bereikt(blik) if figuur.soort != "geen"]


def _months(blik: Blik) -> Figuur:
    envelope = blik.uitkomsten["instroom_per_maand"]
    peaks = batch_peaks(envelope)
    if blik.exact:
        kolommen = [Kolom("Maand", "tekst"), Kolom("Aangemeld"), Kolom("Ingevoerd")]
        rijen: list[list[Cel]] = [
            [woorden.month(row["maand"]), row["aangemeld"], row["geregistreerd"]] for row in envelope["rijen"]
        ]
    else:
        kolommen = [Kolom("Maand", "tekst"), Kolom("Aangemeld")]
        rijen = [[woorden.month(maand), n] for maand, n in sorted(blik.of("maanden").aantallen.items())]
    titel = "Geen maand waarin veel tegelijk is ingevoerd"
    if peaks:
        titel = f"In {', '.join(maand for maand, _ in peaks)} is veel tegelijk ingevoerd"
    return figure(
        blik, "instroom_per_maand", "maanden", vraag="binnen", soort="maanden", titel=titel, merken=peaks,
        meet="Nieuwe casussen per maand", n=blik.of("geslacht").n, kolommen=kolommen, rijen=rijen,
    )  # fmt: skip


def _counts(vraag: Evaluatie, whole: Blik, motor: Motor) -> list[Figuur]:
    """The cases per period with their mean per month, and the bridge between the totals."""
    made = {"aansluiting": make_report("aansluiting", Vraag(vraag.peildatum), motor).as_dict()}
    counts = {row["sleutel"]: row["aantal"] for row in made["aansluiting"]["rijen"]}
    parts = ("casussen", "personen_zonder_casus", "buiten_systeem")
    told: dict[str, int | None] = {part: counts[part] for part in parts}
    totaal: int | None = counts["totaal"]
    if not vraag.exact:
        shown = suppress({("", part): counts[part] for part in parts})
        told, totaal = dict(shown.waarden), shown.n
    casussen, zonder, buiten = (told[part] for part in parts)
    known = None if casussen is None or zonder is None else casussen + zonder
    rijen: list[list[Cel]] = [
        ["Casussen", casussen],
        ["Personen zonder casus", zonder],
        ["Geregistreerd", known],
        ["Buiten het systeem", buiten],
        ["Totaal", totaal],
    ]
    blik = Blik({**whole.uitkomsten, **made}, whole.verdelingen, whole.exact)
    found = [figure(
        blik, "aansluiting", "aansluiting", vraag="binnen", soort="geen", n=casussen,
        titel=f"{casussen} casussen" if casussen is not None else "Te weinig om te tonen",
        meet="Hoe de tellingen aansluiten", kolommen=[Kolom("Wat", "tekst"), Kolom("Aantal")], rijen=rijen,
    )]  # fmt: skip
    return [_periods(vraag, blik, motor), *found] if vraag.perioden else found


def _periods(vraag: Evaluatie, whole: Blik, motor: Motor) -> Figuur:
    ask = Vraag(vraag.peildatum, perioden=vraag.perioden, maandregel=vraag.maandregel)
    envelope = make_report("instroom", ask, motor).as_dict()
    rijen: list[list[Cel]] = [[row["periode"], row["aantal"], row["gemiddeld_per_maand"]] for row in envelope["rijen"]]
    first, last = rijen[0], rijen[-1]
    return figure(
        Blik({**whole.uitkomsten, "instroom": envelope}, whole.verdelingen, whole.exact), "instroom", "instroom",
        vraag="binnen", soort="geen", n=envelope["populatie"]["n"],
        titel=f"Van {_mean(first)} per maand in {first[0]} naar {_mean(last)} in {last[0]}",
        meet="Nieuwe casussen per periode",
        kolommen=[Kolom("Periode", "tekst"), Kolom("Aantal"), Kolom("Gemiddeld per maand", "getal")], rijen=rijen,
    )  # fmt: skip


def _mean(row: Sequence[Cel]) -> str:
    return woorden.number(float(row[2])) if isinstance(row[2], int | float) else "te weinig"
