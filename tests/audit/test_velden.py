"""The fields of a line: LDV and NEN 7513 complete, the trace of who called, one line of text whatever came in."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import islice

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import settings as proof
from hypothesis import strategies as st

from keukentafel.audit.gebeurtenis import Gebeurtenis, Post
from keukentafel.audit.keten import VORM, Inhoud, chain_key, first_break, line_hash, prove_old
from keukentafel.audit.models import IJkpunt, Regel
from keukentafel.audit.regelvorm import one_line
from keukentafel.audit.schrijven import write
from keukentafel.audit.selectors import lines, verify_chain
from keukentafel.audit.spoor import read_traceparent
from keukentafel.audit.uitvoer import ldv_faults, ldv_line
from keukentafel.casussen.models import Casusrol
from keukentafel.toegang.public import Gebruiker
from scripts.logboek import invented_lines
from scripts.logboek.regels import inject
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


def test_invented_lines_fit_the_field_tables() -> None:
    """L3, short; `python -m scripts.logboek velden` tries 100,000."""
    for line, digest in islice(invented_lines(seed=4), 1000):
        assert ldv_faults(ldv_line(line, digest, gemeente="Voorbeeld")) == []


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ({"trace_id": "0" * 32}, "trace_id is geen"),
        ({"span_id": "XYZ"}, "span_id is geen"),
        ({"status_code": "FINE"}, "status_code"),
        ({"attributes": {}}, "attributes ontbreekt"),
        ({"attributes": {"dpl.core.data_subject_id": "x"}}, "geen verwerkingsactiviteit"),
        ({"end_time": "2000-01-01T00:00:00+00:00"}, "eindigt"),
        ({"foreign_operation": {"trace_id": TRACE}}, "foreign_operation"),
        ({"nen7513": {"users": [{}]}}, "NEN 7513: userID"),
    ],
)
def test_a_record_that_does_not_fit_is_named(damage: dict[str, object], fault: str) -> None:
    line, digest = next(invented_lines(seed=4))
    assert any(fault in found for found in ldv_faults(ldv_line(line, digest, gemeente="X") | damage))


def test_a_page_writes_who_why_on_what_ground_and_from_where(cast: Cast, als: Als) -> None:
    answer = als(cast.noor).get(
        f"/casussen/{cast.casus.pk}/", REMOTE_ADDR="10.1.2.3", headers={"traceparent": f"00-{TRACE}-{SPAN}-01"}
    )
    read = list(Regel.objects.filter(actie="casus_inzien").order_by("-volgnr")[:3])
    assert {(r.trace, r.vreemd, r.oorsprong, r.grond, r.activiteit, r.actor, r.rol, r.vorm) for r in read} == {
        (TRACE, SPAN, "10.1.2.3", "regisseur", "uitvoering-sociaal-domein", cast.noor.pk, "regisseur", VORM)
    }
    assert len({r.betrokkene for r in read}) == 3  # one line per person concerned
    assert all(r.begonnen is not None and r.begonnen <= r.tijd for r in read)
    event = str(read[0].gebeurtenis).replace("-", "")
    assert answer.headers["traceparent"] == f"00-{TRACE}-{event[:16]}-01"
    line, digest = next(lines(read[0].volgnr - 1))
    assert ldv_line(line, digest, gemeente="X")["foreign_operation"] == {
        "trace_id": TRACE, "span_id": SPAN, "entity": "10.1.2.3",
    }  # fmt: skip


def test_a_deputy_reads_on_behalf_of_the_regisseur(cast: Cast, als: Als) -> None:
    role = Casusrol.objects.get(casus=cast.casus)
    role.change(waarnemer=cast.medewerkers["zeno"])
    assert als(cast.zeno).get(f"/casussen/{cast.casus.pk}/").status_code == 200
    newest = Regel.objects.filter(actie="casus_inzien").latest("volgnr")
    assert (newest.grond, newest.namens, newest.actor) == ("waarnemer", cast.noor.pk, cast.zeno.pk)


@pytest.mark.parametrize(
    "header",
    [
        "", "onzin", f"00-{TRACE}-{SPAN}", f"00-{'0' * 32}-{SPAN}-01", f"00-{TRACE}-{'0' * 16}-01",
        f"ff-{TRACE}-{SPAN}-01", f"00-{TRACE}-{SPAN}-01-meer", f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01\r\nX: y", "0" * 100_000,
    ],
)  # fmt: skip
def test_a_bad_traceparent_is_ignored(header: str) -> None:
    assert read_traceparent(header) is None


def test_a_later_version_of_traceparent_is_read() -> None:
    assert read_traceparent(f"01-{TRACE}-{SPAN}-01-later") == (TRACE, SPAN)


@proof(max_examples=300)
@given(
    st.text(alphabet=st.characters(), max_size=80),
    st.text(alphabet="\r\n\x00\x1b\x1f\u202e\u2066\u2028a ", max_size=90),
)
def test_any_text_is_one_line_that_prints(text: str, nasty: str) -> None:
    """U4: whatever is typed or sent."""
    for value in (text, nasty, text + nasty):
        made = one_line(value, 60)
        assert made.isprintable() and len(made) <= 60 and len(made.splitlines()) <= 1


def test_what_a_caller_sends_makes_one_line_each(cast: Cast, als: Als) -> None:
    client, url = als(cast.noor), f"/casussen/{cast.casus.pk}/"
    for nasty in ("10.0.0.1\r\n99 gelukt", "\x1b[2J", "\u202enietnoor", "a\x00b", "x" * 1_000_000, "\x1fsysteem"):
        before = Regel.objects.count()
        assert client.get(url, REMOTE_ADDR=nasty, HTTP_USER_AGENT=nasty).status_code == 200
        new = list(Regel.objects.order_by("-volgnr")[: Regel.objects.count() - before])
        assert len([line for line in new if line.actie == "casus_inzien"]) == 3
        assert all(line.oorsprong.isprintable() and len(line.oorsprong) <= 64 for line in new)
    assert verify_chain()[1] is None


def test_hostile_text_in_every_field_is_one_line_each(db: None) -> None:
    """U4, short; `python -m scripts.logboek regels` writes 10,000."""
    assert inject(60) == []


def test_the_export_has_every_line_and_says_that_it_was_made(cast: Cast, als: Als) -> None:
    als(cast.noor).get(f"/casussen/{cast.casus.pk}/")
    out = StringIO()
    call_command("audit", "export", stdout=out)
    records = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(records) == Regel.objects.count()
    assert records[-1]["name"] == "logboek_uitgevoerd"
    assert [fault for record in records for fault in ldv_faults(record)] == []
    assert "geheim" not in out.getvalue() and "Mieke" not in out.getvalue()


def old_chain(count: int) -> list[tuple[Inhoud, str]]:
    """Lines as an older version wrote them: form 1, hashed without a key."""
    made: list[tuple[Inhoud, str]] = []
    previous = "0" * 64
    for number in range(1, count + 1):
        line = Inhoud(
            number, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number), "e", "t", "lezen", "inzien", "a",
            "gelukt", "", 5, "regisseur", "", "casus", "1", "p", "wmo", None,
        )  # fmt: skip
        previous = line_hash(previous, line, b"")
        made.append((line, previous))
    return made


def test_old_lines_hold_up_to_the_proven_place_only() -> None:
    chain, key = old_chain(5), chain_key()
    assert first_break(chain, key, oud_tot=5) is None
    broken = first_break(chain, key, oud_tot=3)  # the form without a key, after the log got one: forged
    assert broken is not None and broken.volgnr == 4
    object.__setattr__(chain[1][0], "grond", "noodtoegang")  # a field that its hash does not cover
    broken = first_break(chain, key, oud_tot=5)
    assert broken is not None and broken.volgnr == 2


def test_nobody_proves_old_lines_without_the_key(cast: Cast) -> None:
    number, digest = Regel.objects.values_list("volgnr", "hash").order_by("-volgnr").first() or (0, "")
    IJkpunt.objects.create(soort="overgang", volgnr=number, hash=digest, handtekening="0" * 64)
    assert verify_chain()[1] is None  # a forged proof counts for nothing
    IJkpunt.objects.create(soort="overgang", volgnr=number, hash=digest, handtekening=prove_old(number, digest))
    broken = verify_chain()[1]
    assert broken is not None and broken.volgnr == 1  # these lines have the new form: they cannot be the old ones


def test_a_value_that_moves_to_the_next_field_is_seen() -> None:
    event = Gebeurtenis("proef", 1, "rol\x1fx")
    event.posten.append(Post("lezen", "proef", reden="a\x1fb"))
    assert "\x1f" not in one_line("a\x1fb", 60)
    one, two = (
        Inhoud(*(["x"] * 8), reden, 1, rol, *(["x"] * 5), None, VORM, None, "", None, "")  # type: ignore[arg-type]
        for reden, rol in (("", "ab"), ("ab", ""))
    )
    assert line_hash("", one, b"k") != line_hash("", two, b"k")


def test_each_line_of_a_long_event_fits_the_chain(db: None) -> None:
    event = Gebeurtenis("proef", None, "systeem")
    event.posten = [Post("lezen", "proef", "ding", str(n), geheim=b"\x00x" if n % 3 else None) for n in range(1100)]
    with transaction.atomic():
        write(event)
    assert verify_chain()[1] is None
    assert connection.vendor  # both databases write more than one portion here
