"""How residents fare, what shifts and what is reached (R-048, R-050, R-057, R-062; T-19 to T-24)."""

from __future__ import annotations

from collections.abc import Mapping

from keukentafel.inzicht.figuren import woorden
from keukentafel.inzicht.figuren.blik import Blik, Verdeling
from keukentafel.inzicht.figuren.maat import (
    AANTAL,
    DEEL,
    EERDER,
    cell_keys,
    day_of,
    enough,
    figure,
    most,
    nothing,
    ordered,
    shares,
    too_small,
)
from keukentafel.inzicht.figuren.verdelingen import GEEN, ONBEKEND, OVERIG, PROBLEEM
from keukentafel.inzicht.figuren.vorm import Cel, Figuur, Kolom

OVERGANGEN = 4  # domains of an instrument of which every level is shown; the table above has them all
KRINGEN = ("eigen_kracht", "sociaal_netwerk", "algemeen", "maatwerk")
DICHTBIJ = ("eigen_kracht", "sociaal_netwerk")
KWARTAAL = "ondersteuning@"  # the outcome of one quarter, in the outcomes of the team
AARDEN = (("bestaand", "Wat er al was"), ("nieuw", "Wat erbij kwam"))


def build_hoe_gaat_het(blik: Blik) -> list[Figuur]:
    """Return per instrument the levels at the start, and how they went since."""
    found = [_since(blik, instrument) for instrument in _second(blik, "verloop")]
    found += [one for instrument in _second(blik, "verloop") for one in _transitions(blik, instrument)]
    found += [_start(blik, instrument) for instrument in _second(blik, "start")]
    meet = "Zelfredzaamheid bij de start"
    return found or [nothing(blik, "zelfredzaamheid", "start", "hoe_gaat_het", "Nog niets gemeten", meet)]


def _second(blik: Blik, kind: str) -> list[str]:
    """The instruments or ways of counting of a kind of partition, the one with most behind it first."""
    sizes: dict[str, int] = {}
    for naam in blik.names(kind):
        part = naam.split("/")[1]
        sizes[part] = sizes.get(part, 0) + (blik.of(naam).known() or 0)
    return sorted(sizes, key=lambda part: (-sizes[part], part))


def _codes(blik: Blik, kind: str, instrument: str) -> list[str]:
    return [naam.split("/")[2] for naam in blik.names(kind) if naam.split("/")[1] == instrument]


def _domains(blik: Blik, kind: str, instrument: str) -> list[tuple[str, Verdeling]]:
    day = day_of(blik)
    codes = _codes(blik, kind, instrument)
    return [(woorden.domain(instrument, code, day), blik.of(f"{kind}/{instrument}/{code}")) for code in codes]


def _start(blik: Blik, instrument: str) -> Figuur:
    """The levels at the start per domain; beyond the team only who has a problem there."""
    values = list(map(str, range(1, 6))) if blik.exact else [PROBLEEM]
    problem = values[:3] if blik.exact else [PROBLEEM]
    found = _domains(blik, "start", instrument)
    rest = GEEN if blik.exact else OVERIG
    rijen: list[list[Cel]] = [
        [naam, *(seen.of(value) for value in (*values, rest)), seen.percentage(*problem)] for naam, seen in found
    ]
    bases = _bases(blik, "start", instrument)
    keys = [[*(f"{base}/{value}" for value in (*values, rest)), base] for base in bases]
    rijen, keys = ordered(rijen, keys, lambda row: (row[-1] is None, -float(row[-1] or 0), str(row[0])))
    counted = {naam: seen for naam, seen in found if enough(seen.known()) and seen.percentage(*problem) is not None}
    titel = too_small(blik, most(seen.known() for _, seen in found), "startmetingen")
    if counted:
        first = max(counted, key=lambda naam: (counted[naam].percentage(*problem) or 0, counted[naam].known() or 0))
        seen = counted[first]
        titel = f"Vaakst een probleem bij {first}: {seen.of(*problem)} van {seen.base()} scoren 1 tot en met 3"
    return figure(
        blik, "zelfredzaamheid", f"start-{instrument}", vraag="hoe_gaat_het", soort="niveaus", titel=titel,
        meet=f"Zelfredzaamheid bij de start, {woorden.scheme_name(instrument)}", n=blik.of("geslacht").n,
        kolommen=[Kolom("Leefdomein", "tekst"), *(Kolom(f"Niveau {v}") for v in values),
                  Kolom("Niet gescoord" if blik.exact else "Geen probleem of niet gescoord"),
                  Kolom("Percentage 1 tot en met 3", "getal")],
        rijen=rijen, celsleutels=cell_keys(keys),
    )  # fmt: skip


