"""How long it takes, how loaded the team is, plans, review, neighbourhood (R-001, R-018, R-027, R-070, R-090)."""

from __future__ import annotations

from keukentafel.inzicht.figuren import woorden
from keukentafel.inzicht.figuren.blik import Blik
from keukentafel.inzicht.figuren.maat import (
    AANTAL,
    DEEL,
    EERDER,
    cell_keys,
    day_of,
    enough,
    figure,
    most,
    ordered,
    shares,
    too_small,
)
from keukentafel.inzicht.figuren.vorm import Cel, Figuur, Kolom

PLAN = {"verstrekt": "plan/open", "akkoord": "plan/open", "met_doel": "",
        "huishoudens_met_meer_dan_een_plan": "plan/huishoudens"}  # key → the key of what it is a part of  # fmt: skip
MENSEN = "mensen"  # in the outcome of `formatie` of a team: how many people, by kind of work and `alle`
VRAGEN = ("wijkt_af", "ander_arrangement", "tijdwinst", "wijkkracht", "voldoende_ondersteuning", "tevreden")


def build_hoe_lang(blik: Blik) -> list[Figuur]:
    """Return per step the days within which half and eight out of ten were done."""
    rijen = [_span(blik, "contact", "eerste_contact", "Van melding tot eerste contact")]
    rijen += [
        _span(blik, naam, "bekend", woorden.label("duur", naam.split("/")[1], day_of(blik)))
        for naam in (f"duur/{row['stap']}" for row in blik.uitkomsten["doorlooptijd"]["rijen"])
    ]
    rijen += [
        _span(blik, f"hulp/{row['lijn']}", "bekend", woorden.label("hulp", row["lijn"], day_of(blik)))
        for row in blik.uitkomsten["eerste_hulp"]["rijen"]
    ]
    steps = [f"duur/{row['stap']}" for row in blik.uitkomsten["doorlooptijd"]["rijen"]]
    lines = [f"hulp/{row['lijn']}" for row in blik.uitkomsten["eerste_hulp"]["rijen"]]
    told = {str(row[0]): row for row in rijen if row[2] is not None}
    plan = told.get("Tot er een plan is")
    titel = too_small(blik, most(None if row[1] is None else int(row[1]) for row in rijen), "afgeronde stappen")
    if plan is not None:
        titel = f"De helft heeft binnen {woorden.number(float(plan[2] or 0))} dagen een plan"
        if plan[4] is not None:
            titel += f"; een jaar eerder binnen {woorden.number(float(plan[4]))}"
    return [
        figure(
            blik, "doorlooptijd", "doorlooptijd", vraag="hoe_lang", soort="duur", titel=titel,
            meet="Hoe lang de stappen duren, in dagen", n=blik.of("geslacht").n,
            kolommen=[Kolom("Stap", "tekst"), Kolom("n"), Kolom("De helft binnen", "getal"),
                      Kolom("Acht van de tien binnen", "getal"), Kolom("De helft, een jaar eerder", "getal")],
            rijen=rijen, sleutels=["contact/eerste_contact", *steps, *lines],
            kanttekeningen=["Hulp: " + blik.uitkomsten["eerste_hulp"]["definitie"]],
        )
    ]  # fmt: skip


def _span(blik: Blik, naam: str, waarde: str, woord: str) -> list[Cel]:
    """One step: name, n, median, p80, median a year earlier; what may not be told is not in `duren`."""
    seen = blik.verdelingen.get(naam)
    before = blik.vorig.duren.get(naam, (None, None)) if blik.vorig else (None, None)
    return [woord, seen.of(waarde) if seen else None, *blik.duren.get(naam, (None, None)), before[0]]


