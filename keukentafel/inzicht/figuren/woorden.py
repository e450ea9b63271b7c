"""Codes and counts in words, for findings and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from keukentafel.inzicht.toeval import differs
from keukentafel.referentielijsten.public import OnbekendeLijst, find_domain, label_of, scheme
from keukentafel.socialekaart.public import area_names

LIJSTEN = {
    "soort": "melding_soort", "kanaal": "kanaal", "vraagtype": "vraagtype", "afhandeling": "afhandeling",
    "doelsoort": "doelsoort", "doelstatus": "doelstatus", "kring": "kring", "terugblik": "werkwijze_vraag",
    "casustype": "casustype", "wet": "wet", "medewerkertype": "medewerkertype",
}  # fmt: skip
REDENEN = ("reden_niet_anders", "effect", "afwijking", "ander_arrangement")  # lists of the short review
EIGEN = {
    "onbekend": "Onbekend", "niet_ingevuld": "Niet ingevuld", "ontbrekend": "Geen antwoord", "geen": "Niet gescoord",
    "man": "Man", "vrouw": "Vrouw", "anders": "Anders", "alleen": "Woont alleen", "samen": "Woont samen",
    "met_kinderen": "Met kinderen", "zonder_kinderen": "Zonder kinderen", "overig": "Zonder kinderen, of onbekend",
    "inwoner_zelf": "Inwoner zelf", "inwoner_over_ander": "Inwoner over een ander",
    "binnen_14_dagen": "Beroepskracht, antwoord binnen 14 dagen", "later": "Beroepskracht, antwoord later",
    "nog_niet": "Beroepskracht, nog geen antwoord", "actief": "Actief", "volgen": "Volgen", "afgesloten": "Afgesloten",
    "koppelingen_wederkerig": "Gekoppeld, over en weer", "koppelingen_eenzijdig": "Gekoppeld, één kant op",
    "koppelingen_buurtserviceteam": "Gekoppeld aan het buurtserviceteam", "niet_gekoppeld": "Niet gekoppeld",
    "ja": "Ja", "nee": "Nee",
    "aangemeld_vraagverheldering": "Tot de vraag helder is", "aangemeld_plan": "Tot er een plan is",
    "aangemeld_afgesloten": "Tot de casus dicht is",
    "alle": "Tot de eerste hulp", "informeel": "Tot informele hulp", "eerste_lijn": "Tot hulp uit de eerste lijn",
    "tweede_lijn": "Tot hulp uit de tweede lijn",
    "huishoudens_met_meer_dan_een_plan": "Huishoudens met meer dan één plan",
    "verstrekt": "Plan aan de inwoner gegeven",
    "akkoord": "Inwoner is akkoord", "met_doel": "Problemen met een doel in het plan",
}  # fmt: skip
MAAND_VOLUIT = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
                "november", "december")  # fmt: skip
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def label(kind: str, code: str, op: date) -> str:
    """Return a value in words: by its reference list where it has one, as it was called on this day."""
    if code in EIGEN and kind not in LIJSTEN:
        return EIGEN[code]
    try:
        return label_of(LIJSTEN[kind], code, op)
    except (KeyError, OnbekendeLijst):
        return EIGEN.get(code, code.replace("_", " "))


def reason(code: str, op: date) -> str:
    """Return a reason of the short review in words."""
    for lijst in REDENEN:
        try:
            return label_of(lijst, code, op)
        except OnbekendeLijst:
            continue
    return code.replace("_", " ")


def domain(stelsel: str, code: str, op: date) -> str:
    """Return a leefdomein in words."""
    try:
        return find_domain(stelsel, code, op).naam
    except OnbekendeLijst:
        return code.replace("_", " ")


def areas(codes: Collection[str]) -> dict[str, str]:
    """Return these areas by names of which no two are the same, one query for all."""
    named = area_names(codes)
    return {code: named.get(code) or code or "Gebied onbekend" for code in codes}


def domains(codes: Iterable[str], op: date) -> dict[str, str]:
    """Return leefdomeinen (stelsel/code) in words; with their scheme where two have the same name."""
    named = {f"{stelsel}/{code}": domain(stelsel, code, op) for stelsel, code in (one.split("/") for one in codes)}
    twice = {naam for naam, uses in Counter(named.values()).items() if uses > 1}
    return {
        code: f"{naam}, {scheme_name(code.split('/')[0])}" if naam in twice else naam for code, naam in named.items()
    }


def scheme_name(stelsel: str) -> str:
    """Return a domain scheme or instrument in words."""
    try:
        return scheme(stelsel).naam
    except OnbekendeLijst:
        return stelsel


def age(band: str) -> str:
    """Return an age band in words: 20 tot en met 39 jaar."""
    if band.endswith("+"):
        return f"{band[:-1]} jaar en ouder"
    low, dash, high = band.partition("-")
    return f"{low} tot en met {high} jaar" if dash else EIGEN.get(band, band)


def month(maand: str) -> str:
    """Return a month of the contract in words: apr 2026."""
    return f"{MAANDEN[int(maand[5:]) - 1]} {maand[:4]}"


def long_day(day: date) -> str:
    """Return a day in words: 1 juli 2014."""
    return f"{day.day} {MAAND_VOLUIT[day.month - 1]} {day.year}"


def percent(value: float | None) -> str:
    """Return a whole percentage, rounded half up: 36%."""
    return "onbekend deel" if value is None else f"{int(value + 0.5)}%"


def number(value: float | None) -> str:
    """Return a number as Dutch writes it; ? for one that is not told."""
    return "?" if value is None else f"{value:g}".replace(".", ",")


def times(aantal: int | None, een: str, meer: str) -> str:
    """Return a count with its noun."""
    return f"{aantal} {een if aantal == 1 else meer}"


def compared(nu: int | None, toen: int | None) -> str:
    """Return how a count stands to that of the same days a year earlier; '' when one of them is not told."""
    if nu is None or not toen:
        return ""
    if not differs(nu, toen):
        return f"ongeveer evenveel als een jaar eerder ({toen})"
    return f"{'meer' if nu > toen else 'minder'} dan een jaar eerder ({toen})"
