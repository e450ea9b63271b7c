"""Is the plan whole? A list of what may still be missing, as help to the worker; never a mark (R-069)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from keukentafel.core.datums import korte_datum
from keukentafel.personen.public import first_name
from keukentafel.plannen.models import Inzet
from keukentafel.plannen.selectors.plan import Doelblok, Planbeeld
from keukentafel.plannen.states import Inzetstatus
from keukentafel.plannen.wie import persons_of
from keukentafel.referentielijsten.public import Kring


@dataclass(frozen=True, slots=True)
class Probleem:
    """A domain that scored as a problem: the facts that this check needs of a measurement."""

    leefdomein_id: int
    stelsel: str
    domein: str
    naam: str
    niveau: int | None
    persoon_id: int


@dataclass(frozen=True, slots=True)
class Kijkpunt:
    """One thing to look at once more. `stap` names what can be done about it, `sleutel` on what."""

    soort: str
    tekst: str
    stap: str = ""
    sleutel: int | None = None
    voor: int | None = None  # the person whom it is about


def check_plan(beeld: Planbeeld, problemen: Iterable[Probleem], steun: Iterable[Inzet] = ()) -> list[Kijkpunt]:
    """What may be missing, in the order in which one would talk about it. Members are read when they matter.

    `steun`: the support in the plan that the reader may see.
    """
    return [
        *_questions(beeld),
        *_problem_domains(beeld, problemen),
        *_goals(beeld),
        *_layers(beeld, steun),
        *_members(beeld),
        *_others(beeld),
        *_voice(beeld),
    ]


def _questions(beeld: Planbeeld) -> list[Kijkpunt]:
    """A question without a goal (R-064)."""
    number = len(beeld.vragen)
    if not number:
        return []
    text = "Eén vraag heeft nog geen doel." if number == 1 else f"{number} vragen hebben nog geen doel."
    return [Kijkpunt("vraag_zonder_doel", text, "vragen")]


def _problem_domains(beeld: Planbeeld, problemen: Iterable[Probleem]) -> list[Kijkpunt]:
    """A domain at level 1 to 3 without an open goal. Choosing not to is fine: it is a question, not a demand."""
    covered, ended = _domains(beeld.open_doelen), _domains(beeld.klaar)
    points = {}
    for problem in problemen:
        key = (problem.stelsel, problem.domein)
        if key not in covered:
            asked = (
                "Het doel daarbij is afgerond. Is er nog iets nodig?" if key in ended else "Hoort daar een doel bij?"
            )
            text = f"{problem.naam} staat op {problem.niveau}. {asked}"
            points[key] = Kijkpunt("domein_zonder_doel", text, "doel", problem.leefdomein_id, problem.persoon_id)
    return list(points.values())


def _domains(blokken: Iterable[Doelblok]) -> set[tuple[str, str]]:
    return {(block.doel.leefdomein.stelsel.code, block.doel.leefdomein.code) for block in blokken}


def _goals(beeld: Planbeeld) -> list[Kijkpunt]:
    """Goals without an owner, a date, or something by which one sees that it worked."""
    points = []
    for block in beeld.open_doelen:
        if not block.afspraken:
            text = f"Bij “{block.doel.omschrijving}” staat nog niet wie wat doet."
            points.append(Kijkpunt("doel_zonder_afspraak", text, "afspraak", block.doel.pk))
        if block.doel.streefdatum is None:
            text = f"“{block.doel.omschrijving}” heeft nog geen datum."
            points.append(Kijkpunt("doel_zonder_datum", text, "wijzigen", block.doel.pk))
        if not block.doel.resultaat:
            text = f"Waaraan ziet u dat “{block.doel.omschrijving}” gelukt is?"
            points.append(Kijkpunt("doel_zonder_resultaat", text, "wijzigen", block.doel.pk))
    return points


def _layers(beeld: Planbeeld, steun: Iterable[Inzet]) -> list[Kijkpunt]:
    """The share of the four circles in what runs: nothing written down, or maatwerk alone (R-069, R-074)."""
    if not beeld.open_doelen:
        return []
    today = date.today()
    running = [item for item in steun if item.status_on(today) == Inzetstatus.INGEZET]
    if not running:
        text = "Wat doet het gezin zelf, en wie helpt er mee? Er staat nog geen ondersteuning."
        return [Kijkpunt("geen_ondersteuning", text, "ondersteuning")]
    if all(item.kring == Kring.MAATWERK for item in running):
        text = "Alle ondersteuning is maatwerk. Kan er iets bij van het gezin, mensen om hen heen of de buurt?"
        return [Kijkpunt("alleen_maatwerk", text, "ondersteuning")]
    return []


def _members(beeld: Planbeeld) -> list[Kijkpunt]:
    """Household members about whom the plan says nothing; a goal of the household is about everybody."""
    if beeld.plan is None or not beeld.doelen or any(not persons_of(block.doel) for block in beeld.doelen):
        return []
    thought_of = {persoon.pk for block in beeld.doelen for persoon in persons_of(block.doel)}
    return [
        Kijkpunt(
            "lid_niet_bekeken", f"Wat betekent dit plan voor {first_name(lid.persoon)}?", "doel_voor", lid.persoon_id
        )
        for lid in beeld.lees_leden()
        if lid.persoon_id not in thought_of
    ]


def _others(beeld: Planbeeld) -> list[Kijkpunt]:
    """Plans of others that were not laid beside this one."""
    return [
        Kijkpunt("ander_plan", f"Leg het plan van {plan.eigenaar} naast dit plan.", "ander_plan", plan.pk)
        for plan in beeld.andere
        if plan.afgestemd_op is None
    ]


def _voice(beeld: Planbeeld) -> list[Kijkpunt]:
    """The household's own say."""
    plan = beeld.plan
    if beeld.gewijzigd_op is not None:
        day = korte_datum(beeld.gewijzigd_op, vandaag=date.today())
        text = f"Gewijzigd sinds het akkoord ({day}). Vindt het huishouden dit goed?"
        return [Kijkpunt("gewijzigd_na_akkoord", text, "antwoord")]
    if plan is None or not beeld.doelen or plan.akkoord:
        return []
    return [Kijkpunt("stem_inwoner", "Wat vindt het huishouden zelf van dit plan?", "antwoord")]