def build_stapeling(blik: Blik) -> list[Figuur]:
    """Return per area how many households have two or more provisions at once (R-018)."""
    more = ("twee", "drie_of_meer") if blik.exact else ("stapeling",)
    rijen: list[list[Cel]] = []
    codes = {naam: naam.split("/")[1] for naam in blik.names("stapeling")}
    areas = woorden.areas(set(codes.values()))
    for naam, code in codes.items():
        seen = blik.of(naam)
        rijen.append([areas[code], seen.of(*more), seen.n, seen.percentage(*more)])
    keys = [[f"gebied/{kind}/{code or 'onbekend'}" for kind in ("stapeling_meer", "stapeling")]
            for code in codes.values()]  # fmt: skip
    rijen, keys = ordered(rijen, keys, lambda row: (row[3] is None, -float(row[3] or 0), str(row[0])))
    told = [row for row in rijen if row[1] is not None and row[2] is not None]
    titel = too_small(blik, most(None if row[2] is None else int(row[2]) for row in rijen), "huishoudens")
    firm = [row for row in told if enough(int(row[2] or 0))]
    if firm:
        titel = f"{firm[0][0]}: {firm[0][1]} van de {firm[0][2]} huishoudens hebben twee of meer voorzieningen"
    return [
        figure(
            blik, "stapeling", "stapeling", vraag="stapeling", soort="deel", titel=titel,
            meet="Huishoudens met twee of meer voorzieningen tegelijk, per gebied",
            n=sum(int(row[2] or 0) for row in rijen) if len(told) == len(rijen) else None,
            kolommen=[Kolom("Gebied", "tekst"), Kolom("Met stapeling"), Kolom("Huishoudens"), DEEL], rijen=rijen,
            celsleutels=cell_keys(keys),
        )
    ]  # fmt: skip


def build_hoe_vol(blik: Blik) -> list[Figuur]:
    """Return the open cases beside the fte of the team: a help for a conversation, never a ranking."""
    seen, day = blik.of("stand"), day_of(blik)
    fte = _fte(blik)
    titel = too_small(blik, seen.n, "open casussen")
    if seen.n:
        titel = f"{woorden.times(seen.n, 'open casus', 'open casussen')}"
        if fte:
            titel += f", {woorden.number(round(seen.n / fte, 1))} per voltijdbaan ({woorden.number(fte)} fte)"
    rijen: list[list[Cel]] = [[woorden.label("stand", w, day), seen.of(w), seen.percentage(w)] for w in seen.aantallen]
    return [
        figure(
            blik, "caseload", "caseload", vraag="hoe_vol", soort="balken", titel=titel,
            meet="Open casussen op de peildatum", n=seen.n,
            kolommen=[Kolom("Stand", "tekst"), AANTAL, DEEL], rijen=rijen,
            sleutels=[f"stand/{waarde}" for waarde in seen.aantallen],
            kanttekeningen=["Fte telt de plaatsingen in dit team op de peildatum; onbekend is niet nul."],
        ),
        *_who_works(blik),
    ]  # fmt: skip


def _who_works(blik: Blik) -> list[Figuur]:
    """Who works in the team, by kind of work: for the team itself, when it was counted."""
    formatie = blik.uitkomsten["formatie"]
    if not blik.exact or not formatie.get(MENSEN):
        return []
    day, people, fte = day_of(blik), formatie[MENSEN], _fte(blik)
    per_kind = {row["medewerkertype"]: row["fte"] for row in formatie["per_type"]}
    kinds = sorted(per_kind, key=lambda kind: (-people.get(kind, 0), kind))
    rijen: list[list[Cel]] = [
        [woorden.label("medewerkertype", kind, day), people.get(kind, 0), _in_fte(per_kind[kind])] for kind in kinds
    ]
    rijen.append(["Samen", people["alle"], _in_fte(fte)])
    titel = f"{woorden.times(people['alle'], 'medewerker', 'medewerkers')}"
    return [
        figure(
            blik, "formatie", "formatie", vraag="hoe_vol", soort="mensen", n=people["alle"], rijen=rijen,
            titel=titel + (f", {woorden.number(fte)} fte" if fte is not None else "; hoeveel fte is onbekend"),
            meet="Wie er op de peildatum in het team werken",
            kolommen=[Kolom("Soort werk", "tekst"), Kolom("Mensen"), Kolom("Fte", "tekst")],
            sleutels=[f"formatie/{kind}" for kind in (*kinds, "alle")],
            kanttekeningen=["Wie twee soorten werk doet, telt bij Samen één keer."],
        )
    ]  # fmt: skip


def _in_fte(fte: float | None) -> str:
    """Fte in words: it is no share of the people."""
    return "onbekend" if fte is None else f"{woorden.number(fte)} fte"


def _fte(blik: Blik) -> float | None:
    rows = blik.uitkomsten["formatie"]["rijen"]
    team = blik.uitkomsten["formatie"]["filters"]["team"]
    return next((row["fte"] for row in rows if row["team"] == (team or "totaal")), None)


