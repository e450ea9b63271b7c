"""Every reader of what comes from outside, offered what means harm: it reads it right or says no, and never breaks."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable
from typing import Any

import pytest

from tests.aanval.invoer import contents, texts
from tests.aanval.lezers import Lezer, file_readers, text_readers
from tests.aanval.telling import Telling

KORT = 60  # inputs per reader in `make test`
LEZERS = 41  # docs/aanvallen.md
LANGST = 2.0  # seconds of the processor for one input (security.md 6.2)


def offer(lezer: Lezer, inputs: Iterable[Any], telling: Telling) -> None:
    """Offer each of these to the reader."""
    for given in inputs:
        began = time.process_time()
        try:
            read = lezer.lees(given)
        except lezer.mag:
            pass
        except Exception as wrong:
            where = traceback.extract_tb(wrong.__traceback__)[-1]
            telling.fout(f"{lezer.naam}: {wrong!r:.120} ({where.filename[-40:]}:{where.lineno})", f"{given!r:.150}")
        else:
            if not lezer.goed(given, read):
                telling.bevinding(f"{lezer.naam} leest", f"{given!r:.150} als {read!r:.120}")
        if time.process_time() - began > LANGST:
            telling.bevinding(f"{lezer.naam} te traag", f"{given!r:.60} ({len(given)} lang)")
        telling.tried(lezer.naam)


def test_a_reader_reads_or_refuses(telling: Telling, aantal: int | None) -> None:
    texted, filed = text_readers(), file_readers()
    parts = sum(lezer.deel for lezer in (*texted, *filed))
    for lezer in (*texted, *filed):
        often = KORT if aantal is None else round(aantal * lezer.deel / parts)
        made = contents if lezer in filed else texts
        offer(lezer, made(telling.zaad, lezer.zaden, max(1, round(often * min(lezer.deel * 10, 1)))), telling)
    telling.reached("lezers", len(telling.invoer), len({lezer.naam for lezer in (*texted, *filed)}))
    telling.reached("lezers van deze lijst", len(texted) + len(filed), LEZERS)
    telling.close()


def test_a_reader_that_breaks_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEUKENTAFEL_GROOTBOEK", raising=False)
    telling = Telling("proef")
    offer(Lezer("int", int, ["1"]), texts(1, ["1"], 50), telling)
    assert telling.fouten and sum(telling.invoer.values()) == 50
    offer(Lezer("str", str, ["1"], goed=lambda given, read: "1" not in read), texts(1, ["1"], 50), telling)
    assert telling.bevindingen
    with pytest.raises(AssertionError, match="ValueError"):
        telling.close()