def _bases(blik: Blik, kind: str, instrument: str) -> list[str]:
    """Under which keys the cases of each domain are kept, in the order of `_domains`."""
    return [f"{kind}/{instrument}/{code}" for code in _codes(blik, kind, instrument)]


def _since(blik: Blik, instrument: str) -> Figuur:
    """Per domain how many went back, stayed and went forward; only those who were measured twice."""
    found = _domains(blik, "verloop", instrument)
    ways = ("verslechterd", "gelijk", "verbeterd")
    rijen: list[list[Cel]] = [[naam, *(seen.of(way) for way in ways), seen.n] for naam, seen in found]
    keys = [[f"{base}/{way}" for way in (*ways, "n")] for base in _bases(blik, "verloop", instrument)]
    rijen, keys = ordered(rijen, keys, lambda row: (-(int(row[-1] or 0)), str(row[0])))
    told = [(seen.of("verbeterd"), seen.of("verslechterd")) for _, seen in found if enough(seen.n)]
    clear = [(up, down) for up, down in told if up is not None and down is not None]
    titel = too_small(blik, most(seen.n for _, seen in found), "tweede metingen")
    if clear:
        better = sum(up > down for up, down in clear)
        titel = f"Op {better} van de {len(clear)} leefdomeinen gaan meer mensen vooruit dan achteruit"
    if len(clear) == 1:
        naam = next(naam for naam, seen in found if enough(seen.n) and seen.of("verbeterd", "verslechterd") is not None)
        titel = f"{naam}: {clear[0][0]} vooruit, {clear[0][1]} achteruit"
    return figure(
        blik, "ontwikkeling", f"verloop-{instrument}", vraag="hoe_gaat_het", soort="verloop", titel=titel,
        meet=f"Van de eerste naar de laatste meting, {woorden.scheme_name(instrument)}",
        n=most(seen.n for _, seen in found),
        kolommen=[Kolom("Leefdomein", "tekst"), Kolom("Achteruit"), Kolom("Gelijk"), Kolom("Vooruit"), Kolom("n")],
        rijen=rijen, celsleutels=cell_keys(keys),
        kanttekeningen=["Alleen wie twee keer is gemeten. Een score schuift ook als meer bekend wordt."],
    )  # fmt: skip


def _transitions(blik: Blik, instrument: str) -> list[Figuur]:
    """From level to level per domain, of those with most pairs. Only for the team: beyond it the cells are few."""
    if not blik.exact:
        return []
    per_domain: dict[str, dict[tuple[int, int], int]] = {}
    for row in blik.uitkomsten["ontwikkeling"]["rijen"]:
        if row["instrument"] == instrument:
            per_domain.setdefault(row["domein"], {})[row["van"], row["naar"]] = row["aantal"]
    sizes = {code: sum(cells.values()) for code, cells in per_domain.items()}
    most_measured = sorted((code for code in sizes if enough(sizes[code])), key=lambda code: (-sizes[code], code))
    return [_transition(blik, instrument, code, per_domain[code]) for code in most_measured[:OVERGANGEN]]


def _transition(blik: Blik, instrument: str, code: str, cells: Mapping[tuple[int, int], int]) -> Figuur:
    naam, n = woorden.domain(instrument, code, day_of(blik)), sum(cells.values())
    up = sum(aantal for (van, naar), aantal in cells.items() if naar > van)
    down = sum(aantal for (van, naar), aantal in cells.items() if naar < van)
    return figure(
        blik, "ontwikkeling", f"overgang-{instrument}-{code}", vraag="hoe_gaat_het", soort="overgang",
        titel=f"{naam}: van de {n} gingen er {up} vooruit en {down} achteruit", n=n,
        meet=f"{naam}, van niveau bij de start naar niveau nu, {woorden.scheme_name(instrument)}",
        kolommen=[Kolom("Niveau bij de start", "tekst"), *(Kolom(f"Nu {level}") for level in range(1, 6))],
        rijen=[[str(van), *(cells.get((van, naar), 0) for naar in range(1, 6))] for van in range(1, 6)],
        celsleutels=cell_keys([[f"overgang/{instrument}/{code}/{van}-{naar}" for naar in range(1, 6)]
                               for van in range(1, 6)]),
        kanttekeningen=["Alleen wie op dit leefdomein twee keer een niveau heeft."],
    )  # fmt: skip


