"""Requests for tailored support in every state: begun, handed in, asked back, granted and waiting, started, refused."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from keukentafel.audit.public import SYSTEEM
from keukentafel.demo.gevallen import Fase, Geval
from keukentafel.demo.verhalen import about_child, child_for
from keukentafel.demo.werkers import Bezetting
from keukentafel.personen.public import Persoon
from keukentafel.plannen.public import Inzet
from keukentafel.referentielijsten.public import Aanvraagstatus, Leveringsvorm, Voorliggend, Wet
from keukentafel.teams.public import Medewerker
from keukentafel.voorzieningen.public import (
    Aanvraag,
    ask_back,
    create_aanvraag,
    decide_aanvraag,
    end_hulp,
    start_hulp,
    submit_aanvraag,
)

UUR, STUKS, PER_WEEK, PER_MAAND, GEMEENTE = "04", "82", "2", "4", "01"
#: product -> volume, unit, frequency, euro a year
OMVANG: dict[str, tuple[str, str, str, str]] = {
    "HH1": ("2.5", UUR, PER_WEEK, "4160"), "BGI": ("3", UUR, PER_WEEK, "9360"), "DBG": ("2", "16", PER_WEEK, "6240"),
    "VRV": ("1", STUKS, "", "1450"), "JAM": ("1.5", UUR, PER_WEEK, "7020"), "KDV": ("2", "14", PER_MAAND, "8400"),
    "SHV": ("1", STUKS, "", "1900"),
}  # fmt: skip
OVERWOGEN = (
    "Familie helpt al twee dagdelen; meer kan niet naast het werk. De vrijwilliger is bekeken, dit vraagt vakkennis.",
    "Het buurthuis biedt dit niet op de dagen dat het nodig is. De buurvrouw vangt de tussentijd op.",
    "Eerst drie maanden met een vrijwilliger geprobeerd. Dat hielp, maar was niet genoeg.",
    "Zelf doen lukt op goede dagen. Op slechte dagen is er niemand in de buurt.",
)
MOTIVERING = (
    "Zonder deze hulp lukt het niet om veilig thuis te blijven wonen. Het doel in het plan hangt hiervan af.",
    "De draagkracht is op. Met deze hulp blijft de rest van het gezin overeind.",
    "Het is tijdelijk: na een halfjaar kijken we of het netwerk het kan overnemen.",
    "De behandelaar onderschrijft dit. Het plan ligt erbij.",
)
VRAGEN_TERUG = (
    "Voor hoeveel uur per week is er nu hulp van familie?",
    "Is er een indicatie vanuit de Wet langdurige zorg aangevraagd?",
    "Klopt de begindatum? Die ligt voor het gesprek.",
)
AFWIJZINGEN = (
    ("algemene_voorziening", "De uitleen in de wijk is passend en per direct beschikbaar."),
    ("eigen_kracht", "Het gezin en de familie kunnen dit samen oplossen, zo bleek in het gesprek."),
)


@dataclass(frozen=True, slots=True)
class Maatwerk:
    """A proposed item of tailored support, and the case in whose plan it stands."""

    geval: Geval
    inzet: Inzet


def person_for(geval: Geval, today: date) -> Persoon:
    """For whom it is: the child when the story is about one, else who asked."""
    code = geval.verhaal.code
    child = child_for(code, geval.huis, today) if about_child(code) else None
    return child or geval.huis.vrager


def request_all(rng: random.Random, staff: Bezetting, wanted: Sequence[Maatwerk], today: date) -> int:
    """Make the request for each item and bring it as far as its case is; how many there are."""
    for place, item in enumerate(wanted):
        _request(rng, staff, item, place, today)
    return len(wanted)


def _request(rng: random.Random, staff: Bezetting, item: Maatwerk, place: int, today: date) -> None:
    geval, worker = item.geval, item.geval.medewerker
    by = staff.user_of(worker) if worker else SYSTEEM
    start = (geval.plan_op or today) + timedelta(days=rng.randint(1, 5))
    aanvraag = create_aanvraag(
        by=by, casus=geval.stored, persoon=person_for(geval, today), wet=geval.verhaal.wet, inzet=item.inzet,
        aanvrager=worker, **_fields(rng, staff, geval, start, place),
    )  # fmt: skip
    if geval.fase is Fase.PLAN and place % 3 == 0:
        return
    handed_in = min(start + timedelta(days=1), today)
    submit_aanvraag(by=by, aanvraag=aanvraag)
    aanvraag.refresh_from_db()
    if geval.fase is Fase.PLAN or place % 9 == 4:
        waited = today - timedelta(days=place % 6) if geval.fase is not Fase.PLAN else handed_in
        aanvraag.change(ingediend_op=waited)
        if place % 2:
            ask_back(by=SYSTEEM, aanvraag=aanvraag, vraag=rng.choice(VRAGEN_TERUG), door=_decider(staff, geval))
        return
    aanvraag.change(ingediend_op=handed_in)
    _decide(rng, staff, item, aanvraag, place, today)


def _fields(rng: random.Random, staff: Bezetting, geval: Geval, start: date, place: int) -> dict[str, Any]:
    volume, unit, frequency, costs = OMVANG[geval.verhaal.product]
    return {
        "product": geval.verhaal.product, "omvang": Decimal(volume), "eenheid": unit, "frequentie": frequency,
        "leveringsvorm": Leveringsvorm.PGB if place % 8 == 5 else Leveringsvorm.ZIN,
        "van": start + timedelta(days=14), "tot": start + timedelta(days=14 + 365), "kosten": Decimal(costs),
        "voorliggend": [Voorliggend.EIGEN_KRACHT, Voorliggend.NETWERK], "overwogen": rng.choice(OVERWOGEN),
        "motivering": rng.choice(MOTIVERING), "verwijzer": GEMEENTE if geval.verhaal.wet == Wet.JEUGD else "",
        "aanbieder": staff.organisaties["jeugdhulp" if geval.verhaal.wet == Wet.JEUGD else "thuiszorg"],
    }  # fmt: skip


def _decider(staff: Bezetting, geval: Geval) -> Medewerker:
    """Who at the back office decides about this law."""
    return staff.medewerkers["Joke Bosman" if geval.verhaal.wet == Wet.JEUGD else "Wim de Graaf"]


def _decide(rng: random.Random, staff: Bezetting, item: Maatwerk, aanvraag: Aanvraag, place: int, today: date) -> None:
    """Granted in most cases; then waiting at the provider, started, or ended with the case."""
    geval, who = item.geval, _decider(staff, item.geval)
    day = min((aanvraag.ingediend_op or today) + timedelta(days=rng.randint(4, 20)), geval.last_day(today))
    waits = geval.afgesloten_op is None and place % 5 == 1
    if waits:  # granted of late, and the provider has not begun yet
        day = today - timedelta(days=rng.randint(3, 26))
        aanvraag.change(ingediend_op=max(day - timedelta(days=12), aanvraag.ingediend_op or day))
    refused = place % 9 == 7
    reason, words = rng.choice(AFWIJZINGEN) if refused else ("", "")
    outcome = Aanvraagstatus.TOEGEKEND if place % 7 else Aanvraagstatus.DEELS_TOEGEKEND
    decide_aanvraag(
        by=staff.user_of(who), aanvraag=aanvraag, besluit=Aanvraagstatus.AFGEWEZEN if refused else outcome,
        door=who.naam, mandaat="back office, tot 10.000 euro per jaar", afwijsreden=reason, toelichting=words, op=day,
    )  # fmt: skip
    begins = day + timedelta(days=rng.randint(8, 35))
    ended = geval.afgesloten_op
    if refused or waits or (ended is None and begins > today):
        return
    start_hulp(by=SYSTEEM, aanvraag=aanvraag, op=min(begins, ended or begins))
    if ended is not None:
        end_hulp(by=SYSTEEM, aanvraag=aanvraag, op=ended)
