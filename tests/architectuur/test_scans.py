"""Scanners: each own rule has its examples, and a finding without an explanation is open. `make scan` runs them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from scripts.scan import server
from scripts.scan.bevindingen import ROOT, UITLEG, Plek, Uitslag, explained, judge

REGELS = ROOT / "scripts" / "scan" / "regels"
VOORBEELDEN = ROOT / "scripts" / "scan" / "voorbeelden"
PLEK = Plek("bandit", "B608", "keukentafel/core/tellen.py")


def test_each_rule_has_an_example_of_what_it_finds_and_of_what_it_leaves_alone() -> None:
    rules = {name for path in REGELS.glob("*.yaml") for name in re.findall(r"- id: (\S+)", path.read_text("utf-8"))}
    examples = "".join(path.read_text(encoding="utf-8") for path in VOORBEELDEN.iterdir())
    assert len(rules) >= 15
    for kind in ("ruleid", "ok"):
        assert set(re.findall(rf"{kind}: (kt-[\w-]+)", examples)) == rules, kind


def test_every_explanation_is_of_a_file_that_is_there_and_says_why() -> None:
    rows = explained(UITLEG.read_text(encoding="utf-8"))
    assert len(rows) > 50 and all(many > 0 for many in rows.values())
    assert not [
        place for place in rows if place.plaats.startswith("keukentafel/") and not (ROOT / place.plaats).is_file()
    ]


def test_what_is_found_and_not_explained_is_open_and_the_other_way_round() -> None:
    text = "| bandit | B608 | `keukentafel/core/tellen.py` | 2 | the name of one table, a constant |"
    assert judge([Uitslag("bandit", "", Counter({PLEK: 2}))], text) == []
    assert judge([Uitslag("bandit", "", Counter({PLEK: 3}))], text) == [f"open: 1 x bandit B608 in {PLEK.plaats}"]
    assert judge([Uitslag("bandit", "", Counter({PLEK: 2}))], "")[0].startswith("open: 2 x")
    assert judge([Uitslag("bandit", "", Counter())], text)[0].startswith("explained, not found: 2 x")
    assert judge([Uitslag("semgrep", "", Counter())], text) == []  # a scanner that did not run says nothing
    assert judge([Uitslag("bandit", "", Counter({PLEK: 2}))], text.replace("the name of one table, a constant", "-"))


def test_a_parameter_for_which_there_was_no_time_is_no_clean_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "run", lambda *_, **__: "GET parameter 'zoek' does not seem to be injectable")
    with pytest.raises(RuntimeError, match=r"no time for \d+ parameters: /casussen/ wie"):
        server.sqlmap("http://127.0.0.1:1", {}, 1)
    every = "\n".join(
        f"GET parameter '{name}' does not seem to be injectable"
        for name in re.findall(r"(\w+)=", "".join(server.ADRESSEN))
    )
    monkeypatch.setattr(server, "run", lambda *_, **__: every)
    assert not server.sqlmap("http://127.0.0.1:1", {}, 1).gevonden
