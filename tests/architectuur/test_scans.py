"""Scanners: each own rule has its examples, and a finding without an explanation is open. `make scan` runs them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pytest

from scripts.bench.visitor import Answer
from scripts.scan import geplant, server, wandelen
from scripts.scan.__main__ import added
from scripts.scan.bevindingen import ROOT, UITLEG, Plek, Uitslag, explained, judge
from scripts.scan.wandelen import NIET, Soort, Vraag, kind_of, most_first

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


VRAGEN = [Vraag("/wie/", (("q", "a"), ("bladzijde", "1"))), Vraag("/taken/7/", (), (("reden", "x"),), "POST")]


def test_a_parameter_for_which_there_was_no_time_is_named_and_not_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "run", lambda *_, **__: "GET parameter 'q' does not seem to be injectable")
    found = server.sqlmap("http://127.0.0.1:1", {}, VRAGEN, 1)
    assert found == Uitslag("sqlmap", "1 of 2 parameters", Counter(), 1)
    assert "did not come to 1 parameters: /wie/ bladzijde" in capsys.readouterr().out
    every = "\n".join(f"GET parameter '{name}' does not seem to be injectable" for name in ("q", "bladzijde"))
    monkeypatch.setattr(server, "run", lambda *_, **__: every)
    assert server.sqlmap("http://127.0.0.1:1", {}, VRAGEN, 1).aantal == 2
    assert server.sqlmap("http://127.0.0.1:1", {}, VRAGEN, -1).bekeken == "0 of 2 parameters"


def test_less_than_was_to_be_tried_is_a_finding() -> None:
    little = added([Uitslag("sqlmap", "", Counter(), 3), Uitslag("sqlmap", "", Counter(), 4)], 8)
    assert judge([little], "") == ["open: 1 x sqlmap too little tried in 7 of 8"]
    assert judge([added([Uitslag("sqlmap", "", Counter(), 8)], 8)], "") == []


def test_pages_that_differ_in_a_number_are_one_kind_and_what_ends_the_session_is_not_tried() -> None:
    assert kind_of("/casussen/12/plan/3/") == "/casussen/N/plan/N/" and kind_of("/inzicht/vraag/werk/") != "/N/"
    assert VRAGEN[0].soorten == {("GET", "/wie/", name) for name in ("", "q", "bladzijde")}
    assert NIET.search("/toegang/uitloggen/") and not NIET.search("/casussen/1/toegang-vragen/")


def test_each_kind_of_address_comes_once_before_any_comes_again_and_what_adds_no_name_is_left_out() -> None:
    bare, more, other = Vraag("/wie/"), Vraag("/wie/", (("op", "1"),)), Vraag("/taken/")
    assert most_first([bare, more, VRAGEN[0], other]) == [VRAGEN[0], other, more]


BLADEN = {
    "/": '<a href="/wie/">x</a><a href="/taken/1/?op=1">x</a>',
    "/taken/1/?op=1": '<form method="post" action="/taken/1/"><input name="reden"></form>',
    "/wie/": '<a href="/beheer/">x</a><form action="/wie/"><input name="q"></form>',
    "/wie/?q=Kanarie": "",
    "/beheer/": "",
}


class Loper:
    """Somebody to whom only these pages open."""

    def __init__(self, _port: int, cookies: dict[str, str]) -> None:
        self.closed = cookies["dicht"]

    def get(self, path: str) -> Answer:
        """The page, or 403."""
        return Answer(403 if path == self.closed or path not in BLADEN else 200, BLADEN.get(path, ""), 0)


def test_a_colleague_walks_through_what_others_met_and_tries_what_they_did_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by the first run: whoever came second stopped at the first page, which was known."""
    monkeypatch.setattr(wandelen, "Visitor", Loper)
    known: set[Soort] = set()
    first = [(one.methode, one.adres) for one in wandelen.walk(1, {"dicht": "/beheer/"}, known)]
    assert first == [("GET", "/"), ("GET", "/wie/"), ("GET", "/taken/1/?op=1"), ("POST", "/taken/1/"),
                     ("GET", "/wie/?q=Kanarie")]  # fmt: skip
    assert [one.adres for one in wandelen.walk(1, {"dicht": "/taken/"}, known)] == ["/beheer/"]
    assert list(wandelen.walk(1, {"dicht": ""}, known)) == []


@pytest.mark.parametrize("seen", [True, False])
def test_a_scanner_that_misses_what_is_planted_or_cries_at_a_good_page_says_nothing(
    monkeypatch: pytest.MonkeyPatch, seen: bool
) -> None:
    def scan(base: str, cookies: dict[str, str], asked: Sequence[Vraag], seconds: float) -> Uitslag:
        bad = asked == geplant.SLECHT
        return Uitslag("sqlmap", "", Counter({Plek("sqlmap", "sql injection", asked[0].pad): 1} if bad is seen else {}))

    monkeypatch.setitem(geplant.VINDT, "sqlmap", (scan, 1))
    found = geplant.try_scanner("sqlmap").gevonden
    assert sorted(place.regel for place in found) == (
        [] if seen else ["found where nothing is", "planted fault not seen"]
    )
