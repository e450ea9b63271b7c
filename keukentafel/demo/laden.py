"""Load the demo: one transaction, all of it or nothing, the same municipality every time (dates move with today)."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM, post_event, record
from keukentafel.casussen.public import bulk_open_casussen
from keukentafel.core import sleutelbos
from keukentafel.demo.aanvragen import request_all
from keukentafel.demo.bijzonder import add_the_unusual
from keukentafel.demo.binnenkomst import answer_reporters, bring_in
from keukentafel.demo.buren import neighbours
from keukentafel.demo.dossiers import case_row, contact_rows, look_at_the_others, measurement_rows, task_rows
from keukentafel.demo.gesprekken import plan_talks
from keukentafel.demo.gevallen import Geval, Verdeling, divide
from keukentafel.demo.huizen import Huis, look_at
from keukentafel.demo.inzichten import fill_inzicht
from keukentafel.demo.mensen import POSTCODES, Buitenrelatie, Proefgezin, household_rows, test_families
from keukentafel.demo.nasleep import look_after
from keukentafel.demo.planvorming import Planmaker
from keukentafel.demo.rechten import ask_for_rights, open_in_emergency
from keukentafel.demo.reeksen import bring_in_series
from keukentafel.demo.vignetten import Gespeeld, play_all
from keukentafel.demo.werkers import GEBIEDEN, Bezetting, map_postcodes, staff_the_teams
from keukentafel.personen.public import Ingelezen, Persoon, bulk_register, record_relatie
from keukentafel.taken.public import bulk_create_taken
from keukentafel.tijdlijn.public import bulk_register_contactmomenten
from keukentafel.toegang.public import Gebruiker
from keukentafel.zelfredzaamheid.public import bulk_register_metingen

ZAAD = 2026
PROEFGEZINNEN = 155  # households of official test persons
VERZONNEN = 150  # households without a BSN


class DemoGeweigerd(Exception):
    """The demo may not be loaded here; the message is Dutch and says why."""


class DagVoorbij(Exception):
    """It became midnight while the demo was loaded."""


@dataclass
class Demo:
    """What is there after loading, for the steps that follow and for tests."""

    staff: Bezetting
    vandaag: date
    rng: random.Random
    huizen: list[Huis] = field(default_factory=list)
    gevallen: list[Geval] = field(default_factory=list)
    over: dict[str, list[Huis]] = field(default_factory=dict)
    vignetten: dict[str, Gespeeld] = field(default_factory=dict)


def demo_is_loaded() -> bool:
    """True when this database holds the demo."""
    return Gebruiker.objects.filter(demo=True).exists()


def refuse_elsewhere() -> None:
    """Raise DemoGeweigerd in production, with the demo off, or where there are persons already."""
    if settings.PRODUCTIE:
        raise DemoGeweigerd("Dit is een productieomgeving. Hier komt geen demo in.")
    if not settings.DEMO:
        raise DemoGeweigerd("De demo staat uit. Zet KEUKENTAFEL_DEMO=ja om hem te laden.")
    if demo_is_loaded():
        raise DemoGeweigerd("De demo is al geladen. Begin met een lege database om hem opnieuw te laden.")
    if Persoon.objects.exists() or Gebruiker.objects.exists():
        raise DemoGeweigerd("In deze database staan al mensen. De demo wordt alleen in een lege database geladen.")


def load_demo(tell: Callable[[str], None] = lambda _text: None) -> Demo:
    """Load everything in one transaction. `tell` hears how far it is. Raises DemoGeweigerd (refuse_elsewhere).

    Everything counts from one day. When that day ends while it loads, it begins anew on the next.
    """
    refuse_elsewhere()
    while True:
        day = timezone.localdate()
        try:
            with post_event("demo_geladen", by=SYSTEEM):
                demo = _load(tell)
                if timezone.localdate() != day:
                    raise DagVoorbij
                return demo
        except Exception:  # whatever a step found wrong with a day that had become yesterday
            if timezone.localdate() == day:
                raise
            tell("het werd middernacht: opnieuw, voor de nieuwe dag")
            sleutelbos.forget()  # the keys that were made are gone with the transaction


def _load(tell: Callable[[str], None]) -> Demo:
    """Load everything, inside the transaction of the caller."""
    demo = begin(tell)
    maker = Planmaker(demo.rng, demo.staff, demo.vandaag)
    plans = [plan for geval in demo.gevallen if (plan := maker.make(geval)) is not None]
    tell(f"{len(plans)} plannen")
    tell(f"{request_all(demo.rng, demo.staff, maker.maatwerk, demo.vandaag)} aanvragen voor maatwerk")
    tell(f"{look_after(demo.rng, demo.gevallen, demo.vandaag)} casussen afgesloten, met nazorg")
    add_the_unusual(demo.staff, demo.gevallen, demo.huizen, maker, demo.vandaag)
    demo.vignetten = play_all(demo.staff, demo.vandaag, tell)
    cases = [geval.stored for geval in demo.gevallen] + [one.casus for one in demo.vignetten.values()]
    tell(f"{answer_reporters(cases, demo.vandaag)} melders gehoord na een plan of een afsluiting")
    tell(f"{plan_talks(cases, demo.vandaag)} gesprekken gepland")
    areas = [demo.staff.gebieden[code] for code, *_rest in GEBIEDEN]
    tell(f"{neighbours(areas, demo.vandaag)} vragen aan de buurt")
    tell(f"{bring_in_series(demo.vandaag)} cijfers uit andere systemen")
    tell(f"{fill_inzicht(demo.staff, cases, demo.vandaag)} prijzen, business cases, scans, sleutels en knelpunten")
    tell(f"{ask_for_rights(demo.staff, demo.gevallen, demo.vandaag)} verzoeken van inwoners over hun gegevens")
    open_in_emergency(demo.staff, demo.gevallen)
    record("demo_geladen", None)
    return demo


def begin(tell: Callable[[str], None]) -> Demo:
    """The first half: workers, households, cases with what was done on them, and what came in at the door."""
    today = timezone.localdate()
    demo = Demo(staff_the_teams(today), today, random.Random(ZAAD))  # noqa: S311 (no secret: the same demo for all)
    tell(f"{len(demo.staff.medewerkers)} medewerkers in drie teams")
    _settle(demo)
    tell(f"{len(demo.huizen)} huishoudens")
    divided: Verdeling = divide(demo.rng, demo.staff, demo.huizen, today)
    demo.gevallen, demo.over = divided.gevallen, divided.over
    _open_cases(demo)
    tell(f"{len(demo.gevallen)} casussen, met contacten, metingen en taken")
    tell(f"{bring_in(demo.rng, demo.staff, demo.gevallen, demo.over, today)} meldingen")
    return demo


def _settle(demo: Demo) -> None:
    """Store the households and describe them."""
    families, outside = test_families(demo.vandaag, PROEFGEZINNEN)
    rows = [family.rij for family in families] + household_rows(demo.rng, demo.vandaag, VERZONNEN)
    codes = [lid.gegevens.postcode for row in rows for lid in row.leden if lid.gegevens.postcode]
    map_postcodes(demo.staff, [*codes, *POSTCODES])
    stored = bulk_register(by=SYSTEEM, rijen=rows)
    _relate(families, outside, stored)
    team_of = {demo.staff.gebieden[code].pk: team for code, _naam, _inwoners, team in GEBIEDEN}
    demo.huizen = look_at(stored, team_of, demo.vandaag)


def _relate(families: list[Proefgezin], outside: list[Buitenrelatie], stored: list[Ingelezen]) -> None:
    """The relations between people of different households."""
    people = {
        number: persoon
        for family, one in zip(families, stored, strict=False)
        for number, persoon in zip(family.nummers, one.personen, strict=True)
    }
    for relation in outside:
        record_relatie(by=SYSTEEM, persoon_a=people[relation.a], persoon_b=people[relation.b], soort=relation.soort)


def _open_cases(demo: Demo) -> None:
    """Store the cases and everything that was done on them."""
    rng, today = demo.rng, demo.vandaag
    rows = [case_row(rng, geval, demo.staff, today) for geval in demo.gevallen]
    for geval, casus in zip(demo.gevallen, bulk_open_casussen(by=SYSTEEM, rijen=rows), strict=True):
        geval.casus = casus
    contacts = [row for geval in demo.gevallen for row in contact_rows(rng, geval, today)]
    bulk_register_contactmomenten(by=SYSTEEM, rijen=contacts)
    scores = [row for geval in demo.gevallen for row in measurement_rows(rng, geval, today)]
    bulk_register_metingen(by=SYSTEEM, rijen=scores)
    look_at_the_others(rng)
    bulk_create_taken(by=SYSTEEM, rijen=list(task_rows(rng, demo.gevallen, today)))
