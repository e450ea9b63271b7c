"""What may leave the teams: the figures of a whole quarter of the municipality, nothing small, nor by subtraction.

Which counts hang together, and how each is told (the rules themselves: core/onderdrukking.py):

- What it was and how it ended are one table with known sums; from inside it only "advice on a question" is told.
- The other features divide the same meldingen, so they share their n; each is a line of its own.
- The services divide exactly that advice, and the answers exactly the meldingen by a professional: they are told only
  where that count is told, so that they add nothing to what is known of the table or line it stands in.
- How many had a first contact is never told: with who waits and how it ended, it would give who waits from before the
  quarter. Its median is, where that leaves room.
- A count up to now would differ from that of another quarter by what happened between: outside the system is of the
  quarter itself, known without a case stands with the newest quarter only.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from keukentafel.core.onderdrukking import GRENS, suppress, suppress_line, tells_middle, tells_pair
from keukentafel.core.rekenen import median, p80, whole_share
from keukentafel.core.schermdelen import Cel, Feit, Kolom, Tabel
from keukentafel.meldingen.registers import WACHTCIJFERS, Wachtcijfer
from keukentafel.meldingen.selectors import (
    KENMERKEN,
    Doelgroep,
    Snelheid,
    Teruggekoppeld,
    advice_services,
    bypasses,
    combinations,
    feedback,
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
from keukentafel.meldingen.views.cijferwoorden import KENMERK, in_hours, in_meldingen, in_spans, value_label
from keukentafel.referentielijsten.public import Afhandeling, MelderSoort, MeldingSoort
from keukentafel.toegang.public import Gebruiker

NIET, TE_WEINIG = "niet getoond", "te weinig om te tonen"
DOELGROEP = "meer vragen en te weinig regie; niemand wordt hierop geweigerd"
ADVIES = (str(MeldingSoort.HULPVRAAG), str(Afhandeling.INFORMATIE_ADVIES))
BINNEN, LATER, NOG_NIET = "binnen_14_dagen", "later", "nog_niet"

Regel = dict[str, int | None]  # value → count, None where it may not be told


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """The counts of one quarter as they are: not to be shown before they went through `facts_beyond` and its like.

    `combinaties`: how many meldingen have these values together, in the order of KENMERKEN. `zonder_casus` is of now.
    """

    tot: date
    combinaties: Mapping[tuple[str, ...], int]
    contact: Snelheid
    antwoord: Teruggekoppeld
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


def figures_beyond(lezer: Gebruiker, van: date, tot: date, *, nu: bool) -> Kwartaal:
    """Count one quarter of all teams; `nu`: with what is only known of now."""
    return Kwartaal(
        tot=tot,
        combinaties=combinations(tot, van, None, lezer),
        contact=speed(tot, van, None, lezer),
        antwoord=feedback(tot, van, None, lezer),
        antwoorddagen=feedback_days(tot, van, None, lezer),
        doelgroep=target_group(tot, van, None, lezer),
        diensten=advice_services(tot, van, lezer),
        wachtend=waiting_on(tot, None, lezer),
        wachtcijfers=[count(tot, van, None, lezer) for count in WACHTCIJFERS],
        buiten_systeem=outside_count(tot, None, van),
        uren=initiative_hours(tot, van, None, lezer),
        opgeschaald=bypasses(tot, van, None, lezer),
        niet_aangeboden=not_offered(tot, van),
        zonder_casus=without_case(tot, None, lezer) if nu else {},
    )


def told_of(combinaties: Mapping[tuple[str, ...], int]) -> Verteld:
    """Suppress what may not be told of the meldingen of a quarter."""
    kind, end = KENMERKEN.index("soort"), KENMERKEN.index("afhandeling")
    soorten, einden = totals(combinaties, "soort"), totals(combinaties, "afhandeling")
    kruis = {(soort, einde): 0 for soort in soorten for einde in einden}
    for values, aantal in combinaties.items():
        kruis[values[kind], values[end]] += aantal
    table = suppress(kruis)
    lines: dict[str, Regel] = {"soort": dict(table.groepen), "afhandeling": dict(table.waarden)}
    for kenmerk in KENMERKEN:
        if kenmerk not in lines:
            lines[kenmerk] = suppress_line(totals(combinaties, kenmerk))[1]
    return Verteld(
        n=table.n,
        kenmerken={kenmerk: lines[kenmerk] for kenmerk in KENMERKEN},
        advies=None if table.n is None else table.cellen.get(ADVIES, 0),
        professionals=None if table.n is None else lines["melder_soort"].get(MelderSoort.PROFESSIONAL, 0),
    )


def facts_beyond(found: Kwartaal) -> list[Feit]:
    """The facts above the tables."""
    told, span = told_of(found.combinaties), found.contact
    middle = in_spans(span.mediaan, span.p80) if tells_middle(span.n, told.n) else TE_WEINIG
    return [
        Feit("Binnengekomen", NIET if told.n is None else in_meldingen(told.n)),
        Feit("Eerste contact", middle, erbij="van melding tot eerste contact"),
        *_answers(found, told.professionals),
        Feit("Doelgroep", _group(found.doelgroep), erbij=DOELGROEP),
        Feit("Alleen informatie en advies", _number(told.advies), erbij="zonder casus"),
        Feit("Wachten op eerste contact", _alone(found.wachtend), erbij="op de laatste dag"),
        *(feit for one in found.wachtcijfers for feit in _waits(one)),
        Feit("Buiten het systeem", _alone(found.buiten_systeem), erbij="op verzoek, in dit kwartaal"),
        Feit("Uren voor initiatieven", in_hours(found.uren)),
    ]


def _answers(found: Kwartaal, professionals: int | None) -> list[Feit]:
    """How many professionals heard back, in time and at all, and how soon; of those whose number is told."""
    given, days = found.antwoord, found.antwoorddagen
    told, spans = NIET, TE_WEINIG
    if professionals is not None and professionals == given.n:
        late = given.gedaan - given.binnen_14_dagen
        _n, line = suppress_line({BINNEN: given.binnen_14_dagen, LATER: late, NOG_NIET: given.n - given.gedaan})
        parts = [f"{line[BINNEN]} van {given.n} binnen 14 dagen"] if line[BINNEN] is not None else []
        parts += [f"{given.gedaan} van {given.n} in totaal"] if line[NOG_NIET] is not None else []
        told = ", ".join(parts) if given.n else "nog geen"
        if tells_middle(days.n, given.n):
            spans = in_spans(days.mediaan, days.p80)
    return [Feit("Antwoord aan professionals", told or NIET), Feit("Tijd tot dat antwoord", spans)]


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


def tables_beyond(found: Kwartaal, label: Callable[[str, str, date], str] = value_label) -> list[Tabel]:
    """The tables below the facts; `label` gives the words of a value of a list on a day."""
    told = told_of(found.combinaties)
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