def build_kanteling(blik: Blik) -> list[Figuur]:
    """Return where help comes from: what was there beside what came, and per domain for the team."""
    per_aard = {aard: blik.of(f"kring/{aard}") for aard, _ in AARDEN}
    rijen = [_circle_row(woord, per_aard[aard]) for aard, woord in AARDEN]
    rijen.append(_circle_row("Wat er een jaar eerder bijkwam", blik.before("kring/nieuw")))
    keys = [*(_circle_keys(f"kring/{aard}") for aard, _ in AARDEN), []]
    shown = [(row, own) for row, own in zip(rijen, keys, strict=True) if row[-1] != 0]
    titel = _circle_finding(blik, per_aard)
    circles = [Kolom("Waar", "tekst"), *(Kolom(woorden.label("kring", kring, day_of(blik))) for kring in KRINGEN)]
    found = [
        figure(
            blik, "ondersteuning", "kanteling", vraag="kanteling", soort="kanteling", titel=titel,
            meet="Waar hulp vandaan komt", n=per_aard["nieuw"].n, kolommen=[*circles, Kolom("n")],
            rijen=[row for row, _ in shown], celsleutels=cell_keys([own for _, own in shown]),
        )
    ]  # fmt: skip
    return [*found, *circles_per_domain(blik, "nieuw"), *_trend(blik)]


def _trend(blik: Blik) -> list[Figuur]:
    """Per quarter the share of new help from nearby; where the domains get another layout the series breaks (T-23).

    Only for the team: spans that lie inside one another are not told beside each other beyond it.
    """
    quarters = {naam.partition("@")[2]: found for naam, found in blik.uitkomsten.items() if naam.startswith(KWARTAAL)}
    rijen: list[list[Cel]] = []
    breuken: list[tuple[str, str]] = []
    before: frozenset[str] = frozenset()
    for kwartaal, envelope in sorted(quarters.items()):
        new = {row["kring"]: row["aantal"] for row in envelope["totaal"] if row["aard"] == "nieuw"}
        seen = Verdeling(sum(new.values()), dict(new))
        rijen.append([kwartaal, seen.percentage(*DICHTBIJ), seen.n])
        layout = frozenset(row["domeinstelsel"] for row in envelope["rijen"])
        if before and layout and layout != before:
            breuken.append((kwartaal, "andere indeling in leefdomeinen"))
        before = layout or before
    if not any(row[1] is not None for row in rijen):
        return []
    told = [row for row in rijen if row[1] is not None]
    first, last = (int(float(row[1] or 0) + 0.5) for row in (told[0], told[-1]))
    titel = f"Hulp van dichtbij ging van {first}% in {told[0][0]} naar {last}% in {told[-1][0]}"
    if breuken:
        titel = f"Hulp van dichtbij per kwartaal, met een breuk in {breuken[-1][0]}"
    return [
        figure(
            blik, "ondersteuning", "kanteling-trend", vraag="kanteling", soort="trend", titel=titel,
            meet="Deel van de nieuwe hulp dat van eigen kracht of netwerk komt, naar kwartaal van aanmelding",
            n=sum(int(row[2] or 0) for row in rijen), breuken=breuken, rijen=rijen,
            celsleutels=cell_keys([[f"trend/{row[0]}"] for row in rijen], vanaf=2),
            kolommen=[Kolom("Kwartaal", "tekst"), Kolom("Percentage van dichtbij", "getal"), Kolom("n")],
            kanttekeningen=["Een kwartaal zonder nieuwe hulp is een gat, geen nul."],
        )
    ]  # fmt: skip


def _circle_row(naam: str, seen: Verdeling) -> list[Cel]:
    return [naam, *(seen.of(kring) for kring in KRINGEN), seen.n]


def _circle_keys(base: str) -> list[str]:
    return [f"{base}/{kring}" for kring in (*KRINGEN, "n")]


