"""What may leave the teams: the figures of one published span of the municipality, nothing small, nor by subtraction.

They are made once, with the figures of Inzicht of the same span, and kept as they were told (docs/adr/0014).

Which counts hang together, and how each is told (the rules themselves: core/onderdrukking.py):

- How it came in, from whom, how it ended and who heard back are told as Inzicht tells them (`Lijnen`), so that this
  page adds nothing to what is known of them. What it was is told here only.
- What it was and how it ended are one table with known sums; from inside it only "advice on a question" is told. A
  melding may be another kind of question, in the same team and with the same end, without anything in Inzicht changing.
- The services divide exactly that advice: they are told only where that count is told.
- How many had a first contact is never told: with who waits and how it ended, it would give who waits from before the
  span. Its median is, where that leaves room.
- A count up to now would differ from that of another span by what happened between: outside the system is of the
  span itself, known without a case stands with the newest span only.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from keukentafel.core.onderdrukking import GRENS, suppress, suppress_line, tells_middle, tells_pair
from keukentafel.core.rekenen import median, p80, whole_share
from keukentafel.core.schermdelen import Cel, Feit, Kolom, Tabel
from keukentafel.meldingen.cijferwoorden import KENMERK, in_hours, in_meldingen, in_spans, value_label
from keukentafel.meldingen.registers import WACHTCIJFERS, Wachtcijfer
from keukentafel.meldingen.selectors import (
    KENMERKEN,
    Doelgroep,
    Snelheid,
    advice_services,
    bypasses,
    combinations,
    feedback_days,
    initiative_hours,
    not_offered,
    outside_count,
    speed,
    target_group,
    totals,
    waiting_on,
    without_case,
)
from keukentafel.referentielijsten.public import Afhandeling, MelderSoort, MeldingSoort

NIET, TE_WEINIG = "niet getoond", "te weinig om te tonen"
DOELGROEP = "meer vragen en te weinig regie; niemand wordt hierop geweigerd"
ADVIES = (str(MeldingSoort.HULPVRAAG), str(Afhandeling.INFORMATIE_ADVIES))
BINNEN, LATER, NOG_NIET = ANTWOORDEN = "binnen_14_dagen", "later", "nog_niet"
GEEN = "nog geen"

Regel = dict[str, int | None]  # value → count, None where it may not be told


@dataclass(frozen=True, slots=True)
class Lijnen:
    """What Inzicht tells of the meldingen of the municipality: how many, and per feature the count per value.

    `melder` has the answers (BINNEN, LATER, NOG_NIET) in the place of the professionals.
    """

    n: int | None
    melder: Regel
    kenmerken: Mapping[str, Regel]


@dataclass(frozen=True, slots=True)
class Tijdvak:
    """The counts of one span as they are: not to be shown before they went through `facts_beyond` and its like.

    `combinaties`: how many meldingen have these values together, in the order of KENMERKEN. `zonder_casus` is of now.
    """

    tot: date
    lijnen: Lijnen
    combinaties: Mapping[tuple[str, ...], int]
    contact: Snelheid
    antwoorddagen: Snelheid
    doelgroep: Doelgroep
    diensten: Mapping[str, int]
    wachtend: int
    wachtcijfers: list[Wachtcijfer]
    buiten_systeem: int
    uren: Decimal
    opgeschaald: Mapping[str, int] = field(default_factory=dict)
    niet_aangeboden: Mapping[str, int] = field(default_factory=dict)
    zonder_casus: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verteld:
    """What may be told of the meldingen: how many, per feature a line, and the advice on questions without a case."""

    n: int | None
    kenmerken: Mapping[str, Regel]
    advies: int | None
    professionals: int | None


def publish_span(van: date, tot: date, lijnen: Lijnen, *, nu: bool) -> dict[str, Any]:
    """Return the page of one span as it may be told, ready for JSON: `feiten` and `tabellen`. See `shown_again`."""
    found = count_span(van, tot, lijnen, nu=nu)
    return {
        "feiten": [[feit.naam, feit.waarde, feit.erbij] for feit in facts_beyond(found)],
        "tabellen": [
            [tabel.naam, [[cel.tekst for cel in rij] for rij in tabel.rijen]] for tabel in tables_beyond(found)
        ],
    }


def shown_again(kept: Mapping[str, Any]) -> tuple[list[Feit], list[Tabel]]:
    """Return the facts and tables that `publish_span` gave."""
    facts = [Feit(naam, waarde, erbij=erbij) for naam, waarde, erbij in kept["feiten"]]
    tables = [
        Tabel([Kolom(naam), Kolom("Aantal", getal=True)], [[Cel(text) for text in rij] for rij in rijen], naam=naam)
        for naam, rijen in kept["tabellen"]
    ]
    return facts, tables


def count_span(van: date, tot: date, lijnen: Lijnen, *, nu: bool) -> Tijdvak:
    """Count one span of all teams; `nu`: with what is only known of now."""
    return Tijdvak(
        tot=tot,
        lijnen=lijnen,
        combinaties=combinations(tot, van),
        contact=speed(tot, van),
        antwoorddagen=feedback_days(tot, van),
        doelgroep=target_group(tot, van),
        diensten=advice_services(tot, van),
        wachtend=waiting_on(tot),
        wachtcijfers=[count(tot, van, None, None) for count in WACHTCIJFERS],
        buiten_systeem=outside_count(tot, None, van),
        uren=initiative_hours(tot, van),
        opgeschaald=bypasses(tot, van),
        niet_aangeboden=not_offered(tot, van),
        zonder_casus=without_case(tot) if nu else {},
    )


def told_of(combinaties: Mapping[tuple[str, ...], int], lijnen: Lijnen) -> Verteld:
    """Suppress what may not be told of the meldingen of a span, beside what Inzicht tells.

    Where both do not count the same meldingen, nothing is told that Inzicht does not tell.
    """
    kind, end = KENMERKEN.index("soort"), KENMERKEN.index("afhandeling")
    soorten, einden = totals(combinaties, "soort"), totals(combinaties, "afhandeling")
    kruis = {(soort, einde): 0 for soort in soorten for einde in einden}
    for values, aantal in combinaties.items():
        kruis[values[kind], values[end]] += aantal
    table = suppress(kruis)
    others = {value: aantal for value, aantal in lijnen.melder.items() if value not in ANTWOORDEN}
    professionals = _rest(lijnen.n, others.values())
    if professionals is None:
        professionals = _rest(0, (lijnen.melder.get(value, 0) for value in ANTWOORDEN))
        professionals = None if lijnen.n is None or professionals is None else -professionals
    who = others if professionals == 0 else {str(MelderSoort.PROFESSIONAL): professionals, **others}
    same = table.n == lijnen.n and dict(table.waarden) == _there(lijnen.kenmerken.get("afhandeling", {}))
    lines = {**lijnen.kenmerken, "melder_soort": who, "soort": dict(table.groepen) if same else {}}
    return Verteld(
        n=lijnen.n,
        kenmerken={kenmerk: _there(lines.get(kenmerk, {})) for kenmerk in KENMERKEN},
        advies=table.cellen.get(ADVIES, 0) if same and table.n is not None else None,
        professionals=professionals,
    )


def _rest(whole: int | None, told: Iterable[int | None]) -> int | None:
    """What is left of the whole; None when any of it is not told."""
    parts = list(told)
    return None if whole is None or None in parts else whole - sum(part or 0 for part in parts)


def _there(line: Mapping[str, int | None]) -> Regel:
    """Without the values that do not occur: a report names those too, this page does not."""
    return {value: aantal for value, aantal in line.items() if aantal != 0}


def facts_beyond(found: Tijdvak) -> list[Feit]:
    """The facts above the tables."""
    told, span = told_of(found.combinaties, found.lijnen), found.contact
    middle = in_spans(span.mediaan, span.p80) if tells_middle(span.n, told.n) else TE_WEINIG
    return [
        Feit("Binnengekomen", NIET if told.n is None else in_meldingen(told.n)),
        Feit("Eerste contact", middle, erbij="van melding tot eerste contact"),
        *_answers(found, told.professionals),
        Feit("Doelgroep", _group(found.doelgroep), erbij=DOELGROEP),
        Feit("Alleen informatie en advies", _number(told.advies), erbij="zonder casus"),
        Feit("Wachten op eerste contact", _alone(found.wachtend), erbij="op de laatste dag"),
        *(feit for one in found.wachtcijfers for feit in _waits(one)),
        Feit("Buiten het systeem", _alone(found.buiten_systeem), erbij="op verzoek, in deze maanden"),
        Feit("Uren voor initiatieven", in_hours(found.uren)),
    ]


def _answers(found: Tijdvak, asked: int | None) -> list[Feit]:
    """How many professionals heard back, in time and at all, and how soon; of those whose number is told."""
    line, days = found.lijnen.melder, found.antwoorddagen
    told, spans = NIET, TE_WEINIG
    in_time, later = line.get(BINNEN, 0), line.get(LATER, 0)
    if asked is not None and in_time is not None and later is not None:
        told = f"{in_time} van {asked} binnen 14 dagen, {in_time + later} van {asked} in totaal" if asked else GEEN
    if asked is not None and tells_middle(days.n, asked):
        spans = in_spans(days.mediaan, days.p80)
    return [Feit("Antwoord aan professionals", told), Feit("Tijd tot dat antwoord", spans)]


def _group(checks: Doelgroep) -> str:
    if not checks.n:
        return "nog geen regiechecks"
    if checks.n < GRENS or not tells_pair(checks.zonder_regie, checks.n):
        return TE_WEINIG
    return f"{checks.zonder_regie} van {checks.n} regiechecks ({whole_share(checks.zonder_regie, checks.n)}%)"


def _waits(found: Wachtcijfer) -> list[Feit]:
    """How long people waited for what comes after the melding, and how many wait (R-027)."""
    days = Counter(found.dagen)
    told = "nog geen" if not days else TE_WEINIG
    if days.total() >= GRENS:
        told = f"{days.total()} keer, {in_spans(median(days), p80(days))}"
    return [
        Feit(found.naam, told, erbij=found.erbij),
        Feit(f"{found.naam}: wie wacht", _alone(found.wachtend), erbij="op de laatste dag"),
    ]


def tables_beyond(found: Tijdvak, label: Callable[[str, str, date], str] = value_label) -> list[Tabel]:
    """The tables below the facts; `label` gives the words of a value of a list on a day."""
    told = told_of(found.combinaties, found.lijnen)
    lines = [(KENMERK[kenmerk], kenmerk, line) for kenmerk, line in told.kenmerken.items()]
    if told.advies and told.advies == sum(found.diensten.values()):
        lines.append(("Wat het team deed bij een hulpvraag, zonder casus", "dienst", suppress_line(found.diensten)[1]))
    lines.append(("Mensen bekend zonder casus, nu", "zonder_casus", suppress_line(found.zonder_casus)[1]))
    lines.append(("Partners die zelf opschaalden", "escalatie", suppress_line(found.opgeschaald)[1]))
    tables = [
        _table(name, [(label(lijst, waarde, found.tot), aantal) for waarde, aantal in line.items()])
        for name, lijst, line in lines
        if line
    ]
    kept = suppress_line(found.niet_aangeboden)[1]
    return [*tables, _table("Niet aangeboden, per organisatie", list(kept.items()))] if kept else tables


def _table(name: str, line: Sequence[tuple[str, int | None]]) -> Tabel:
    """One line of counts. Where none may be told, not even which values there were: of few, that is their number."""
    if all(aantal is None for _words, aantal in line):
        line = [("Alles samen", None)]
    rows = [[Cel(words), Cel(_number(aantal))] for words, aantal in line]
    return Tabel([Kolom(name), Kolom("Aantal", getal=True)], rows, naam=name)


def _number(aantal: int | None) -> str:
    """A count in words. Always the same words for what is hidden: "fewer than 10" would narrow the others."""
    return NIET if aantal is None else str(aantal)


def _alone(aantal: int) -> str:
    """A count that hangs together with no other."""
    return str(aantal) if aantal == 0 or aantal >= GRENS else NIET
