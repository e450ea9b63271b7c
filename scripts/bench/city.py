"""A city: households, cases old and new, notes, scores, plans and tasks, spread over teams and workers as in life.

Sizes after the estimate for 100,000 inhabitants (165 workers; about 22 open cases each): one case in thirty is
open, one in a hundred is being followed, the rest is closed history. Everything comes in through the bulk doors of
the rooms, as an import does. Only the official test persons have a BSN.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice

from django.db import connection, transaction
from django.db.models import Count, QuerySet

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, Casusrij, Rolrij, bulk_open_casussen
from keukentafel.meldingen.public import Melding, Meldingrij, bulk_register_meldingen
from keukentafel.personen.namenmaker import make_people
from keukentafel.personen.public import (
    Lidmaatschapsrij,
    Persoon,
    Persoongegevens,
    Persoonrij,
    bulk_add_members,
    bulk_register_huishoudens,
    bulk_register_personen,
    index_later,
    load_gezinnen,
)
from keukentafel.plannen.models import Doel
from keukentafel.plannen.public import Actierij, Doelrij, Inzetrij, Planrij, bulk_register_plannen
from keukentafel.referentielijsten.public import domains_of
from keukentafel.socialekaart.public import Postcoderegel, create_gebied, import_postcodes
from keukentafel.taken.public import Taakrij, bulk_create_taken
from keukentafel.teams.public import Bandbreedte, Medewerker, Plaatsing, Team, assign_gebied
from keukentafel.tijdlijn.public import Contactrij, bulk_register_contactmomenten
from keukentafel.toegang.public import Gebruiker, Rol, create_gebruiker, grant_rol
from keukentafel.zelfredzaamheid.public import Metingrij, bulk_register_metingen

PORTION = 5000  # cases per transaction
OPEN_EACH = 22  # open cases per worker
OPEN_SHARE = 30  # one case in so many is open
FOLLOWED = 100  # one in so many is being followed
WORKERS_PER_TEAM = 11
MOST_GOALS = 20  # in the plan of a case that is measured
AREAS = 100  # the postcodes 6200 to 6299 of the invented people
NOTES = (
    "Telefonisch gesproken over de post die blijft liggen. Afgesproken dat de vrijwilliger donderdag meekijkt.",
    "Huisbezoek. Het gaat beter met slapen, de school belt minder. Volgende keer de schulden doornemen.",
    "Overleg met de woningcorporatie over de achterstand. Zij wachten met een volgende stap tot wij bellen.",
    "Niet bereikt. Bericht ingesproken.",
    "De buurvrouw helpt met de boodschappen. Mevrouw wil zelf weer koken en vraagt wat er in de buurt is.",
)
SORTS = ("telefoon", "huisbezoek", "overleg", "niet_bereikt", "telefoon")
QUESTION = "Kan het huishouden niet meer bijhouden en vraagt wie er mee kan denken."
GOALS = ("Ik wil weer zelf koken voor de kinderen.", "Wij willen de post weer bijhouden.")
Family = Sequence[Persoongegevens]
Say = Callable[[str], None]


@dataclass
class City:
    """Who can be asked what."""

    regisseurs: list[Gebruiker] = field(default_factory=list)
    loket: Gebruiker | None = None
    cases: dict[int, list[int]] = field(default_factory=dict)  # open cases by user


def build(cases: int, notes: int, say: Say, seed: int = 1) -> int:
    """Fill the empty, migrated database; returns the number of rows, histories not counted. The same for one day."""
    today, begin = date.today(), time.perf_counter()
    workers = max(WORKERS_PER_TEAM, cases // OPEN_SHARE // OPEN_EACH)
    with transaction.atomic():
        teams = _hire(workers, today)
        _map(list(teams), today)
    desk = Plaatsing.objects.get(medewerkertype="loket").team_id
    builder = Builder(today, notes, [(worker, team) for team, group in teams.items() for worker in group], desk or 0)
    families = chain(_test_families(), make_people(seed, today))
    for start in range(0, cases, PORTION):
        with transaction.atomic(), index_later():
            builder.add(list(islice(families, min(PORTION, cases - start))), start)
        say(f"{min(start + PORTION, cases)} casussen na {time.perf_counter() - begin:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)" if connection.vendor == "postgresql" else "ANALYZE")
    return builder.rows


def find_city() -> City:
    """Return whom to measure with in a city that was built before: eight workers spread over the teams."""
    city = City(loket=Gebruiker.objects.get(email="loket@bench.invalid"))
    workers = list(Medewerker.objects.filter(naam__startswith="Medewerker ").select_related("gebruiker").order_by("pk"))
    for worker in workers[:: max(1, len(workers) // 8)][:8]:
        user = worker.gebruiker
        assert user is not None
        open_cases = Casus.objects.filter(afgesloten_op=None, rollen__medewerker=worker).exclude(pk__in=written_full())
        city.regisseurs.append(user)
        city.cases[user.pk] = list(open_cases.order_by("pk").values_list("pk", flat=True))
    return city


def written_full() -> QuerySet[Doel, int]:
    """Cases (as a subquery) in which earlier runs wrote so many goals that they are no case of daily life any more."""
    plans = Doel.objects.order_by().values("plan__casus").annotate(aantal=Count("pk")).filter(aantal__gt=MOST_GOALS)
    return plans.exclude(plan__casus=None).values_list("plan__casus", flat=True)


def _hire(workers: int, today: date) -> dict[int, list[int]]:
    """Workers (ids) by team (id)."""
    since = today - timedelta(days=3000)
    teams: dict[int, list[int]] = {}
    team = None
    for number in range(workers):
        if number % WORKERS_PER_TEAM == 0:
            team = Team.objects.create(naam=f"Team {number // WORKERS_PER_TEAM + 1}", geldig_van=since)
        assert team is not None
        user = create_gebruiker(by=SYSTEEM, email=f"w{number}@bench.invalid", naam=f"Medewerker {number}", demo=True)
        grant_rol(by=SYSTEEM, gebruiker=user, rol=Rol.REGISSEUR, van=since)
        worker = Medewerker.objects.create(gebruiker=user, naam=user.naam)
        Plaatsing.objects.create(medewerker=worker, team=team, medewerkertype="volwassenen", fte=1, van=since)
        Bandbreedte.objects.create(medewerker=worker, laag=16, hoog=22, van=since)
        teams.setdefault(team.pk, []).append(worker.pk)
    intake = Team.objects.create(naam="Aanmeldteam", intake=True, geldig_van=since)
    desk = create_gebruiker(by=SYSTEEM, email="loket@bench.invalid", naam="Loket", demo=True)
    grant_rol(by=SYSTEEM, gebruiker=desk, rol=Rol.LOKETMEDEWERKER, van=since)
    worker = Medewerker.objects.create(gebruiker=desk, naam="Loket")
    Plaatsing.objects.create(medewerker=worker, team=intake, medewerkertype="loket", fte=1, van=since)
    return teams


def _map(teams: Sequence[int], today: date) -> None:
    """Every four digits of a postcode an area, every area a team."""
    codes = [f"{6200 + number}" for number in range(AREAS)]
    for number, code in enumerate(codes):
        area = create_gebied(by=SYSTEEM, code=f"BU{code}", naam=f"Buurt {code}", soort="buurt", inwoners=1000)
        team = Team.objects.get(pk=teams[number % len(teams)])
        assign_gebied(by=SYSTEEM, team=team, gebied=area, van=today - timedelta(days=3000))
    import_postcodes(by=SYSTEEM, regels=[Postcoderegel(place, code, f"BU{code}") for place, code in enumerate(codes)])


def _test_families() -> Iterator[Family]:
    for family in load_gezinnen():
        yield tuple(
            Persoongegevens(
                person.voornamen, person.tussenvoegsel, person.achternaam, geboortedatum=person.geboortedatum,
                geslacht=person.geslacht, postcode=person.postcode, overleden_op=person.overleden_op, bsn=person.bsn,
            )
            for person in family
        )  # fmt: skip


class Builder:
    """Adds portions of the city; `places` are (worker, team), `desk` the team where reports come in."""

    def __init__(self, today: date, notes: int, places: Sequence[tuple[int, int]], desk: int) -> None:
        self.today, self.notes, self.places, self.desk = today, notes, places, desk
        self.rows = 0

    def add(self, families: Sequence[Family], start: int) -> None:
        """Add these households, each with a case and all that hangs on it."""
        homes, eldest = self._settle(families)
        rows = [self._case(start + place, homes[place], eldest[place]) for place in range(len(homes))]
        cases = bulk_open_casussen(by=SYSTEEM, rijen=rows)
        self._report(cases)
        notes = [note for case, row in zip(cases, rows, strict=True) for note in self._notes(case, row)]
        bulk_register_contactmomenten(by=SYSTEEM, rijen=notes)
        self.rows += 3 * len(cases) + 2 * len(homes) + len(notes)
        being_helped = [(case, row) for case, row in zip(cases, rows, strict=True) if case.afgesloten_op is None]
        self._measure(being_helped)
        self._plan(being_helped)
        self._remind(being_helped)

    def _settle(self, families: Sequence[Family]) -> tuple[Sequence[int], list[int]]:
        """Households, and of each the first person."""
        people = [Persoonrij(person) for family in families for person in family]
        ids = iter(bulk_register_personen(by=SYSTEEM, rijen=people))
        homes = bulk_register_huishoudens(by=SYSTEEM, namen=[_name(family) for family in families])
        since, eldest, members = self.today - timedelta(days=7000), [], []
        for home, family in zip(homes, families, strict=True):
            inside = list(islice(ids, len(family)))
            eldest.append(inside[0])
            for pk, person in zip(inside, family, strict=True):
                born = person.geboortedatum
                child = born is not None and (self.today - born).days < 18 * 365
                role, van = "kind" if child else "volwassene", max(since, born) if born else since
                members.append(Lidmaatschapsrij(home, pk, role, van))
        bulk_add_members(by=SYSTEEM, rijen=members)
        self.rows += len(people) + len(members)
        return homes, eldest

    def _case(self, number: int, home: int, person: int) -> Casusrij:
        """Open cases go round the workers, so that each has as many; closed ones too."""
        worker, team = self.places[(number // OPEN_SHARE) % len(self.places)]
        is_open, followed = number % OPEN_SHARE == 0, number % FOLLOWED == 1
        running = is_open or followed
        reported = self.today - timedelta(days=20 + number % 250 if running else 400 + number * 7 % 6500)
        closed = None if running else reported + timedelta(days=120 + number % 200)
        return Casusrij(
            home, person, team, reported,
            casustype="casemanagement" if number % 4 else "",
            vraagtype="meervoudig",
            zwaarte=("licht", "middel", "zwaar")[number % 3],
            vraagverheldering_op=reported + timedelta(days=9),
            volgen_vanaf=self.today - timedelta(days=10) if followed else None,
            afgesloten_op=closed,
            afsluitreden="doelen_bereikt" if closed else "",
            laatste_contact_op=(closed or self.today) - timedelta(days=number % 40),
            rollen=(Rolrij(worker, "regisseur", reported, closed, "volgend"),),
        )  # fmt: skip

    def _report(self, cases: Sequence[Casus]) -> None:
        rows = [
            Meldingrij(
                Melding(
                    team_id=case.team_id, ontvangen_op=case.aangemeld_op, geregistreerd_op=case.aangemeld_op,
                    kanaal="telefoon", melder_soort="inwoner_zelf", persoon_id=case.persoon_id,
                    huishouden_id=case.huishouden_id, omschrijving=QUESTION, vraagtype="meervoudig",
                    eerste_contact_op=min(case.aangemeld_op + timedelta(days=4), self.today), afhandeling="casus",
                    afgehandeld_op=min(case.aangemeld_op + timedelta(days=5), self.today),
                ),
                case,
            )
            for case in cases
        ]  # fmt: skip
        waiting = [
            Meldingrij(Melding(team_id=self.desk, ontvangen_op=self.today - timedelta(days=number % 4), kanaal="loket",
                               wie_naam=f"Proef Wachtend {number}", omschrijving=QUESTION))
            for number in range(len(cases) // 1000)
        ]  # fmt: skip
        bulk_register_meldingen(by=SYSTEEM, rijen=rows + waiting)
        self.rows += len(waiting)

    def _notes(self, case: Casus, row: Casusrij) -> Iterator[Contactrij]:
        last = case.afgesloten_op or self.today
        step = max(1, (last - case.aangemeld_op).days // (self.notes + 1))
        for number in range(self.notes):
            text = (case.pk + number) % len(NOTES)
            day = min(case.aangemeld_op + timedelta(days=number * step), last)
            yield Contactrij(case.pk, day, SORTS[text], row.rollen[0].medewerker_id, tekst=NOTES[text])

    def _measure(self, cases: Sequence[tuple[Casus, Casusrij]]) -> None:
        rows = []
        for case, row in cases:
            domains = domains_of("zrm2013", case.aangemeld_op)
            scores = {domain.code: 1 + (case.pk + place) % 5 for place, domain in enumerate(domains[:6])}
            person, worker = Persoon(pk=case.persoon_id), Medewerker(pk=row.rollen[0].medewerker_id)
            rows.append(Metingrij(case, person, "zrm2013", case.aangemeld_op, "start", scores, beoordelaar=worker))
        bulk_register_metingen(by=SYSTEEM, rijen=rows)
        self.rows += 7 * len(rows)

    def _plan(self, cases: Sequence[tuple[Casus, Casusrij]]) -> None:
        """Two of three cases that run have a plan with two goals; the others are where the bench makes one."""
        plans, goals, actions, support = [], [], [], []
        domain = [value.pk for value in domains_of("zrm2013", self.today)]
        for case, _row in cases:
            if case.pk % 3 == 0:
                continue
            key = str(case.pk)
            plans.append(Planrij(key, case.huishouden_id, case.aangemeld_op, casus_id=case.pk))
            for place, words in enumerate(GOALS):
                goal = f"{key}.{place}"
                goals.append(Doelrij(goal, key, domain[(case.pk + place) % len(domain)], words, case.persoon_id))
                actions.append(Actierij(goal, "De buurvrouw bellen", wanneer=self.today + timedelta(days=7)))
            support.append(Inzetrij(key, domain[0], "sociaal_netwerk", "bestaand", case.aangemeld_op))
        bulk_register_plannen(by=SYSTEEM, plannen=plans, doelen=goals, acties=actions, inzet=support)
        self.rows += 8 * len(plans)

    def _remind(self, cases: Sequence[tuple[Casus, Casusrij]]) -> None:
        rows = [
            Taakrij(
                titel="Bellen hoe het gaat", soort="contact", casus_id=case.pk, team_id=case.team_id,
                medewerker_id=row.rollen[0].medewerker_id, vervalt_op=self.today + timedelta(days=case.pk % 21 - 7),
            )
            for case, row in cases
        ]  # fmt: skip
        bulk_create_taken(by=SYSTEEM, rijen=rows)
        self.rows += len(rows)


def _name(family: Family) -> str:
    first = family[0]
    words = f"{first.tussenvoegsel} {first.achternaam}".strip()
    return f"Gezin {words[:1].upper()}{words[1:]}"[:160] if words else "Huishouden zonder naam"
