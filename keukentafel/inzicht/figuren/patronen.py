"""Which problems come up where, per 1,000 inhabitants, and together; each with whether it is more than chance.

Policy compares areas that are told only, so that the comparison adds nothing to what is told (docs/adr/0016).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from keukentafel.inzicht.figuren import woorden
from keukentafel.inzicht.figuren.blik import Blik
from keukentafel.inzicht.figuren.maat import cell_keys, day_of, enough, figure, nothing
from keukentafel.inzicht.figuren.verdelingen import PROBLEEM
from keukentafel.inzicht.figuren.vorm import Cel, Figuur, Kolom
from keukentafel.inzicht.toeval import beyond_chance, chance_of, chance_together, count_interval

VRAAG = "patronen"
MEET = "Problemen bij de start per 1.000 inwoners, per gebied"
MEER, MINDER, GEWOON, ONBEKEND = "meer", "minder", "niet meer dan toeval", ""
PAREN = 8  # pairs of domains that are shown, those furthest from chance first
BRON = (
    "Grenzen: van 100 keer ligt het echte cijfer 95 keer ertussen (exact volgens Poisson; Garwood 1936).",
    "Meer of minder: vergeleken met de andere gebieden samen (exact; Przyborowski en Wilenski 1940), en strenger "
    "naarmate we vaker vergelijken (Holm 1979). Zonder 'meer' of 'minder' kan een verschil toeval zijn.",
    "Dit telt wie om hulp kwam, niet wie in de wijk het probleem heeft. Een casus met meer problemen telt vaker.",
)
EIGEN = "Alleen de casussen van dit team tellen; waar ook een ander team werkt, is het cijfer van het gebied hoger."


@dataclass(frozen=True, slots=True)
class Plek:
    """One domain in one area: how many, of how many inhabitants, and how many a year earlier; None: not told."""

    domein: str
    gebied: str
    aantal: int | None
    inwoners: int | None
    eerder: int | None
    sleutel: str = ""

    @property
    def rate(self) -> float | None:
        """Per 1,000 inhabitants."""
        return None if self.aantal is None or not self.inwoners else round(1000 * self.aantal / self.inwoners, 2)

    def bounds(self) -> tuple[float | None, float | None]:
        """The interval of the rate."""
        if self.aantal is None or not self.inwoners:
            return None, None
        low, high = count_interval(self.aantal)
        return round(1000 * low / self.inwoners, 2), round(1000 * high / self.inwoners, 2)


def build_patronen(blik: Blik) -> list[Figuur]:
    """Return per instrument the problems by area, and for the team which problems come together."""
    found = [_by_area(blik, instrument) for instrument in _instruments(blik)]
    found += [_together(blik, instrument) for instrument in _instruments(blik) if blik.exact]
    if found:
        return found
    titel = "Nog niets gemeten" if blik.exact else "Per gebied van de hele gemeente, of te weinig om te laten zien"
    return [nothing(blik, "patronen", "patronen", VRAAG, titel, MEET)]


def _instruments(blik: Blik) -> list[str]:
    """The instruments, the one with most domains first."""
    domains = {tuple(naam.split("/")[1:3]) for naam in blik.names("patroon")}
    sizes = Counter(instrument for instrument, _domain in domains)
    return sorted(sizes, key=lambda instrument: (-sizes[instrument], instrument))


def _places(blik: Blik, instrument: str) -> list[Plek]:
    day = day_of(blik)
    names = [naam for naam in blik.names("patroon") if naam.split("/")[1] == instrument]
    people = {row["gebied"]: row["inwoners"] for row in blik.uitkomsten["patronen"]["gebieden"]}
    domains = {code: woorden.domain(instrument, code, day) for code in {naam.split("/")[2] for naam in names}}
    areas = woorden.areas({naam.split("/", 3)[3] for naam in names})
    places = []
    for naam in names:
        _kind, _instrument, code, area = naam.split("/", 3)
        before = blik.before(naam)
        earlier = before.of(PROBLEEM) if before.n else None
        words = "Gebied onbekend" if area == "onbekend" else areas[area]
        places.append(
            Plek(domains[code], words, blik.of(naam).of(PROBLEEM), people.get(area), earlier, f"gebied/{naam}")
        )
    return sorted(places, key=lambda one: (one.gebied, one.domein))


def compare(places: list[Plek]) -> list[str]:
    """Return for each place whether it has more or less than the others of its domain together, beyond chance."""
    tried: list[tuple[int, float, str]] = []
    known = [(number, one, one.aantal, one.inwoners) for number, one in enumerate(places) if one.inwoners]
    everywhere: dict[str, tuple[int, int, int]] = {}
    for _number, one, aantal, inwoners in known:
        if aantal is not None:
            places_, cases_, people_ = everywhere.get(one.domein, (0, 0, 0))
            everywhere[one.domein] = places_ + 1, cases_ + aantal, people_ + inwoners
    for number, one, mine, inwoners in known:
        if mine is None or everywhere[one.domein][0] < 2:
            continue
        elsewhere, people = everywhere[one.domein][1] - mine, everywhere[one.domein][2] - inwoners
        way = MEER if mine * people > elsewhere * inwoners else MINDER
        tried.append((number, chance_of(mine, elsewhere, inwoners / (inwoners + people)), way))
    said = [ONBEKEND] * len(places)
    for (number, _chance, way), firm in zip(tried, beyond_chance([chance for _, chance, _ in tried]), strict=True):
        said[number] = way if firm else GEWOON
    return said


def _by_area(blik: Blik, instrument: str) -> Figuur:
    places = _places(blik, instrument)
    said = compare(places)
    rijen: list[list[Cel]] = [
        [one.gebied, one.domein, one.aantal, one.inwoners, one.rate, *one.bounds(), word, one.eerder]
        for one, word in zip(places, said, strict=True)
    ]
    more = [one for one, word in zip(places, said, strict=True) if word == MEER and enough(one.aantal)]
    scheme = woorden.scheme_name(instrument)
    titel = f"{scheme}: geen verschil tussen gebieden dat meer is dan toeval"
    if not any(said):
        titel = f"{scheme}: te weinig om gebieden te vergelijken, of inwoners onbekend"
    if more:
        top = max(more, key=lambda one: one.rate or 0)
        titel = f"{top.domein}: in {top.gebied} vaker dan elders, {woorden.number(top.rate)} per 1.000 inwoners"
    return figure(
        blik, "patronen", f"patronen-{instrument}", vraag=VRAAG, titel=titel, rijen=rijen,
        soort="patronen" if any(one.aantal is not None for one in places) else "geen",
        celsleutels=cell_keys([[one.sleutel] for one in places], vanaf=2),
        meet=f"{MEET}, {scheme}", n=blik.of("geslacht").n,
        kanttekeningen=(*BRON, *((EIGEN,) if blik.exact else ())),
        kolommen=[Kolom("Gebied", "tekst"), Kolom("Leefdomein", "tekst"), Kolom("Met een probleem"), Kolom("Inwoners"),
                  Kolom("Per 1.000", "getal"), Kolom("Ondergrens", "getal"), Kolom("Bovengrens", "getal"),
                  Kolom("Vergeleken met elders", "tekst"), Kolom("Met een probleem, een jaar eerder")],
    )  # fmt: skip


def _together(blik: Blik, instrument: str) -> Figuur:
    """Pairs of domains with how many have both, and how many chance would give; of those scored in both."""
    day = day_of(blik)
    rows = [row for row in blik.uitkomsten["patronen"]["samen"] if row["instrument"] == instrument]
    chances = [chance_together(row["aantal"], row["eerste"], row["tweede"], row["n"]) for row in rows]
    firm = beyond_chance(chances)
    rijen: list[list[Cel]] = []
    keys: list[str] = []
    ordered = sorted(zip(chances, firm, rows, strict=True), key=lambda one: (one[0], -one[2]["aantal"]))
    for _chance, sure, row in ordered[:PAREN]:
        expected = row["eerste"] * row["tweede"] / row["n"]
        word = (MEER if row["aantal"] > expected else MINDER) if sure else GEWOON
        pair = " en ".join(woorden.domain(instrument, row[name], day) for name in ("domein", "ander"))
        keys.append(f"{instrument}/{row['domein']}/{row['ander']}")
        rijen.append([pair, row["aantal"], round(100 * row["aantal"] / row["n"], 1), None, round(expected, 1), row["n"],
                      word])  # fmt: skip
    titel = f"{woorden.scheme_name(instrument)}: geen problemen die vaker samengaan dan toeval geeft"
    if any(row[-1] == MEER for row in rijen):
        first = next(row for row in rijen if row[-1] == MEER)
        titel = f"{first[0]}: {first[1]} keer samen, bij toeval {woorden.number(float(first[4] or 0))}"
    return figure(
        blik, "patronen", f"samen-{instrument}", vraag=VRAAG, soort="balken", titel=titel, rijen=rijen,
        meet=f"Problemen die samengaan, {woorden.scheme_name(instrument)}", n=blik.of("geslacht").n,
        kolommen=[Kolom("Leefdomeinen", "tekst"), Kolom("Beide een probleem"), Kolom("Percentage", "getal"),
                  Kolom("Een jaar eerder", "getal"), Kolom("Bij toeval", "getal"), Kolom("Op beide gescoord"),
                  Kolom("Vergeleken met toeval", "tekst")],
        celsleutels=cell_keys([[f"samen/{key}", "", "", "", f"samen_gescoord/{key}"] for key in keys]),
        kanttekeningen=[f"De {PAREN} paren die het minst toeval zijn. Exact (Fisher 1935), en strenger naarmate we "
                        "vaker vergelijken (Holm 1979). Samengaan zegt niet wat de oorzaak is."],
    )  # fmt: skip
