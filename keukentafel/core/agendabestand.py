"""Writes a calendar file (RFC 5545): only moments and a title, so that any calendar can read when something is.

Times go out in UTC (form 2 of section 3.3.5): no table of time zones, and right on both sides of summer time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

REGEL = 75  # octets in a line, without its end (section 3.1)
SOORT = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Agendapunt:
    """One event. `uid` never changes; `volgnummer` and `gewijzigd` tell a calendar that the event did.

    `begin` and `gewijzigd` know their time zone; `titel` is the only text that leaves.
    """

    uid: str
    begin: datetime
    minuten: int
    titel: str
    gewijzigd: datetime
    volgnummer: int = 0


def write_agenda(punten: Iterable[Agendapunt], *, naam: str = "") -> bytes:
    """The file, with the ends of line and the folding of RFC 5545; `naam` is what a calendar calls the whole.

    Raises ValueError for a moment without a time zone, which every calendar would read differently.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Keukentafel//NL", "CALSCALE:GREGORIAN"]
    if naam:
        lines += [f"NAME:{escape(naam)}", f"X-WR-CALNAME:{escape(naam)}", "REFRESH-INTERVAL;VALUE=DURATION:PT4H"]
    for punt in punten:
        lines += _event(punt)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold(line)).encode()


def _event(punt: Agendapunt) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escape(punt.uid)}",
        f"DTSTAMP:{_utc(punt.gewijzigd)}",
        f"DTSTART:{_utc(punt.begin)}",
        f"DTEND:{_utc(punt.begin.astimezone(UTC) + timedelta(minutes=punt.minuten))}",
        f"SUMMARY:{escape(punt.titel)}",
        f"SEQUENCE:{punt.volgnummer}",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment in a calendar needs its time zone")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escape(tekst: str) -> str:
    """Text as a value (section 3.3.11): backslash, semicolon, comma and end of line cannot begin anything."""
    plain = tekst.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def fold(line: str) -> Iterator[str]:
    """The parts of a long line (section 3.1): at most 75 octets each, never in the middle of a sign; the second and
    later ones begin with a space."""
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > REGEL:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + octets
    yield part
