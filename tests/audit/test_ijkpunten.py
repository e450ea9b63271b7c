"""Checkpoints outside the database: a cut tail shows, a forged checkpoint counts for nothing."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from pytest_django import Settings

from keukentafel.audit.ijkpunten import found_outside, make_checkpoint
from keukentafel.audit.keten import chain_key, first_break
from keukentafel.audit.models import IJkpunt, Regel
from keukentafel.audit.public import SYSTEEM, post_event, record, verify_chain
from keukentafel.audit.selectors import lines


@pytest.fixture(autouse=True)
def outside(settings: Settings, tmp_path: Path, db: None) -> Path:
    settings.IJKPUNT_DIR = tmp_path / "worm"
    return settings.IJKPUNT_DIR


def test_the_chain_and_the_checkpoints_are_checked_together(outside: Path) -> None:
    call_command("audit", "checkpoint", stdout=StringIO())
    out = StringIO()
    call_command("audit", "verify", stdout=out)
    assert f"{Regel.objects.count()} regels, 1 ijkpunten" in out.getvalue()
    assert "regels per seconde" in out.getvalue()


def test_a_tail_that_was_cut_off_is_named() -> None:
    make_checkpoint()
    known, all_lines = found_outside().punten, list(lines())
    assert first_break(all_lines[:-1], chain_key()) is None  # without a checkpoint nobody sees it
    broken = first_break(all_lines[:-1], chain_key(), known)
    assert broken is not None and broken.volgnr == len(all_lines)


def test_another_chain_of_the_same_length_is_named() -> None:
    number = make_checkpoint().volgnr
    broken = verify_chain({number: "0" * 64})[1]
    assert broken is not None and broken.volgnr == number and "ijkpunt" in broken.reden


@pytest.mark.parametrize("damage", ["inhoud", "handtekening", "weg", "geen json"])
def test_a_forged_or_lost_checkpoint_is_named(outside: Path, damage: str) -> None:
    make_checkpoint()
    path = next(outside.glob("*.json"))
    file = json.loads(path.read_text())
    path.unlink()
    if damage == "inhoud":
        file["inhoud"] = file["inhoud"].replace('"volgnr": ', '"volgnr": 9')
    elif damage == "handtekening":
        file["handtekening"] = "00" * 64
    if damage != "weg":
        path.write_text("{" if damage == "geen json" else json.dumps(file))
    with pytest.raises(CommandError, match="ijkpunt"):
        call_command("audit", "verify", stdout=StringIO())


def test_a_checkpoint_is_never_written_over(outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from keukentafel.audit import ijkpunten

    ijkpunten.keep("ijkpunt-1.json", "eerste")
    with pytest.raises(FileExistsError):
        ijkpunten.keep("ijkpunt-1.json", "tweede")
    assert (outside / "ijkpunt-1.json").read_text() == "eerste"


def test_it_goes_by_mail_when_that_is_set_and_says_nothing_of_anybody(settings: Settings) -> None:
    settings.IJKPUNT_MAIL = ("ciso@voorbeeld.invalid",)
    made = make_checkpoint()
    assert made.bezorgd == "map mail"
    assert mail.outbox[0].to == ["ciso@voorbeeld.invalid"]
    assert made.hash in mail.outbox[0].body


def test_no_checkpoint_counts_as_made_when_it_cannot_be_kept(outside: Path) -> None:
    outside.write_text("geen map")
    with pytest.raises(CommandError, match="geen ijkpunt"):
        call_command("audit", "checkpoint", stdout=StringIO())
    assert not IJkpunt.objects.exists()


def test_the_chain_goes_on_after_a_checkpoint() -> None:
    make_checkpoint()
    with post_event("proef", by=SYSTEEM):
        record("proef", None)
    assert verify_chain(found_outside().punten)[1] is None
