"""No regular expression of the product takes long over any text (security.md 6.2, ReDoS)."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from random import Random
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import keukentafel
from tests.aanval.invoer import VREEMD, typed
from tests.aanval.telling import Telling
from tests.architectuur.house import PACKAGE

LANGST = 0.05  # seconds of the processor for one text, the best of three
#: They repeat a choice or a repeat, and cannot be read in two ways: each turn begins with another sign.
GEWOGEN: tuple[str, ...] = ()
EXPRESSIES = 100  # of the product, at least
LANG = 5000  # characters of a text made to be long


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every regular expression of the product: those that it keeps, and those it writes out where it uses them."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(keukentafel.__path__, "keukentafel."):
        if ".migrations" in module.name or ".management" in module.name or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, one in enumerate(value if isinstance(value, tuple | list) else [value]):
                one = one[0] if isinstance(one, tuple) and one else one
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    found[f"{module.name}.{name}.{number}"] = one
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            first, whose = node.args[0], node.func.value
            written = isinstance(first, ast.Constant) and isinstance(first.value, str)
            if isinstance(whose, ast.Name) and whose.id == "re" and written and node.func.attr != "escape":
                found.setdefault(f"{path.relative_to(PACKAGE)}:{node.lineno}", re.compile(first.value))
    return found


def pieces(pattern: str) -> list[str]:
    """Signs that this expression speaks of, and some of each kind it may mean."""
    literal = [sign for sign in pattern if sign.isalnum() or sign in " -./@#,:;'\"_"]
    return list(dict.fromkeys([*literal, "a", "A", "0", "1", " ", "-", ".", "é", "\t", "\n", "!", "@a", "1 ", "a-"]))


def attacks(pattern: str, chance: Random, aantal: int) -> Iterator[str]:
    """Texts that a backtracking reader hates: one piece repeated, two in turn, an end that does not fit; and others."""
    some = pieces(pattern)
    for number in range(aantal):
        if number % 3 == 2:
            yield typed(chance, some)
            continue
        one, two = chance.choice(some), chance.choice(some)
        body = (one + (two if number % 3 else "")) * (LANG // max(1, len(one + two)))
        yield chance.choice(("", "1", "a", "@")) + body + chance.choice(("!", "\0", "é", "", *VREEMD[:3]))


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """How long every way of asking this expression takes together, on the processor."""
    began = time.process_time()
    pattern.search(text), pattern.fullmatch(text), sum(1 for _found in pattern.finditer(text))
    return time.process_time() - began


def slow(pattern: re.Pattern[str], text: str) -> bool:
    """Whether it takes too long, three times in a row."""
    return all(seconds(pattern, text) > LANGST for _time in range(3))


def endless(part: Any, inside: bool = False) -> bool:
    """Whether a piece of an expression that repeats without end holds, at any depth, another that does, or a choice."""
    for operator, told in part:
        if operator is _constants.BRANCH and inside and len(told[1]) > 1:
            return True
        if operator in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            free = told[1] is _constants.MAXREPEAT
            if (free and inside) or endless(told[2], inside or free):
                return True
        deeper = told[-1] if operator is _constants.SUBPATTERN else None
        if deeper is not None and endless(deeper, inside):
            return True
    return False


def traps() -> dict[str, str]:
    """The expressions that try many ways for one text."""
    return {name: one.pattern for name, one in patterns().items() if endless(_parser.parse(one.pattern))}


def test_no_expression_repeats_what_repeats() -> None:
    assert {name: pattern for name, pattern in traps().items() if pattern not in GEWOGEN} == {}


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(?:a|a)+b", r"(x*y?)*$", r"((ab)*c*)*!"])
def test_a_trap_is_seen(pattern: str) -> None:
    assert endless(_parser.parse(pattern))


def test_no_expression_is_slow(telling: Telling, aantal: int | None) -> None:
    if aantal is None:
        pytest.skip("alleen in `make attack`: hangt aan de klok")
    found = patterns()
    often = max(1, aantal // len(found))
    for name, pattern in sorted(found.items()):
        for text in attacks(pattern.pattern, Random(f"{telling.zaad}{name}"), often):
            telling.tried("tekst voor een expressie")
            if slow(pattern, text):
                telling.bevinding(f"{name} {pattern.pattern!r:.80} is traag", f"{text[:30]!r} van {len(text)}")
    telling.reached("reguliere expressies", len(found), EXPRESSIES)
    telling.reached("teksten", telling.invoer["tekst voor een expressie"], len(found) * often)
    telling.close()


def test_the_harness_sees_a_slow_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.aanval.test_regex.LANGST", 0.001)  # 0.05 takes a text of some characters more
    assert slow(re.compile(r"(?:a|a)+b"), "a" * 16 + "!") and len(patterns()) >= EXPRESSIES
