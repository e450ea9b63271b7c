"""What came in at the door: the melding behind each case, what waits to be divided, and what needed only advice."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus
from keukentafel.demo.gevallen import Geval
from keukentafel.demo.huizen import Huis
from keukentafel.demo.verhalen import Binnenkomst, Verhaal, stories_for, tell
from keukentafel.demo.werkers import Bezetting
from keukentafel.meldingen.public import (
    Berichtstatus,
    Melding,
    Meldinggegevens,
    Meldingrij,
    Regiecheckgegevens,
    Terugkoppelbericht,
    Verzendwijze,
    bulk_register_meldingen,
    close_melding,
    count_buiten_systeem,
    record_eerste_contact,
    record_regiecheck,
    refer_melding,
    register_acuut_gevaar,
    register_melding,
)
from keukentafel.referentielijsten.public import (
    Afhandeling,
    Grondslag,
    Kanaal,
    MelderSoort,
    MeldingSoort,
    Regiehouder,
    Urgentie,
)
from keukentafel.taken.public import expire_taken

TEAMS = ("Team Midden", "Team Noord", "Team Zuid")
WACHTEN, OPGEPAKT, ADVIES, DOORVERWEZEN = 5, 2, 14, 3  # meldingen per team without a case
#: Days ago that a waiting melding came in; the norm for a first contact is three days.
WACHTTIJDEN = (0, 0, 1, 2, 6)
ANTWOORDEN = (
    "Uitgelegd waar de aanvraag te vinden is en meegekeken bij het invullen.",
    "Telefoonnummer van het spreekuur thuisadministratie gegeven.",
    "Verteld over de koffieochtend in het buurthuis.",
    "Doorverwezen naar de eigen huisarts, kan daar deze week terecht.",
    "Uitgelegd hoe een klacht bij de verhuurder werkt.",
    "Formulier voor kwijtschelding opgestuurd.",
    "Besproken wat de mantelzorgmakelaar kan betekenen.",
    "Gerustgesteld: de brief was een gewone herinnering.",
)
ADVIESVRAGEN = (
    "Waar kan ik kwijtschelding aanvragen?", "Ik begrijp deze brief van de gemeente niet.",
    "Hoe kom ik aan een plek op de koffieochtend?", "Mijn moeder wil op de wachtlijst voor een kleinere woning.",
    "Is er hulp bij het invullen van de huurtoeslag?", "Wie kan mijn tuin een keer doen?",
    "Hoe vraag ik een parkeerkaart aan?", "Bestaat er een maatjesproject voor mijn zoon?",
)  # fmt: skip
MELDERS = {"zelf": MelderSoort.INWONER_ZELF, "ander": MelderSoort.INWONER_OVER_ANDER}
BUURT = (
    (MeldingSoort.INITIATIEF, "Een paar buren willen elke vrijdag soep koken voor de straat.", "Kadeweg"),
    (MeldingSoort.SIGNAAL, "In de speeltuin staat elke avond een groep jongeren die ruzie zoekt.", "Vijverweg"),
    (MeldingSoort.INITIATIEF, "Wie mag ik bellen voor een repaircafé in de oude school?", "Hoefslag"),
    (MeldingSoort.SIGNAAL, "In het portiek ligt al weken grof vuil; ouderen struikelen erover.", "Spoorlaan"),
    (MeldingSoort.INITIATIEF, "Ik wil mijn bakfiets delen met de buurt.", "De Gaarde"),
)  # fmt: skip


def bring_in(rng: random.Random, staff: Bezetting, gevallen: Sequence[Geval], over: dict[str, list[Huis]],
             today: date) -> int:  # fmt: skip
    """Everything that came in; returns how many meldingen there are."""
    rows = [_of_case(rng, geval, staff) for geval in gevallen]
    for team in TEAMS:
        rows += _advice(rng, staff, team, over, today)
    bulk_register_meldingen(by=SYSTEEM, rijen=rows)
    waiting = [_report(rng, staff, huis, days, today) for team in TEAMS for huis, days in _waiting(over, team)]
    taken_up = _take_up(rng, staff, over, today)
    neighbourhood = _neighbourhood(staff, today)
    _count_outside(rng, staff, today)
    return len(rows) + len(waiting) + taken_up + neighbourhood


def _take(over: dict[str, list[Huis]], team: str, number: int) -> Iterator[Huis]:
    for _ in range(number):
        if over.get(team):
            yield over[team].pop()


def _waiting(over: dict[str, list[Huis]], team: str) -> Iterator[tuple[Huis, int]]:
    return zip(_take(over, team, WACHTEN), WACHTTIJDEN, strict=False)


def _story(rng: random.Random, huis: Huis, today: date) -> Verhaal:
    return tell(rng.choice(stories_for(huis, today) or ["huishouden_lukt_niet"]), huis, today)


def _fields(rng: random.Random, staff: Bezetting, huis: Huis, thema: str, said: Binnenkomst) -> dict[str, Any]:
    """What every melding about a household has in common; who reported fits what was said."""
    kind = MELDERS.get(said.door, MelderSoort.PROFESSIONAL)
    professional = kind == MelderSoort.PROFESSIONAL
    channels = (Kanaal.TELEFOON, Kanaal.TELEFOON, Kanaal.LOKET, Kanaal.E_MAIL, Kanaal.DIGITAAL, Kanaal.HUISBEZOEK)
    return {
        "kanaal": Kanaal.PARTNEROVERLEG if professional and rng.random() < 0.3 else rng.choice(channels),
        "team": staff.teams[huis.team], "persoon": huis.vrager, "thema": thema, "omschrijving": said.tekst,
        "melder_soort": kind, "melder_persoon": huis.vrager if kind == MelderSoort.INWONER_ZELF else None,
        "melder_organisatie": staff.organisaties[said.door] if professional else None, "melder_naam": said.wie,
    }  # fmt: skip


def _of_case(rng: random.Random, geval: Geval, staff: Bezetting) -> Meldingrij:
    """The melding that became this case."""
    verhaal, received = geval.verhaal, geval.aangemeld_op
    fields = _fields(rng, staff, geval.huis, verhaal.thema, rng.choice(verhaal.melding))
    owner = geval.medewerker or staff.medewerkers["Lot Willems"]
    waited = timedelta(days=rng.choice((0, 1, 1, 2, 2, 3, 5)))
    contact = received + waited if geval.medewerker is not None else None
    settled = min(received + timedelta(days=1), received + waited)
    answered = fields["melder_organisatie"] is not None and contact is not None and rng.random() < 0.85
    melding = Melding(
        **fields, soort=MeldingSoort.HULPVRAAG, ontvangen_op=received, ontvangen_om=time(rng.randint(9, 16), 20),
        geregistreerd_op=received, geregistreerd_door=staff.medewerkers["Lot Willems"], wet=verhaal.wet,
        huishouden=geval.huis.huishouden, gebied_id=geval.huis.vrager.gebied_id, vraagtype=verhaal.vraagtype,
        urgentie=Urgentie.SPOED if verhaal.veiligheid else Urgentie.NORMAAL,
        eigenaar=owner, eerste_contact_op=contact,
        afhandeling=Afhandeling.CASUS, afgehandeld_op=settled,
    )  # fmt: skip
    day = contact + timedelta(days=rng.randint(0, 9)) if answered and contact else None
    return Meldingrij(melding, geval.casus, min(day, geval.last_day(day)) if day else None)


def _advice(
    rng: random.Random, staff: Bezetting, team: str, over: dict[str, list[Huis]], today: date
) -> Iterator[Meldingrij]:
    """Questions that were answered at the desk, in the past half year."""
    for huis in _take(over, team, ADVIES):
        day = today - timedelta(days=rng.randint(1, 180))
        place = rng.randrange(len(ADVIESVRAGEN))
        fields = _fields(rng, staff, huis, "anders", Binnenkomst("zelf", "", ADVIESVRAGEN[place]))
        yield Meldingrij(
            Melding(
                **fields, soort=MeldingSoort.HULPVRAAG, ontvangen_op=day, ontvangen_om=time(rng.randint(9, 16), 5),
                geregistreerd_op=day, geregistreerd_door=staff.medewerkers["Lot Willems"], huishouden=huis.huishouden,
                gebied_id=huis.vrager.gebied_id, antwoord_gegeven=ANTWOORDEN[place],
                eigenaar=staff.medewerkers["Lot Willems"], eerste_contact_op=day,
                afhandeling=Afhandeling.INFORMATIE_ADVIES, afgehandeld_op=day,
            )
        )  # fmt: skip


def _told(rng: random.Random, staff: Bezetting, huis: Huis, days: int, today: date) -> Meldinggegevens:
    """What was told about a household `days` days ago."""
    verhaal = _story(rng, huis, today)
    fields = _fields(rng, staff, huis, verhaal.thema, rng.choice(verhaal.melding))
    fields.pop("melder_persoon")
    return Meldinggegevens(
        ontvangen_op=today - timedelta(days=days), wet=verhaal.wet,
        ontvangen_om=time(8, 40) if days == 0 else time(rng.randint(9, 16), 10),
        urgentie=Urgentie.SPOED if verhaal.veiligheid else Urgentie.NORMAAL,
        weet_inwoner_ervan=rng.choice((True, True, None)), **fields,
    )  # fmt: skip


def _report(rng: random.Random, staff: Bezetting, huis: Huis, days: int, today: date) -> Melding:
    """A melding that waits for the team lead, registered at the desk."""
    return register_melding(
        by=staff.gebruikers["Lot Willems"], door=staff.medewerkers["Lot Willems"],
        gegevens=_told(rng, staff, huis, days, today),
    )  # fmt: skip


def _take_up(rng: random.Random, staff: Bezetting, over: dict[str, list[Huis]], today: date) -> int:
    """Meldingen with an owner: called, checked for regie, answered, or handed over warmly."""
    number = 0
    for team in TEAMS:
        worker = staff.per_team[team][-1]
        by = staff.user_of(worker)
        for huis in _take(over, team, OPGEPAKT):
            melding = _report(rng, staff, huis, 3, today)
            record_eerste_contact(by=by, melding=melding, door=worker)
            record_regiecheck(by=by, melding=melding, door=worker, gegevens=REGIECHECK)
            number += 1
        for huis in _take(over, team, DOORVERWEZEN):
            melding = _report(rng, staff, huis, 4, today)
            refer_melding(
                by=by, melding=melding, eigenaar=worker, organisatie=staff.organisaties["mee"],
                contactpersoon="het aanmeldpunt",
            )  # fmt: skip
            number += 1
        for huis in _take(over, team, 1):
            number += 1
            _answer_professional(rng, staff, huis, team, today)
    return number


def _answer_professional(rng: random.Random, staff: Bezetting, huis: Huis, team: str, today: date) -> None:
    """Advice given after a professional reported: the three closed answers lie ready to be sent."""
    worker = staff.per_team[team][0]
    told = replace(
        _told(rng, staff, huis, 2, today), melder_soort=MelderSoort.PROFESSIONAL, melder_naam="praktijkondersteuner",
        melder_organisatie=staff.organisaties["huisarts"], melder_contact="praktijk@voorbeeld.invalid",
        weet_inwoner_ervan=True, grondslag=Grondslag.INWONER_AKKOORD,
    )  # fmt: skip
    desk = staff.medewerkers["Lot Willems"]
    melding = register_melding(by=staff.gebruikers[desk.naam], door=desk, gegevens=told)
    close_melding(
        by=staff.user_of(worker), melding=melding, afhandeling=Afhandeling.INFORMATIE_ADVIES, eigenaar=worker,
        antwoord_gegeven="Samen gebeld en uitgelegd wat er in de wijk is. Voor nu genoeg.",
    )  # fmt: skip


REGIECHECK = Regiecheckgegevens(
    antwoorden={"meer_leefgebieden": "ja", "meer_hulpverleners": "ja", "plan_bekend": "nee", "regisseur_nu": "nee"},
    regiehouder=Regiehouder.NIEMAND,
    loket="sociaal team",
)


def _neighbourhood(staff: Bezetting, today: date) -> int:
    """Initiatives and signals without a person, and one call that skips the forms."""
    desk = staff.medewerkers["Lot Willems"]
    by = staff.gebruikers[desk.naam]
    for place, (kind, text, where) in enumerate(BUURT):
        told = Meldinggegevens(
            omschrijving=text, soort=kind, plaats=where, ontvangen_op=today - timedelta(days=place * 2),
            team=staff.teams[TEAMS[place % 3]], kanaal=Kanaal.WIJKSERVICEPUNT, melder_naam="bewoner",
            melder_soort=MelderSoort.INWONER_ZELF,
        )  # fmt: skip
        register_melding(by=by, gegevens=told, door=desk)
    danger = Meldinggegevens(
        omschrijving="Buren horen een kind hard huilen en iemand schreeuwen, nu.", urgentie=Urgentie.ACUUT_GEVAAR,
        plaats="Touwslagerspad, blauwe voordeur", team=staff.teams["Team Zuid"], kanaal=Kanaal.TELEFOON,
        melder_soort=MelderSoort.INWONER_OVER_ANDER, anoniem=True,
    )  # fmt: skip
    register_acuut_gevaar(by=by, gegevens=danger, door=desk)
    return len(BUURT) + 1


def answer_reporters(cases: Sequence[Casus], today: date) -> int:
    """Answers that lay ready since a plan was made or a case was closed long ago, were sent soon after.

    What was made ready of late still waits for its worker. Returns how many were sent.
    """
    recent = today - timedelta(days=4)
    messages = Terugkoppelbericht.objects.filter(
        status=Berichtstatus.KLAAR, terugkoppeling__melding__koppeling__casus__in=cases
    )
    sent = 0
    for message in messages.select_related("terugkoppeling__melding__koppeling__casus").order_by("pk"):
        answer = message.terugkoppeling
        casus = answer.melding.koppeling.casus
        moved = casus.afgesloten_op or casus.plan_op or casus.aangemeld_op
        if moved >= recent:
            continue
        day = moved + timedelta(days=4)
        answered = {"hulp_geregeld": True, "probleem_opgelost": casus.afgesloten_op is not None, "iets_verwacht": False}
        message.change(
            status=Berichtstatus.VERSTUURD, klaar_op=moved, verstuurd_op=day, wijze=Verzendwijze.MAIL, **answered
        )
        answer.change(gedaan_op=answer.gedaan_op or day, grondslag=Grondslag.GEDEELDE_TAAK)
        expire_taken(by=SYSTEEM, bron=f"melding:{answer.melding_id}:terugkoppeling")
        sent += 1
    return sent


def _count_outside(rng: random.Random, staff: Bezetting, today: date) -> None:
    """Cases kept outside the system in the past months: numbers, no people."""
    for back in range(6):
        month = (today.replace(day=1) - timedelta(days=30 * back)).replace(day=1)
        for team in TEAMS:
            number = rng.choice((0, 1, 1, 2, 3))
            if number:
                count_buiten_systeem(by=SYSTEEM, team=staff.teams[team], maand=month, erbij=number)
