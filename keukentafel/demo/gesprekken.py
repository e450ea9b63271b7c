"""The talks of the demo: today, this week, one that nobody wrote about yet, one that was called off."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta

from keukentafel.casussen.public import Casus, regisseurs_of
from keukentafel.tijdlijn.public import Plaats, Planning, cancel_gesprek, plan_gesprek

# day from today, hour, where, minutes; one after the other over the cases
ROOSTER = (
    (0, 10, Plaats.THUIS, 60),
    (0, 14, Plaats.TELEFOON, 20),
    (1, 9, Plaats.KANTOOR, 45),
    (2, 11, Plaats.THUIS, 60),
    (3, 15, Plaats.BUITEN, 60),
    (7, 10, Plaats.THUIS, 90),
)
AFGEZEGD = 4  # this one is called off
HOOGSTENS = 6  # per regisseur


def plan_talks(cases: Sequence[Casus], today: date) -> int:
    """Plan talks of the regisseurs of these open cases, at most six each; returns how many."""
    leads = regisseurs_of([casus.pk for casus in cases])
    planned: Counter[int] = Counter()
    for casus in cases:
        worker = leads[casus.pk].medewerker if casus.pk in leads else None
        if worker is None or worker.gebruiker is None or casus.afgesloten_op is not None:
            continue
        number = planned[worker.pk]
        if number == HOOGSTENS:
            continue
        planned[worker.pk] += 1
        ahead, hour, place, minutes = ROOSTER[number]
        planning = Planning(
            datum=today + timedelta(days=ahead), tijd=time(hour, 30 * (number % 2)), medewerker=worker, plaats=place,
            duur_minuten=minutes, persoon=casus.persoon if number % 3 == 0 else None, wet=casus.wet,
        )  # fmt: skip
        talk = plan_gesprek(by=worker.gebruiker, casus=casus, planning=planning)
        if number == AFGEZEGD:
            cancel_gesprek(by=worker.gebruiker, gesprek=talk, reden="Kreeg een afspraak in het ziekenhuis")
    return planned.total()
