"""What support costs, and what was asked, granted and refused (R-139, R-185; T-31, T-32).

The team sees its amounts and counts. Beyond it only whole thousands of euro of the municipality are told, and only when
each part rests on at least GRENS cases; never a count of cases, nor an amount of one team, which could be subtracted.
What came of requests is a partition as the others are (figuren/blik.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from keukentafel.core.onderdrukking import GRENS
from keukentafel.inzicht.figuren import woorden
from keukentafel.inzicht.figuren.blik import Blik
from keukentafel.inzicht.figuren.maat import DEEL, cell_keys, day_of, figure, too_small
from keukentafel.inzicht.figuren.vorm import Cel, Figuur, Kolom
from keukentafel.inzicht.register import definities, own_words
from keukentafel.inzicht.rekenen import share
from keukentafel.referentielijsten.public import all_choices

VRAAG, KOSTEN, TOEKENNINGEN = "kosten", "kosten", "toekenningen"
DUIZEND = 100_000  # cents
EURO, BEKEND = Kolom("Euro"), Kolom("Kosten bekend", "tekst")
NIETS = "Nog geen kosten bekend"
AFGEROND = "Bedragen van de gemeente zijn afgerond op duizend euro. Per team en in aantallen vertellen wij ze niet."
UITSLAGEN = ("toegekend", "afgewezen", "ingetrokken", "wacht")
Rij = Mapping[str, Any]


HOOGSTENS_DEEL = 5  # one case is at most this part, one fifth, of an amount that leaves the team


def build_kosten(blik: Blik) -> list[Figuur]:
    """Return the figures on costs and requests; one that says there are none where nothing is known or may be told."""
    asked = [_requests(blik)] if TOEKENNINGEN in blik.uitkomsten else []
    if KOSTEN not in blik.uitkomsten:
        return [_nothing(blik), *asked]
    rows = blik.uitkomsten[KOSTEN]["rijen"]
    if not blik.exact:
        return [_beyond(blik, rows), *asked]
    return [
        _parts(blik, rows, "kring", "Kosten naar wie de hulp geeft"),
        _parts(blik, rows, "product", "Kosten naar product"),
        _trajects(blik),
        *asked,
    ]


def euro(cent: int) -> str:
    """Return cents as a reader writes them: € 1.234,50."""
    whole, rest = divmod(cent, 100)
    return f"€ {whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")


def _parts(blik: Blik, rows: Sequence[Rij], cut: str, meet: str) -> Figuur:
    """Per part the known costs in whole euro and their share, beside how many items have known costs."""
    whole = next((row for row in rows if row["deel"] == "alles"), None)
    names = _names(cut)
    table: list[list[Cel]] = [
        [names.get(row["deel"], row["deel"]), _whole_euro(row["cent"]), _share(row["cent"], whole),
         f"{row['bekend']} van {row['posten']}"]
        for row in rows if row["uitsplitsing"] == cut
    ]  # fmt: skip
    titel = NIETS
    known = [row for row in table if row[1] is not None]
    if cut == "kring" and whole is not None and whole["cent"] is not None:
        titel = f"{euro(whole['cent'])} bekend; van {whole['onbekend']} van de {whole['posten']} posten is het onbekend"
    elif known:
        most = max(known, key=lambda row: int(row[1] or 0))
        titel = f"{most[0]} kost het meest van wat bekend is: {euro(100 * int(most[1] or 0))}"
    return figure(
        blik, KOSTEN, f"kosten-{cut}", vraag=VRAAG, soort="geld", titel=titel, meet=meet,
        n=whole["posten"] if whole else 0,
        kolommen=[Kolom("Deel", "tekst"), EURO, DEEL, BEKEND], rijen=table,
    )  # fmt: skip


def _trajects(blik: Blik) -> Figuur:
    """Per quarter of aanmelding the middle costs of a traject of which all costs are known."""
    rows = blik.uitkomsten[KOSTEN]["per_traject"]
    table: list[list[Cel]] = [
        [row["kwartaal"].replace("K", " kwartaal "), _whole_euro(row["mediaan_cent"]),
         f"{row['alles_bekend']} van {row['trajecten']}", row["afgesloten"], row["dagen_mediaan"]]
        for row in rows
    ]  # fmt: skip
    known = [row for row in table if row[1] is not None]
    titel = f"{known[-1][0]}: de helft van de trajecten kostte tot nu hoogstens € {known[-1][1]}" if known else NIETS
    return figure(
        blik, KOSTEN, "kosten-trajecten", vraag=VRAAG, soort="geld", titel=titel,
        meet="Wat een traject kost, naar het kwartaal van aanmelding (het middelste bedrag)",
        n=sum(row["trajecten"] for row in rows),
        kolommen=[Kolom("Aangemeld", "tekst"), Kolom("Middelste bedrag in euro"), Kolom("Alle kosten bekend", "tekst"),
                  Kolom("Afgesloten"), Kolom("Middelste dagen", "getal")],
        rijen=table, celsleutels=[(at, 3, f"traject_afgesloten/{row['kwartaal']}") for at, row in enumerate(rows)],
        kanttekeningen=["Een traject dat nog loopt, kost later meer: vergelijk kwartalen pas als zij zijn afgesloten."],
    )  # fmt: skip


def _requests(blik: Blik) -> Figuur:
    """What came of the requests for provisions; how long it took only to the team."""
    seen, steps = blik.of("uitslag"), blik.uitkomsten[TOEKENNINGEN]["doorlooptijd"]
    table: list[list[Cel]] = [[own_words()[naam], seen.of(naam), seen.n, seen.percentage(naam)] for naam in UITSLAGEN]
    titel = too_small(blik, seen.n, "aanvragen")
    if seen.n and seen.of("toegekend") is not None:
        titel = f"{seen.of('toegekend')} van de {seen.n} aanvragen zijn toegekend"
    spans = [
        f"{own_words()[row['stap']]}: {row['n']} keer, de helft binnen {woorden.number(row['mediaan'])} dagen."
        for row in steps if row["n"] and blik.exact
    ]  # fmt: skip
    return figure(
        blik, TOEKENNINGEN, "toekenningen", vraag=VRAAG, soort="deel", titel=titel, meet="Wat er van aanvragen werd",
        n=seen.n, kolommen=[Kolom("Uitslag", "tekst"), Kolom("Aantal"), Kolom("Van"), DEEL], rijen=table,
        kanttekeningen=spans, celsleutels=cell_keys([[f"uitslag/{naam}", "uitslag/alle"] for naam in UITSLAGEN]),
    )  # fmt: skip


def _beyond(blik: Blik, rows: Sequence[Rij]) -> Figuur:
    """What may be told of the municipality: the whole, and its parts only when none of them is small."""
    parts = [row for row in rows if row["uitsplitsing"] == "kring"]
    whole = [row for row in rows if row["deel"] == "alles"]
    told = [row for row in whole if _rests_on_enough(row)]
    paid = [row for row in parts if row["cent"] is not None]
    shown = paid if all(map(_rests_on_enough, paid)) else []
    if not told:
        return _nothing(blik, "Te weinig kosten bekend om te laten zien")
    names, thousands = _names("kring"), told[0]["cent"] // DUIZEND
    table: list[list[Cel]] = [[names.get(row["deel"], row["deel"]), row["cent"] // DUIZEND * 1000] for row in shown]
    table.append(["Alles samen", thousands * 1000])
    return figure(
        blik, KOSTEN, "kosten-kring", vraag=VRAAG, soort="geld", meet="Kosten naar wie de hulp geeft", n=None,
        titel=f"{euro(thousands * DUIZEND)} aan bekende kosten", kolommen=[Kolom("Deel", "tekst"), EURO],
        rijen=table, kanttekeningen=[AFGEROND],
    )  # fmt: skip


def _rests_on_enough(row: Rij) -> bool:
    """Whether an amount rests on at least GRENS cases whose costs are known, and on none of them for more than a fifth:
    where one case is most of it, the amount tells what that case costs, and that it began or ended.
    """
    if row["cent"] is None or row["casussen_met_bedrag"] < GRENS:
        return False
    return bool(row["duurste_casus_cent"] * HOOGSTENS_DEEL <= row["cent"])


def _nothing(blik: Blik, titel: str = NIETS) -> Figuur:
    """The figure that says so, also where the report was not asked."""
    definitie, day = definities()[KOSTEN], day_of(blik).isoformat()
    return Figuur(
        naam="kosten-kring", vraag=VRAAG, soort="geen", titel=titel, meet="Kosten naar wie de hulp geeft",
        rapport=KOSTEN,
        versie=definitie.versie, definitie=definitie.definitie, populatie=definitie.populatie, peildatum=day, van="",
        tot=day, n=None, ontbrekend=None, kolommen=(), rijen=(),
    )  # fmt: skip


def _names(cut: str) -> dict[str, str]:
    return {**dict(all_choices(cut)), "zonder_product": own_words()["zonder_product"], "onbekend": "Onbekend"}


def _whole_euro(cent: float | None) -> int | None:
    return None if cent is None else int(cent / 100 + 0.5)


def _share(cent: int | None, whole: Rij | None) -> float | None:
    return None if cent is None or whole is None or not whole["cent"] else share(cent, whole["cent"])
