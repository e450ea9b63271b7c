"""The calendar file, held against the rules of RFC 5545 by a reader of our own."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.core.agendabestand import Agendapunt, escape, fold, write_agenda

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
GEMAAKT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def event(titel: str = "Gesprek K1", begin: datetime | None = None) -> Agendapunt:
    return Agendapunt("a@keukentafel", begin or datetime(2026, 3, 27, 10, tzinfo=AMSTERDAM), 45, titel, GEMAAKT, 3)


def unfold(file: bytes) -> list[str]:
    """The content lines of a file (section 3.1)."""
    return file.decode().replace("\r\n ", "").split("\r\n")


def test_one_event_is_complete() -> None:
    lines = unfold(write_agenda([event()]))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and lines[-2:] == ["END:VCALENDAR", ""]
    assert "UID:a@keukentafel" in lines and "SEQUENCE:3" in lines and "DTSTAMP:20260301T080000Z" in lines
    assert "DTSTART:20260327T090000Z" in lines and "DTEND:20260327T094500Z" in lines  # winter time: one hour


def test_summer_time_moves_the_hour_in_utc_only() -> None:
    lines = unfold(write_agenda([event(begin=datetime(2026, 3, 30, 10, tzinfo=AMSTERDAM))]))
    assert "DTSTART:20260330T080000Z" in lines


def test_the_length_is_real_time_in_the_night_of_the_change() -> None:
    lines = unfold(write_agenda([event(begin=datetime(2026, 3, 29, 1, 45, tzinfo=AMSTERDAM))]))
    assert "DTSTART:20260329T004500Z" in lines and "DTEND:20260329T013000Z" in lines


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        write_agenda([event(begin=datetime(2026, 3, 27, 10))])


def test_a_title_cannot_begin_a_line_of_its_own() -> None:
    file = write_agenda([event("a\r\nATTENDEE:x;b,c\\")])
    assert "SUMMARY:a\\nATTENDEE:x\\;b\\,c\\\\" in unfold(file) and b"\nATTENDEE" not in file


@given(st.text(max_size=300))
def test_no_line_is_too_long_and_nothing_is_lost(tekst: str) -> None:
    parts = list(fold(escape(tekst)))
    assert all(len(part.encode(errors="surrogatepass")) <= 75 for part in parts[:1] + parts[1:])
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == escape(tekst)
    assert not any(sign in part for part in parts for sign in "\r\n")
