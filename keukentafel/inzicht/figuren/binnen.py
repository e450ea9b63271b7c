"""What comes in, who they are, and whether reporters hear back (T-03, T-04, T-13, T-16 to T-18; R-025)."""

from __future__ import annotations

from statistics import median

from keukentafel.inzicht.figuren import woorden
from keukentafel.inzicht.figuren.blik import Blik, Verdeling
from keukentafel.inzicht.figuren.maat import AANTAL, DEEL, EERDER, cell_keys, day_of, enough, figure, shares, too_small
from keukentafel.inzicht.figuren.verdelingen import ONBEKEND, Envelop
from keukentafel.inzicht.figuren.vorm import Figuur, Kolom

PIEK = 3  # so many times the usual number of entries in one month, and more than were reported: typed in together
PIEK_MINSTENS = 10
MAANDEN_TERUG = 24


def build_binnen(blik: Blik) -> list[Figuur]:
    """Return what comes in: cases per month, and what became of meldingen."""
    found = [_months(blik)]
    for naam, meet in (("afhandeling", "Wat er van meldingen werd"), ("kanaal", "Hoe meldingen binnenkomen"),
                       ("vraagtype", "Hoe ingewikkeld de vragen zijn")):  # fmt: skip
        found.append(_feature(blik, "meldingen", naam, meet, vraag="binnen", wat="meldingen"))
    return found


def build_wie(blik: Blik) -> list[Figuur]:
    """Return who the residents are."""
    return [
        _feature(blik, "kenmerken", naam, meet, vraag="wie", wat="casussen")
        for naam, meet in (
            ("leeftijd", "Leeftijd op de dag van aanmelding"),
            ("leefeenheid", "Alleen of samen"),
            ("kinderen", "Kinderen in het huishouden"),
            ("geslacht", "Geslacht"),
        )
    ]


def build_terugkoppeling(blik: Blik) -> list[Figuur]:
    """Return whether professionals who reported heard back, and how soon the first contact was."""
    seen, before = blik.of("melder"), blik.before("melder")
    asked, in_time = seen.of("binnen_14_dagen", "later", "nog_niet"), seen.of("binnen_14_dagen")
    day = day_of(blik)
    titel = too_small(blik, asked, "meldingen van beroepskrachten")
    if asked is not None and in_time is not None and (blik.exact or enough(asked)) and asked:
        titel = f"Van de {asked} beroepskrachten hoorden er {in_time} binnen 14 dagen iets terug"
    elif enough(in_time):
        titel = f"{in_time} beroepskrachten hoorden binnen 14 dagen iets terug"
    labels = [(waarde, woorden.label("melder", waarde, day)) for waarde in seen.aantallen]
    return [
        figure(
            blik, "meldingen", "melder", vraag="terugkoppeling", soort="balken", titel=titel,
            meet="Wie meldde, en of een beroepskracht iets terughoorde", n=seen.n, ontbrekend=seen.of(*ONBEKEND),
            kolommen=[Kolom("Melder", "tekst"), AANTAL, DEEL, EERDER], rijen=shares(seen, before, labels),
            sleutels=[f"melder/{waarde}" for waarde in seen.aantallen],
        )
    ]  # fmt: skip


def _feature(blik: Blik, rapport: str, naam: str, meet: str, *, vraag: str, wat: str) -> Figuur:
    """One feature as bars; its finding is the largest group and whether that changed."""
    seen, before, day = blik.of(naam), blik.before(naam), day_of(blik)
    top = seen.largest()
    titel = too_small(blik, seen.n, wat)
    if top and (share := seen.percentage(top)) is not None and enough(seen.n):
        titel = f"{_value(naam, top, day)}: {woorden.percent(share)} ({seen.of(top)} van {seen.base()})"
        earlier = before.percentage(top) if enough(before.n) else None
        if earlier is not None:
            titel += f", een jaar eerder {woorden.percent(earlier)}"
    labels = [(waarde, _value(naam, waarde, day)) for waarde in seen.aantallen]
    return figure(
        blik, rapport, naam, vraag=vraag, soort="balken", titel=titel, meet=meet, n=seen.n,
        ontbrekend=seen.of(*ONBEKEND), kolommen=[Kolom("Waarde", "tekst"), AANTAL, DEEL, EERDER],
        rijen=shares(seen, before, labels), sleutels=[f"{naam}/{waarde}" for waarde in seen.aantallen],
    )  # fmt: skip


def _value(naam: str, waarde: str, day: object) -> str:
    if naam == "leeftijd":
        return woorden.age(waarde)
    return woorden.label(naam, waarde, day)  # type: ignore[arg-type]


def _months(blik: Blik) -> Figuur:
    """Cases per month: for the team also the day of entry, so that a batch shows; beyond it the period alone."""
    nu, toen = blik.of("geslacht").n, blik.before("geslacht").n
    titel = too_small(blik, nu, "casussen")
    if nu:
        said = woorden.compared(nu, toen)
        titel = f"{woorden.times(nu, 'nieuwe casus', 'nieuwe casussen')} in {_length(blik)} maanden"
        titel += f", {said}" if said else ""
    envelope, sleutels = blik.uitkomsten["instroom_per_maand"], list[list[str]]()
    if blik.exact:
        per_month = envelope["rijen"][-MAANDEN_TERUG:]
        kolommen = [Kolom("Maand", "tekst"), Kolom("Aangemeld"), Kolom("Ingevoerd")]
        rijen = [[woorden.month(row["maand"]), row["aangemeld"], row["geregistreerd"]] for row in per_month]
        sleutels = [[f"maanden/{row['maand']}", f"ingevoerd/{row['maand']}"] for row in per_month]
    else:
        seen: Verdeling = blik.of("maanden")
        kolommen = [Kolom("Maand", "tekst"), Kolom("Aangemeld")]
        rijen = [[woorden.month(maand), aantal] for maand, aantal in sorted(seen.aantallen.items())]
    return figure(
        blik, "instroom_per_maand", "maanden", vraag="binnen", soort="maanden", titel=titel,
        meet="Nieuwe casussen per maand", n=nu, kolommen=kolommen, rijen=rijen,
        merken=batch_peaks(envelope) if blik.exact else (), celsleutels=cell_keys(sleutels),
    )  # fmt: skip


def _length(blik: Blik) -> int:
    """How many months the period has, a part of one for a whole."""
    period = blik.uitkomsten["kenmerken"]["periode"] or {"van": None, "tot": ""}
    van, tot = ((period[end] or "0000-12")[:7].split("-") for end in ("van", "tot"))
    return (int(tot[0]) - int(van[0])) * 12 + int(tot[1]) - int(van[1]) + 1


def batch_peaks(envelope: Envelop) -> list[tuple[str, str]]:
    """Return the months in which many cases were typed in together: a peak of entry, not of demand (T-13)."""
    entered = [row["geregistreerd"] for row in envelope["rijen"]]
    usual = median(entered) if entered else 0
    return [
        (woorden.month(row["maand"]), "veel tegelijk ingevoerd")
        for row in envelope["rijen"]
        if row["geregistreerd"] >= PIEK_MINSTENS
        and row["geregistreerd"] > PIEK * usual
        and row["geregistreerd"] > 2 * row["aangemeld"]
    ]
