"""Municipalities side by side: every question has SQL for Spark, and what leaves tells nothing small."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
from django.core.management import CommandError, call_command

from keukentafel.inzicht import publiceren
from keukentafel.inzicht.gemeenten import SAMEN, as_spark, municipalities, tell_municipalities
from keukentafel.inzicht.momentopname import write_parquet
from keukentafel.inzicht.motor import Motor, Rij, Telvraag, Uitdrukking
from keukentafel.inzicht.publiceren import span_outcomes
from keukentafel.inzicht.vraag import Vraag
from tests.inzicht.pakketten import BEGIN, PEILDATUM, Maker, opname_of


class Vragenlijst(Motor):
    """An engine that counts hardly anything and remembers what was asked."""

    los: ClassVar[list[Uitdrukking]] = []

    def rows(self, uitdrukking: Uitdrukking) -> list[Rij]:
        self.los.append(uitdrukking)
        return super().rows(uitdrukking)

    def asked(self, ask: Telvraag, vraag: Vraag) -> list[Rij]:
        self._asked[ask, vraag] = []
        return []


@pytest.mark.django_db  # the weights of the caseload
def test_every_question_of_a_publication_has_sql_for_spark() -> None:
    motor = Vragenlijst(opname_of(Maker(5).make()))
    span_outcomes((BEGIN, PEILDATUM), "", motor)
    assert len(motor._asked) > 25
    for ask, vraag in motor._asked:
        assert as_spark(ask(vraag)).startswith(("SELECT", "WITH")), ask
    for uitdrukking in motor.los:
        assert as_spark(uitdrukking).startswith(("SELECT", "WITH"))


@pytest.mark.parametrize("seed", range(4))
def test_nothing_small_leaves_and_a_sum_only_with_all_its_parts(seed: int) -> None:
    r = random.Random(seed)
    counted = {
        gemeente: {naam: {waarde: r.choice((0, 1, 4, 9, 10, 12, 40, 300)) for waarde in "abcd"}
                   for naam in ("geslacht", "leeftijd", "reden/x")}
        for gemeente in ("een", "twee", "drie")
    }  # fmt: skip
    told = tell_municipalities(counted)
    assert set(told) == {"een", "twee", "drie", SAMEN}
    for gemeente, partitions in counted.items():
        assert "reden/x" not in told[gemeente]  # what never leaves a team
        alone = tell_municipalities({gemeente: partitions})[gemeente]
        assert told[gemeente] == alone  # what others have changes nothing: each publishes its own too
        for naam, values in told[gemeente].items():
            assert all(n is None or n == 0 or n >= 10 for n in values.values())
            assert all(n in (None, partitions[naam][value]) for value, n in values.items())
    for naam, values in told[SAMEN].items():
        for value, n in values.items():
            parts = [told[gemeente][naam][value] for gemeente in counted]
            assert n == (None if None in parts else sum(part or 0 for part in parts))


@pytest.mark.django_db
def test_the_command_counts_each_folder_on_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publiceren, "RAPPORTEN", ("kenmerken",))
    for seed, naam in ((6, "adorp"), (7, "bedum")):
        write_parquet(opname_of(Maker(seed).make()), tmp_path / naam)
    (tmp_path / "iets anders").mkdir()
    assert list(municipalities(tmp_path)) == ["adorp", "bedum"]
    call_command("gemeenten", tmp_path, van=BEGIN, tot=PEILDATUM)
    assert set(json.loads(capsys.readouterr().out)) == {"adorp", "bedum", SAMEN}
    with pytest.raises(CommandError, match="van geen gemeente"):
        call_command("gemeenten", tmp_path / "leeg", van=BEGIN, tot=PEILDATUM)
    with pytest.raises(CommandError, match="na de laatste"):
        call_command("gemeenten", tmp_path, van=date(2015, 1, 1), tot=PEILDATUM)
    with pytest.raises(CommandError, match="PySpark"):
        call_command("gemeenten", tmp_path, van=BEGIN, tot=PEILDATUM, spark=True)
