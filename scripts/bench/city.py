"""A city: households, cases old and new, notes and tasks, spread over teams and workers as in a real one.

Sizes after the estimate for 100,000 inhabitants (165 workers; about 22 open cases each): one case in thirty is
open, one in a hundred is being followed, the rest is closed history. Nobody has a BSN.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from django.db import connection, transaction

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, Casusrij, Rolrij, bulk_open_casussen
from keukentafel.personen.namenmaker import make_people
from keukentafel.personen.public import Huishoudenrij, Ingelezen, Lidrij, bulk_register
from keukentafel.taken.public import Taakrij, bulk_create_taken
from keukentafel.teams.public import Bandbreedte, Medewerker, Plaatsing, Team
from keukentafel.toegang.public import Gebruiker, Rol, create_gebruiker, grant_rol

PORTION = 2000
OPEN_EACH = 22  # open cases per worker
OPEN_SHARE = 30  # one case in so many is open
WORKERS_PER_TEAM = 11
NOTES = (
    "Telefonisch gesproken over de post die blijft liggen. Afgesproken dat de vrijwilliger donderdag meekijkt.",
    "Huisbezoek. Het gaat beter met slapen, de school belt minder. Volgende keer de schulden doornemen.",
    "Overleg met de woningcorporatie over de achterstand. Zij wachten met een volgende stap tot wij bellen.",
    "Niet bereikt. Bericht ingesproken.",
    "De buurvrouw helpt met de boodschappen. Mevrouw wil zelf weer koken en vraagt wat er in de buurt is.",
)


@dataclass
class City:
    """Who can be asked what."""

    regisseurs: list[Gebruiker] = field(default_factory=list)
    loket: Gebruiker | None = None
    cases: dict[int, list[int]] = field(default_factory=dict)  # open cases by user


def build(cases: int, notes: int, seed: int = 1) -> City:
    """Fill the empty, migrated database; returns whom to measure with. Deterministic for one day."""
    today = date.today()
    workers = max(WORKERS_PER_TEAM, cases // OPEN_SHARE // OPEN_EACH)
    teams = _hire(workers, today)
    everyone = [worker for team in teams.values() for worker in team]
    owner = {worker.pk: team for team, group in teams.items() for worker in group}
    city = City()
    families = make_people(seed, today)
    for start in range(0, cases, PORTION):
        rows = list(_households(islice(families, min(PORTION, cases - start)), today))
        made = bulk_register(by=SYSTEEM, rijen=rows)
        _open(made, start, everyone, owner, today)
    _note(notes)
    _tasks(today)
    _choose(city, everyone)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return city


def _hire(workers: int, today: date) -> dict[int, list[Medewerker]]:
    since = today - timedelta(days=3000)
    teams: dict[int, list[Medewerker]] = {}
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
        teams.setdefault(team.pk, []).append(worker)
    intake = Team.objects.create(naam="Aanmeldteam", intake=True, geldig_van=since)
    desk = create_gebruiker(by=SYSTEEM, email="loket@bench.invalid", naam="Loket", demo=True)
    grant_rol(by=SYSTEEM, gebruiker=desk, rol=Rol.LOKETMEDEWERKER, van=since)
    worker = Medewerker.objects.create(gebruiker=desk, naam="Loket")
    Plaatsing.objects.create(medewerker=worker, team=intake, medewerkertype="loket", fte=1, van=since)
    return teams


def _households(families: Iterator[tuple[object, ...]], today: date) -> Iterator[Huishoudenrij]:
    since = today - timedelta(days=7000)
    for family in families:
        members = []
        for person in family:
            born = person.geboortedatum  # type: ignore[attr-defined]
            child = born is not None and (today - born).days < 18 * 365
            start = max(since, born) if born else since
            members.append(Lidrij(person, "kind" if child else "volwassene", start))  # type: ignore[arg-type]
        yield Huishoudenrij(tuple(members))


def _open(
    made: Sequence[Ingelezen], start: int, workers: Sequence[Medewerker], owner: dict[int, int], today: date
) -> None:
    rows = []
    for place, one in enumerate(made):
        number = start + place
        worker = workers[(number // OPEN_SHARE) % len(workers)]
        is_open, followed = number % OPEN_SHARE == 0, number % 100 == 1
        reported = today - timedelta(days=20 + number % 250 if is_open or followed else 400 + number % 6500)
        closed = None if is_open or followed else reported + timedelta(days=120 + number % 200)
        role = Rolrij(worker.pk, "regisseur", reported, None if closed is None else closed, "volgend")
        rows.append(
            Casusrij(
                one.huishouden.pk,
                one.personen[0].pk,
                owner[worker.pk],
                reported,
                casustype="casemanagement" if number % 4 else "",
                vraagtype="meervoudig",
                zwaarte=("licht", "middel", "zwaar")[number % 3],
                vraagverheldering_op=reported + timedelta(days=9),
                volgen_vanaf=today - timedelta(days=10) if followed else None,
                afgesloten_op=min(closed, today) if closed else None,
                afsluitreden="doelen_bereikt" if closed else "",
                laatste_contact_op=min(closed or today, today) - timedelta(days=number % 40),
                rollen=(role,),
            )
        )
    bulk_open_casussen(by=SYSTEEM, rijen=rows)


def _note(notes: int) -> None:
    """Write the notes in the database itself: 1.6 million through Python would take longer than all the rest."""
    series = (
        "SELECT value AS n FROM generate_series(1, %s) AS value"
        if connection.vendor == "postgresql"
        else "SELECT value AS n FROM (WITH RECURSIVE s(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM s "
        "WHERE value < %s) SELECT value FROM s)"
    )
    day = (
        "c.aangemeld_op + (n * 7)"
        if connection.vendor == "postgresql"
        else "date(c.aangemeld_op, '+' || (n * 7) || ' days')"
    )
    words = " ".join(f"WHEN {number} THEN %s" for number in range(len(NOTES)))
    sql = f"""
        INSERT INTO tijdlijn_contactmoment
            (versie, gemaakt_op, gewijzigd_op, casus_id, medewerker_id, wet, aard, soort, zichtbaar_voor, datum,
             aanwezig, tekst)
        SELECT 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, c.id, r.medewerker_id, c.wet, 'contact', 'telefoon', 'team',
               {day}, '', CASE (c.id + n) %% {len(NOTES)} {words} ELSE '' END
        FROM casussen_casus c
        JOIN casussen_casusrol r ON r.casus_id = c.id
        CROSS JOIN ({series}) AS reeks
        ORDER BY c.id, n
    """  # noqa: S608 (all parts are constants of this file)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [*NOTES, notes])


def _tasks(today: date) -> None:
    rows = [
        Taakrij(
            titel="Bellen hoe het gaat",
            soort="contact",
            casus_id=casus,
            team_id=team,
            medewerker_id=worker,
            vervalt_op=today + timedelta(days=casus % 21 - 7),
        )
        for casus, team, worker in Casus.objects.filter(afgesloten_op=None, rollen__rol="regisseur")
        .order_by("pk")
        .values_list("pk", "team_id", "rollen__medewerker_id")
    ]
    for start in range(0, len(rows), PORTION):
        bulk_create_taken(by=SYSTEEM, rijen=rows[start : start + PORTION])


def _choose(city: City, workers: Sequence[Medewerker]) -> None:
    city.loket = Gebruiker.objects.get(email="loket@bench.invalid")
    for worker in workers[:: max(1, len(workers) // 8)][:8]:
        user = worker.gebruiker
        assert user is not None
        open_cases = Casus.objects.filter(afgesloten_op=None, rollen__medewerker=worker).order_by("pk")
        city.regisseurs.append(user)
        city.cases[user.pk] = list(open_cases.values_list("pk", flat=True))
