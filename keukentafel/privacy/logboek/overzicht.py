"""What the log says about one resident, in words he knows: who looked, when, at which kind of data and why.

Source: AVG article 15; NEN 7513:2018 sections 5, 8 and 9: organisation and role, the name of staff only by setting;
lines of the same day that say the same may be merged; emergency access is told apart (L5).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import lines_of_subject
from keukentafel.privacy.start import Startregel
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import load_verwerkingen, put_off_on

PATH = Path(__file__).parents[1] / "data" / "logboek_woorden.toml"
NOODTOEGANG = "noodtoegang"
ZELF = "Het systeem zelf"
MARGE = timedelta(minutes=1)  # the line that closed it was written right after its end
GEZIEN = ("lezen", "schrijven")
STARTSCHERMEN = {  # on the start page: what it is called, where it is, what one does there
    "logboek": ("Wie keek in de gegevens?", "privacy:logboek", "Het overzicht dat een inwoner meekrijgt."),
    "zoekopdrachten": ("Zoekopdrachten", "privacy:zoektermen", "Wie zocht, en met een reden ook waarop."),
    "gezien": ("Na een datalek", "privacy:gezien", "Van wie zag een gebruiker gegevens?"),
}


@dataclass(frozen=True, slots=True)
class Woorden:
    """What roles, kinds of data and actions are called for a resident."""

    rollen: Mapping[str, str]
    soorten: Mapping[str, str]
    acties: Mapping[str, str]
    waarom: str  # of a line without a purpose of its own


@dataclass(frozen=True, slots=True)
class Blik:
    """One row of the overview: on one day somebody did one thing, once or more."""

    dag: date
    wie: str
    wat: str
    waarom: str
    keer: int
    nood: bool = False


@cache
def load_woorden() -> Woorden:
    """The shipped words."""
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return Woorden(data["rol"], data["soort"], data["actie"], data["waarom_onbekend"])


def start_line(naam: str, adres: str, over: str) -> Startregel:
    """A screen of the log on the start page; nothing waits there."""
    return Startregel(naam, reverse(adres), over=over)


#: Made once: AppConfig.ready() may run again, and the register takes the same maker twice but not a new one.
STARTMAKERS = {naam: partial(start_line, *scherm) for naam, scherm in STARTSCHERMEN.items()}


def overview_of(persoon_id: int, van: date, tot: date) -> list[Blik]:
    """Who saw or changed what of this resident from `van` up to and with `tot`, newest day first; merged per day.

    Without break-glass that the officer put off for the safety of a child. Three queries, whatever the number of
    lines. It does not log itself: who shows it does.
    """
    begin = timezone.make_aware(datetime.combine(van, time.min))
    end = timezone.make_aware(datetime.combine(tot + timedelta(days=1), time.min))
    lines = lines_of_subject(persoon_id).filter(tijd__gte=begin, tijd__lt=end, soort__in=GEZIEN, resultaat="gelukt")
    columns = ("tijd", "actor", "rol", "soort", "actie", "activiteit", "object_soort", "grond")
    later = [(one.gebruiker_id, one.van, one.einde + MARGE) for one in put_off_on(timezone.localdate())]
    rows = [row for row in lines.values_list(*columns) if not _is_put_off(row[0], row[1], row[7], later)]
    who = staff({actor for _, actor, *_ in rows if actor is not None})
    return merged(
        (timezone.localtime(moment).date(), _who(actor, rol, who), _what(soort, actie, kind), _why(purpose), ground)
        for moment, actor, rol, soort, actie, purpose, kind, ground in rows
    )


def _is_put_off(
    moment: datetime, actor: int | None, ground: str, later: Iterable[tuple[int, datetime, datetime]]
) -> bool:
    """True for a line of break-glass by this user between its opening and its end (with what closed it)."""
    return ground == NOODTOEGANG and any(actor == who and begin <= moment <= end for who, begin, end in later)


def merged(seen: Iterable[tuple[date, str, str, str, str]]) -> list[Blik]:
    """Rows of one day that say the same become one, with how often; newest day first, emergencies first of a day."""
    counts: dict[tuple[date, str, str, str, bool], int] = {}
    for day, who, what, why, ground in seen:
        key = (day, who, what, why, ground == NOODTOEGANG)
        counts[key] = counts.get(key, 0) + 1
    order = sorted(counts.items(), key=lambda item: (-item[0][0].toordinal(), not item[0][4], item[0][1:4]))
    return [Blik(day, who, what, why, count, nood) for (day, who, what, why, nood), count in order]


def reasons(rows: Iterable[Blik]) -> list[tuple[str, str]]:
    """Each reason in these rows with what it means, once."""
    meant = {one.naam: one.doel for one in load_verwerkingen().verwerkingen.values()}
    return [(name, meant[name]) for name in dict.fromkeys(one.waarom for one in rows) if name in meant]


def staff(user_ids: set[int]) -> dict[int, tuple[str, str]]:
    """Name and organisation of each of these users."""
    rows = Medewerker.objects.filter(gebruiker__in=user_ids).values_list(
        "gebruiker_id", "naam", "moederorganisatie__naam"
    )
    return {user: (name, organisation or "") for user, name, organisation in rows}


def _who(actor: int | None, rol: str, who: Mapping[int, tuple[str, str]]) -> str:
    """Organisation and role, and the name only when the municipality chose so."""
    if actor is None:
        return ZELF
    name, organisation = who.get(actor, ("", ""))
    roles = load_woorden().rollen
    said = " en ".join(roles.get(one, one.replace("_", " ")) for one in rol.replace(",", " ").split()) or "medewerker"
    shown = f"{name}, {said}" if settings.LOGBOEK_MET_NAMEN and name else said
    return f"{shown[:1].upper()}{shown[1:]}{f' van {organisation}' if organisation else ''}"


def _what(soort: str, actie: str, object_soort: str) -> str:
    """Which kind of data, and whether it was seen or changed."""
    words = load_woorden()
    if actie in words.acties:
        return words.acties[actie]
    kind = words.soorten.get(object_soort, words.soorten["overig"])
    return f"Bekeek {kind}" if soort == "lezen" else f"Werkte aan {kind}"


def _why(activiteit: str) -> str:
    """The purpose in words; of a line without one (an older log, the system itself) what everybody works for."""
    purposes = load_verwerkingen().verwerkingen
    return purposes[activiteit].naam if activiteit in purposes else load_woorden().waarom