def _circle_finding(blik: Blik, per_aard: dict[str, Verdeling]) -> str:
    was, came = (per_aard[aard].percentage(*DICHTBIJ) for aard, _ in AARDEN)
    if came is None or not enough(per_aard["nieuw"].n):
        return too_small(blik, per_aard["nieuw"].n, "nieuwe ondersteuning")
    titel = f"Van de nieuwe hulp komt {woorden.percent(came)} van dichtbij"
    if was is not None and enough(per_aard["bestaand"].n):
        gap = int(abs(came - was) + 0.5)
        points, way = "punt" if gap == 1 else "punten", "meer" if came >= was else "minder"
        titel += f"; dat is {gap} {points} {way} dan bij wat er al was"
    return titel


def _schemes(blik: Blik, aard: str) -> list[str]:
    return sorted({naam.split("/")[2] for naam in blik.names("kring_domein") if naam.split("/")[1] == aard})


def circles_per_domain(blik: Blik, aard: str) -> list[Figuur]:
    """Return support of one aard per domain, a figure per scheme: in another layout of domains the series breaks."""
    circles = [Kolom("Waar", "tekst"), *(Kolom(woorden.label("kring", kring, day_of(blik))) for kring in KRINGEN)]
    return [_per_domain(blik, stelsel, circles, aard) for stelsel in _schemes(blik, aard)]


def _per_domain(blik: Blik, stelsel: str, circles: list[Kolom], aard: str) -> Figuur:
    prefix, day = f"kring_domein/{aard}/{stelsel}/", day_of(blik)
    word = "nieuwe" if aard == "nieuw" else "bestaande"
    found = [
        (naam.removeprefix(prefix), blik.of(naam)) for naam in blik.names("kring_domein") if naam.startswith(prefix)
    ]
    rijen = [_circle_row(woorden.domain(stelsel, code, day), seen) for code, seen in found]
    keys = [_circle_keys(prefix + code) for code, _ in found]
    rijen, keys = ordered(rijen, keys, lambda row: (-int(row[-1] or 0), str(row[0])))
    titel = f"De meeste {word} hulp is voor {rijen[0][0]} ({rijen[0][-1]})" if rijen else f"Nog geen {word} hulp"
    return figure(
        blik, "ondersteuning", f"{'kanteling' if aard == 'nieuw' else aard}-{stelsel}", vraag="kanteling",
        soort="kanteling", titel=titel,
        meet=f"{word.capitalize()} hulp per leefdomein, {woorden.scheme_name(stelsel)}",
        n=sum(int(row[-1] or 0) for row in rijen), kolommen=[*circles, Kolom("n")], rijen=rijen,
        celsleutels=cell_keys(keys),
    )  # fmt: skip


def build_bereikt(blik: Blik) -> list[Figuur]:
    """Return what became of goals and what kind they were, per way of counting: the two are never added up."""
    found = []
    for way in _second(blik, "doelstatus"):
        found.append(_goals(blik, "doelstatus", way, "Wat er van doelen werd", "behaald"))
        found.append(_goals(blik, "doelsoort", way, "Wat voor doelen het zijn", ""))
    return found or [nothing(blik, "doelen", "doelen", "bereikt", "Nog geen doelen", "Wat er van doelen werd")]


def _goals(blik: Blik, kind: str, way: str, meet: str, about: str) -> Figuur:
    seen, before, day = blik.of(f"{kind}/{way}"), blik.before(f"{kind}/{way}"), day_of(blik)
    value = about or seen.largest()
    aantal, share = seen.of(value), seen.percentage(value)
    titel = too_small(blik, seen.n, "doelen")
    if value and aantal is not None and share is not None and enough(seen.n):
        word = woorden.label(kind, value, day)
        titel = f"{word}: {aantal} van de {seen.base()} doelen ({woorden.percent(share)})"
    labels = [(waarde, woorden.label(kind, waarde, day)) for waarde in seen.aantallen]
    return figure(
        blik, "doelen", f"{kind}-{way}", vraag="bereikt", soort="balken", titel=titel,
        meet=f"{meet}, per {way}", n=seen.n, ontbrekend=seen.of(*ONBEKEND),
        kolommen=[Kolom("Waarde", "tekst"), AANTAL, DEEL, EERDER], rijen=shares(seen, before, labels),
        sleutels=[f"{kind}/{way}/{waarde}" for waarde in seen.aantallen],
    )  # fmt: skip
