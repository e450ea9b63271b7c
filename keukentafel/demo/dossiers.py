"""What was done on a case, as rows for the bulk doors: the case itself, contacts, measurements and tasks."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casusrij, Rolrij, casus_url
from keukentafel.demo.gevallen import BIJ_NOOR, Fase, Geval
from keukentafel.demo.verhalen import Zin, about_child
from keukentafel.demo.werkers import Bezetting
from keukentafel.referentielijsten.public import (
    Afsluitreden,
    Casusrolsoort,
    Contactsoort,
    Domeinstelselcode,
    Meetmoment,
    RedenNietGescoord,
    Regievorm,
    Zwaarte,
)
from keukentafel.taken.public import Taakrij
from keukentafel.teams.public import Medewerker
from keukentafel.tijdlijn.public import Aard, Contactrij, Zichtbaarheid
from keukentafel.zelfredzaamheid.public import Blikuitkomst, Meting, Metingrij, record_huishoudblik

ROOD_TOT = 2  # a score up to here asks to look at the others at home
STAARTEN = (
    "", "", "", "", " Volgende keer kijken we verder.", " Over twee weken weer.", " Dat schrijven we zo op.",
    " Fijn gesprek.", " Ik bel volgende week.", " Afspraak in de agenda gezet.", " Meer was er nu niet nodig.",
    " Samen teruggelezen of het zo klopt.", " Het bericht gaat naar de huisarts, dat is besproken.",
    " We laten het even zo.",
)  # fmt: skip
DUUR = {
    Contactsoort.TELEFOON: (5, 25), Contactsoort.KEUKENTAFELGESPREK: (50, 90), Contactsoort.HUISBEZOEK: (30, 70),
    Contactsoort.OVERLEG: (30, 60), Contactsoort.KANTOOR: (30, 60), Contactsoort.E_MAIL: (5, 10),
}  # fmt: skip
REDENEN = (
    (Afsluitreden.DOELEN_BEREIKT, 12), (Afsluitreden.DEELS_BEREIKT, 6), (Afsluitreden.OP_VERZOEK_INWONER, 3),
    (Afsluitreden.OVERGEDRAGEN, 2), (Afsluitreden.VERHUISD, 1),
)  # fmt: skip
#: Per phase: what there is to do, and on whom it may wait.
TAKEN = {
    Fase.AANMELDING: ("Eerste gesprek plannen", "Bellen om kennis te maken"),
    Fase.VRAAGVERHELDERING: ("Verslag van het gesprek teruglezen met het huishouden", "Tweede gesprek plannen"),
    Fase.PLAN: ("Plan afmaken en bespreken", "Afspraken in het plan nalopen"),
    Fase.UITVOERING: (
        "Evaluatie van de doelen voorbereiden", "Bellen: hoe gaat het nu", "Vrijwilliger en huishouden bellen",
        "Brief van de gemeente samen doornemen",
    ),
    Fase.STIL: ("Contact opnemen: het is lang stil",),
    Fase.VOLGEN: ("Kort bellen: gaat het nog goed",),
}  # fmt: skip
WACHT = (
    ("Bericht over de intake", "Thuiszorg De Linde"), ("Uitslag van het onderzoek", "de huisarts"),
    ("Antwoord op het betalingsvoorstel", "Woningcorporatie Thuis"),
    ("Voorstel voor een maatje", "Buurtservice Voor Elkaar"),
    ("Handtekening onder het plan", "het huishouden"),
)  # fmt: skip
WACHT_OM_KIND = (
    ("Verslag van school", "Basisschool De Regenboog"), ("Terugbellen over de start", "Jeugdhulp Het Kompas"),
    ("Bericht van het consultatiebureau", "de jeugdarts"),
)  # fmt: skip


def case_row(rng: random.Random, geval: Geval, staff: Bezetting, today: date) -> Casusrij:
    """The case with its roles."""
    verhaal, worker, home = geval.verhaal, geval.medewerker, geval.huis
    classified = geval.fase is not Fase.AANMELDING
    told = _told_on(rng, geval, today)
    warn = bool(verhaal.let_op) and classified and rng.random() < 0.3 and geval.afgesloten_op is None
    until = (today + timedelta(days=rng.randint(20, 120))).isoformat()
    return Casusrij(
        huishouden_id=home.huishouden.pk, persoon_id=home.vrager.pk, team_id=staff.teams[home.team].pk,
        aangemeld_op=geval.aangemeld_op, wet=verhaal.wet, casustype=verhaal.casustype if classified else "",
        vraagtype=verhaal.vraagtype, zwaarte=verhaal.zwaarte if classified else "", veiligheid=verhaal.veiligheid,
        vraagverheldering_op=geval.vraagverheldering_op, plan_op=geval.plan_op, volgen_vanaf=geval.volgen_vanaf,
        volgen_tot=today + timedelta(days=rng.randint(5, 50)) if geval.volgen_vanaf else None,
        afgesloten_op=geval.afgesloten_op, afsluitreden=_reason(rng) if geval.afgesloten_op else "",
        samenvatting=verhaal.samenvatting if told else "", samenvatting_op=_noon(told) if told else None,
        samenvatting_door_id=worker.pk if told and worker else None,
        expertise_gevraagd=verhaal.expertise if worker is None or rng.random() < 0.4 else (),
        let_op=[{"tekst": verhaal.let_op, "tot": until}] if warn else [],
        rollen=_roles(rng, geval, staff),
    )  # fmt: skip


def _told_on(rng: random.Random, geval: Geval, today: date) -> date | None:
    """The day of the summary: mostly of late, sometimes of long ago."""
    first = geval.plan_op or geval.vraagverheldering_op
    if first is None or rng.random() < 0.25:
        return first
    return first + (geval.last_day(today) - first) * rng.randint(6, 10) // 10


def _reason(rng: random.Random) -> str:
    return rng.choices([reason for reason, _ in REDENEN], [weight for _, weight in REDENEN])[0]


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(16, 30)))


def _roles(rng: random.Random, geval: Geval, staff: Bezetting) -> list[Rolrij]:
    if geval.medewerker is None:
        return []
    start = geval.aangemeld_op + timedelta(days=rng.randint(0, 2))
    form = Regievorm.STUREND if geval.verhaal.zwaarte == Zwaarte.ZWAAR else Regievorm.VOLGEND
    roles = [Rolrij(geval.medewerker.pk, Casusrolsoort.REGISSEUR, start, geval.afgesloten_op, form)]
    second = colleague(rng, geval, staff)
    if geval.vraagverheldering_op is not None and second is not None and rng.random() < 0.5:
        day = geval.vraagverheldering_op
        roles += [
            Rolrij(worker.pk, Casusrolsoort.MEDE_INTAKER, day, geval.plan_op or geval.afgesloten_op)
            for worker in (geval.medewerker, second)
        ]
    return roles


def colleague(rng: random.Random, geval: Geval, staff: Bezetting) -> Medewerker | None:
    """Somebody else of the same team."""
    others = [worker for worker in staff.per_team[geval.huis.team] if worker != geval.medewerker]
    return rng.choice(others) if others else None


def contact_rows(rng: random.Random, geval: Geval, today: date) -> Iterator[Contactrij]:
    """The contact moments of a case, each in the phase to which its text belongs."""
    if geval.medewerker is None:
        return
    lines = geval.verhaal.contacten
    last = geval.last_day(today)
    heard = geval.vraagverheldering_op
    yield from _spread(rng, geval, lines["aanmelding"], 1, geval.aangemeld_op, heard or last)
    if heard is None:
        return
    made = geval.plan_op
    yield from _spread(rng, geval, lines["vraagverheldering"], rng.randint(1, 3), heard, made or last)
    if rng.random() < 0.35:
        yield _note(rng, geval, heard, made or last)
    if made is None:
        return
    end = geval.volgen_vanaf or last
    number = max(1, min(len(lines["uitvoering"]), (end - made).days // 24))
    yield from _spread(rng, geval, lines["uitvoering"], number, made, end)
    if geval.volgen_vanaf is not None:
        yield from _spread(rng, geval, lines["volgen"], 1, geval.volgen_vanaf, last)
    elif geval.afgesloten_op is not None:
        yield _contact(rng, geval, Zin(Contactsoort.TELEFOON, _farewell(rng)), geval.afgesloten_op)


def _farewell(rng: random.Random) -> str:
    return rng.choice(
        (
            "Afgerond, met een goed gevoel. Nazorg besproken: we bellen over zes weken.",
            "Laatste gesprek. Alle papieren liggen nu bij het huishouden zelf.",
            "Afscheid genomen. Als het nodig is weten ze ons te vinden.",
            "Teruggekeken op het plan en de casus samen gesloten.",
            "Gestopt in overleg. De map met afspraken blijft thuis liggen.",
        )
    )


def _spread(
    rng: random.Random, geval: Geval, lines: Sequence[Zin], number: int, start: date, end: date
) -> Iterator[Contactrij]:
    """`number` different sentences, in the order of the story, on days between start and end."""
    chosen = sorted(rng.sample(range(len(lines)), min(number, len(lines))))
    days = sorted(rng.randint(0, max(0, (end - start).days)) for _ in chosen)
    if chosen and end == geval.last_day(end) and geval.fase is not Fase.AANMELDING:
        days[-1] = max(days[-1], (end - start).days - rng.randint(0, 12))
    for place, day in zip(chosen, days, strict=True):
        yield _contact(rng, geval, lines[place], start + timedelta(days=max(0, day)))


def _contact(rng: random.Random, geval: Geval, zin: Zin, day: date) -> Contactrij:
    low, high = DUUR[Contactsoort(zin.soort)]
    shared = zin.soort == Contactsoort.KEUKENTAFELGESPREK
    return Contactrij(
        casus_id=geval.stored.pk, datum=day, soort=zin.soort, medewerker_id=_pk(geval.medewerker),
        tekst=zin.tekst + rng.choice(STAARTEN), wet=geval.stored.wet,
        zichtbaar_voor=Zichtbaarheid.INWONER if shared else Zichtbaarheid.TEAM,
        duur_minuten=rng.randrange(low, high + 1, 5), tijd=time(rng.randint(9, 16), rng.choice((0, 15, 30, 45))),
    )  # fmt: skip


def _note(rng: random.Random, geval: Geval, start: date, end: date) -> Contactrij:
    day = start + timedelta(days=rng.randint(0, max(0, (end - start).days)))
    return Contactrij(
        casus_id=geval.stored.pk, datum=day, soort="", medewerker_id=_pk(geval.medewerker), aard=Aard.INTERN,
        tekst=rng.choice(geval.verhaal.intern), zichtbaar_voor=Zichtbaarheid.INTERN, wet=geval.stored.wet,
    )  # fmt: skip


def _pk(worker: Medewerker | None) -> int | None:
    return worker.pk if worker is not None else None


def measurement_rows(rng: random.Random, geval: Geval, today: date) -> Iterator[Metingrij]:
    """Scores at the start, and again later for a case that ran long or was closed."""
    heard = geval.vraagverheldering_op
    if heard is None or geval.medewerker is None or rng.random() < 0.15:
        return
    ended = geval.afgesloten_op is not None
    later = geval.afgesloten_op or geval.last_day(today)
    moments = [(heard, Meetmoment.START, 0)]
    if geval.plan_op is not None and (later - heard).days > 110 and rng.random() < 0.8:
        moments.append((later, Meetmoment.EIND if ended else Meetmoment.TUSSEN, 1))
    chosen = _choose(rng, list(geval.verhaal.domeinen))
    for day, moment, column in moments:
        levels = {code: geval.verhaal.domeinen[code][column] for code in chosen}
        yield _measurement(rng, geval, Domeinstelselcode.ZRM2013, levels, day, moment)
        if geval.verhaal.ouderschap and geval.huis.kinderen:
            parenthood = {code: pair[column] for code, pair in geval.verhaal.ouderschap.items()}
            yield _measurement(rng, geval, Domeinstelselcode.OUDERSCHAP2013, parenthood, day, moment)


def _choose(rng: random.Random, codes: list[str]) -> list[str]:
    """Only what the question needs: two or more of the domains of the story."""
    number = rng.randint(min(2, len(codes)), len(codes))
    return [code for place, code in enumerate(codes) if place < number]


def _measurement(
    rng: random.Random, geval: Geval, instrument: str, levels: dict[str, int], day: date, moment: str
) -> Metingrij:
    scores: dict[str, int | str] = {}
    for code, level in levels.items():
        scores[code] = max(1, min(5, level + rng.choice((-1, 0, 0, 0, 0, 1)))) if level > 1 else level
    if rng.random() < 0.12:
        scores[rng.choice(list(scores))] = rng.choice((RedenNietGescoord.NIET_BESPROKEN, RedenNietGescoord.WIL_NIET))
    return Metingrij(
        casus=geval.stored, persoon=geval.huis.vrager, instrument=instrument, datum=day, moment=moment, scores=scores,
        beoordelaar=geval.medewerker, reden=f"De vraag gaat over {geval.verhaal.thema}.",
    )  # fmt: skip


def look_at_the_others(rng: random.Random) -> None:
    """After most red scores somebody looked at the others at home too; where not, it is still to be done."""
    red = Meting.objects.filter(moment=Meetmoment.START, scores__niveau__lte=ROOD_TOT).distinct()
    for meting in red.select_related("casus", "beoordelaar").order_by("pk"):
        outcome = Blikuitkomst.ZORGEN if rng.random() < 0.2 else Blikuitkomst.GEEN_ZORGEN
        if rng.random() < 0.85:
            seen = record_huishoudblik(by=SYSTEEM, meting=meting, uitkomst=outcome)
            seen.change(op=meting.datum, medewerker=meting.beoordelaar)


def task_rows(rng: random.Random, gevallen: Sequence[Geval], today: date) -> Iterator[Taakrij]:
    """Tasks on open cases: some today, some late, some to come, some waiting for another, some put off."""
    for place, geval in enumerate(case for case in gevallen if case.afgesloten_op is None and case.medewerker):
        busy = geval.medewerker is not None and geval.medewerker.naam == BIJ_NOOR
        if rng.random() < (0.75 if busy else 0.55):
            yield _task(rng, geval, today + timedelta(days=(0, -3, 2, -8, 6, 0, 11, 4, -1, 1)[place % 10]), today)
        if geval.plan_op is not None and rng.random() < (0.45 if busy else 0.2):
            yield _waiting_task(rng, geval, today)


def _task(rng: random.Random, geval: Geval, due: date, today: date) -> Taakrij:
    put_off = due > today and rng.random() < 0.2
    return Taakrij(
        titel=rng.choice(TAKEN[geval.fase]), soort="afspraak", team_id=geval.stored.team_id,
        medewerker_id=_pk(geval.medewerker), casus_id=geval.stored.pk, vervalt_op=max(due, geval.aangemeld_op),
        uitgesteld_tot=due if put_off else None, uitgesteld_om="Het huishouden is op vakantie" if put_off else "",
        url=casus_url(geval.stored.pk),
    )  # fmt: skip


def _waiting_task(rng: random.Random, geval: Geval, today: date) -> Taakrij:
    title, on_whom = rng.choice(WACHT_OM_KIND if about_child(geval.verhaal.code) else WACHT)
    return Taakrij(
        titel=title, soort="afspraak", team_id=geval.stored.team_id, medewerker_id=_pk(geval.medewerker),
        casus_id=geval.stored.pk, wacht_op=on_whom, wacht_sinds=today - timedelta(days=rng.randint(2, 24)),
        url=casus_url(geval.stored.pk),
    )  # fmt: skip
