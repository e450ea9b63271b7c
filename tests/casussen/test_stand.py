"""Stand and phase: pure functions, as reports.md defines them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.casussen.states import phase_on, stand_on
from keukentafel.referentielijsten.public import Casusfase, Casusstand

P = date(2026, 6, 15)
VOOR, NA = P - timedelta(days=1), P + timedelta(days=1)


@pytest.mark.parametrize(
    ("aangemeld", "volgen", "afgesloten", "stand"),
    [
        (NA, None, None, None),
        (P, None, None, Casusstand.ACTIEF),
        (VOOR, P, None, Casusstand.VOLGEN),
        (VOOR, NA, None, Casusstand.ACTIEF),
        (VOOR, None, P, Casusstand.AFGESLOTEN),
        (VOOR, None, NA, Casusstand.ACTIEF),
        (VOOR, VOOR, P, Casusstand.AFGESLOTEN),
        (VOOR, VOOR, NA, Casusstand.VOLGEN),
        (NA, VOOR, VOOR, None),
    ],
)
def test_the_stand_follows_from_the_dates(aangemeld, volgen, afgesloten, stand) -> None:
    assert stand_on(P, aangemeld_op=aangemeld, volgen_vanaf=volgen, afgesloten_op=afgesloten) == stand


days = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@given(days, days, st.none() | days, st.none() | days)
def test_closed_stays_closed_and_a_case_begins_once(op, aangemeld, volgen, afgesloten) -> None:
    stand = stand_on(op, aangemeld_op=aangemeld, volgen_vanaf=volgen, afgesloten_op=afgesloten)
    assert (stand is None) == (aangemeld > op)
    if stand == Casusstand.AFGESLOTEN:
        later = op + timedelta(days=10)
        assert stand_on(later, aangemeld_op=aangemeld, volgen_vanaf=volgen, afgesloten_op=afgesloten) == stand


@pytest.mark.parametrize(
    ("dates", "phase"),
    [
        ({}, Casusfase.AANMELDING),
        ({"vraagverheldering_op": VOOR}, Casusfase.VRAAGVERHELDERING),
        ({"vraagverheldering_op": VOOR, "plan_op": P}, Casusfase.UITVOERING),
        ({"plan_op": VOOR, "volgen_vanaf": P}, Casusfase.VOLGEN),
        ({"plan_op": VOOR, "afgesloten_op": P}, Casusfase.AFGESLOTEN),
        ({"plan_op": NA}, Casusfase.AANMELDING),
    ],
)
def test_the_phase_is_the_last_step_reached(dates, phase) -> None:
    nothing = dict.fromkeys(("vraagverheldering_op", "plan_op", "volgen_vanaf", "afgesloten_op"))
    assert phase_on(P, aangemeld_op=VOOR, **{**nothing, **dates}) == phase
