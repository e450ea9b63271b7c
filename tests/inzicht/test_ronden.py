"""Heavy rounds: one at work of each scope, however two people press at the same moment, and two processes at once."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.datums import past_spans
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht import actions, vastleggen
from keukentafel.inzicht.actions import request_figures
from keukentafel.inzicht.management.commands import inzicht, rapportronde
from keukentafel.inzicht.models import Cijferronde, Rapportronde
from keukentafel.inzicht.plaatsen import RONDEN, hold_place
from keukentafel.inzicht.vastleggen import ask_comparison
from tests.cast import Cast


@pytest.fixture(autouse=True)
def no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "start_process", lambda ronde: None)
    monkeypatch.setattr(vastleggen, "start_process", lambda ronde: None)


def test_the_database_keeps_one_round_of_a_scope(cast: Cast) -> None:
    now = timezone.now()
    for team in (cast.noord, cast.zuid, None):
        asked = {"soort": "vergelijken", "naam": "x", "team": team, "door": cast.tom, "begonnen_op": now}
        Rapportronde.objects.create(**asked)
        Rapportronde.objects.create(**asked, klaar_op=now)
        with pytest.raises(IntegrityError), transaction.atomic():
            Rapportronde.objects.create(**asked)
    Cijferronde.objects.create(begonnen_op=now)
    Cijferronde.objects.create(begonnen_op=now, klaar_op=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cijferronde.objects.create(begonnen_op=now)


def test_who_is_a_moment_later_hears_that_it_is_at_work(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both looked before either began: the look finds nothing, and what is at work is not taken for stopped."""
    now = timezone.now()
    monkeypatch.setattr(actions, "running_round", lambda: None)
    monkeypatch.setattr(vastleggen, "running_report_round", lambda team: None)
    Cijferronde.objects.create(begonnen_op=now)
    Rapportronde.objects.create(soort="vergelijken", naam="x", team=cast.noord, door=cast.tom, begonnen_op=now)
    with pytest.raises(Regelfout, match="worden al gemaakt"):
        request_figures(by=SYSTEEM)
    with pytest.raises(Regelfout, match="al aan gewerkt"):
        ask_comparison(by=cast.tom, team=cast.noord, naam="x")
    assert ask_comparison(by=cast.tom, team=cast.zuid, naam="x").team == cast.zuid


def test_a_round_that_stopped_without_a_word_is_closed_by_the_next(cast: Cast) -> None:
    long_ago = timezone.now() - timedelta(hours=2)
    dead = Cijferronde.objects.create(begonnen_op=long_ago)
    stopped = Rapportronde.objects.create(
        soort="vergelijken", naam="x", team=cast.noord, door=cast.tom, begonnen_op=long_ago
    )
    request_figures(by=SYSTEEM)
    ask_comparison(by=cast.tom, team=cast.noord, naam="x")
    dead.refresh_from_db()
    stopped.refresh_from_db()
    assert dead.klaar_op and dead.fout and stopped.klaar_op and stopped.fout


def test_the_third_process_waits_for_its_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inzicht, "RONDE_WACHT", 0)
    monkeypatch.setattr(rapportronde, "RONDE_WACHT", 0)
    quarter = past_spans(timezone.localdate(), 1, 3)[0][0]
    figures = Cijferronde.objects.create(begonnen_op=timezone.now())
    reports = Rapportronde.objects.create(
        soort="bevriezen", naam="x", kwartaal=f"{quarter.year}-1", team=cast.noord, door=cast.tom,
        begonnen_op=timezone.now(),
    )  # fmt: skip
    assert RONDEN == 2
    with hold_place("ronde", RONDEN), hold_place("ronde", RONDEN):
        with pytest.raises(CommandError, match="andere cijfers"):
            call_command("inzicht", "--ronde", str(figures.pk), stdout=StringIO())
        with pytest.raises(CommandError, match="andere cijfers"):
            call_command("rapportronde", str(reports.pk), stdout=StringIO())
    figures.refresh_from_db()
    reports.refresh_from_db()
    assert figures.klaar_op and "andere cijfers" in figures.fout
    assert reports.klaar_op and "andere cijfers" in reports.fout