def build_plan(blik: Blik) -> list[Figuur]:
    """Return whether one household has one plan, given and agreed (R-001, R-060, R-061)."""
    day = day_of(blik)
    rijen: list[list[Cel]] = []
    for naam in (f"plan/{key}" for key in PLAN):
        seen = blik.of(naam)
        rijen.append([woorden.label("plan", naam.split("/")[1], day), seen.of("ja"), seen.n, seen.percentage("ja")])
    given = blik.of("plan/verstrekt")
    titel = too_small(blik, given.n, "open plannen")
    if given.of("ja") is not None and enough(given.n):
        titel = f"{given.of('ja')} van de {given.n} plannen zijn aan de inwoner gegeven"
    return [
        figure(
            blik, "plannen", "plannen", vraag="plan", soort="deel", titel=titel, meet="Eén huishouden, één plan",
            n=given.n, kolommen=[Kolom("Wat", "tekst"), AANTAL, Kolom("Van"), DEEL], rijen=rijen,
            celsleutels=cell_keys([[f"plan/{key}", noemer] for key, noemer in PLAN.items()]),
        )
    ]  # fmt: skip


def build_anders(blik: Blik) -> list[Figuur]:
    """Return what was different from before: each question over its own answers (T-25)."""
    day = day_of(blik)
    rijen: list[list[Cel]] = []
    for vraag in VRAGEN:
        seen = blik.of(f"terugblik/{vraag}")
        rijen.append([woorden.label("terugblik", vraag, day), seen.of("ja"), seen.base(), seen.percentage("ja")])
    first = blik.of("terugblik/wijkt_af")
    titel = too_small(blik, first.n, "terugblikken")
    if enough(first.base()) and first.of("ja") is not None:
        titel = f"Bij {first.of('ja')} van de {first.base()} casussen ging het anders dan voorheen"
    found = [
        figure(
            blik, "werkwijze", "werkwijze", vraag="anders", soort="deel", titel=titel,
            meet="De korte terugblik op de werkwijze", n=first.n,
            kolommen=[Kolom("Vraag", "tekst"), Kolom("Ja"), Kolom("Antwoorden"), DEEL], rijen=rijen,
            kanttekeningen=["Elke vraag heeft een eigen aantal antwoorden."],
            celsleutels=cell_keys([[f"terugblik/{vraag}", f"terugblik/{vraag}/antwoord"] for vraag in VRAGEN]),
        )
    ]  # fmt: skip
    counted = {naam: int(blik.of(naam).of("genoemd") or 0) for naam in blik.names("reden")}
    words = {naam: woorden.reason(naam.split("/")[1], day) for naam in counted}
    names = sorted(counted, key=lambda naam: (-counted[naam], words[naam]))
    reasons: list[list[Cel]] = [[words[naam], blik.of(naam).of("genoemd"), None, None] for naam in names]
    if not reasons:
        return found
    return [*found, figure(
        blik, "werkwijze", "redenen", vraag="anders", soort="balken", titel=f"Vaakst genoemd: {reasons[0][0]}",
        meet="Waarom, waarin en waartoe", n=first.n, kolommen=[Kolom("Reden", "tekst"), AANTAL, DEEL, EERDER],
        rijen=reasons, sleutels=names, kanttekeningen=["Bij één terugblik kunnen meer redenen staan."],
    )]  # fmt: skip


def build_buurt(blik: Blik) -> list[Figuur]:
    """Return how many requests of neighbours were met. The neighbourhood service has no team."""
    seen, day = blik.of("buurt"), day_of(blik)
    met = None if seen.of("niet_gekoppeld") is None or seen.n is None else seen.n - (seen.of("niet_gekoppeld") or 0)
    titel = too_small(blik, seen.n, "vragen aan de buurt")
    if seen.n and met is not None and enough(seen.n):
        titel = f"{met} van de {seen.n} vragen aan de buurt zijn gekoppeld"
    labels = [(waarde, woorden.label("buurt", waarde, day)) for waarde in seen.aantallen]
    counts = {row["sleutel"]: row["aantal"] for row in blik.uitkomsten["buurt"]["rijen"]}
    offers = blik.of("aanbod").n
    notes = [f"Openstaand aanbod: {offers if offers is not None else 'te weinig om te laten zien'}.",
             f"Activiteiten: {counts['activiteiten']}."]  # fmt: skip
    return [
        figure(
            blik, "buurt", "buurt", vraag="buurt", soort="balken", titel=titel, meet="Wat er van vragen werd",
            n=seen.n, kolommen=[Kolom("Waarde", "tekst"), AANTAL, DEEL, EERDER],
            rijen=shares(seen, blik.before("buurt"), labels), kanttekeningen=notes,
            sleutels=[f"buurt/{waarde}" for waarde in seen.aantallen],
        )
    ]  # fmt: skip
