"""Change the policy in every small way and see that a test without a database notices (Z10).

`python -m tests.toegang.mutanten` prints how many changes were noticed, and every one that was not. Our own, in one
process: mutmut and cosmic-ray start the tests anew for each change, which for Django is seconds against milliseconds,
and both rewrite files in the tree in which somebody else may be working.
"""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

BRONNEN = ("beslissing", "matrix", "rechten")
TESTS = (
    "test_volgorde", "test_wetten", "test_rechten", "test_matrix", "test_verwerkingen", "test_beslissing",
    "test_beperkt",
)  # fmt: skip
ZONDER = {"cast", "als", "capsys", "client", "db"}  # a test that asks for these needs more than facts
ANDERS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip
REKENEN: dict[type[ast.operator], type[ast.operator]] = {
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.Sub: ast.BitOr,
}

# The changes that make no difference, with the reason.
GELIJK = {
    "PATH.read_text(encoding='utf-8') -> PATH.read_text()": "the file is UTF-8, which is what Python reads here anyway",
}


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand here instead."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in ANDERS:
        yield ast.Compare(node.left, [ANDERS[type(node.ops[0])]()], node.comparators)
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
        yield from node.values
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    if isinstance(node, ast.BinOp) and type(node.op) in REKENEN:
        yield ast.BinOp(node.left, REKENEN[type(node.op)](), node.right)
        yield node.left
        yield node.right
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    if isinstance(node, ast.If):
        yield ast.If(ast.Constant(False), node.body, node.orelse)
        yield ast.If(ast.Constant(True), node.body, node.orelse)
    if isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse
    if isinstance(node, ast.comprehension) and node.ifs:
        yield ast.comprehension(node.target, node.iter, [], node.is_async)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Reden":
        yield ast.Attribute(node.value, "TOEGESTAAN" if node.attr != "TOEGESTAAN" else "BELANG", node.ctx)
    if isinstance(node, ast.Call):
        for left in node.keywords:
            yield ast.Call(node.func, node.args, [each for each in node.keywords if each is not left])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("any", "all"):
        yield ast.Call(ast.Name("all" if node.func.id == "any" else "any", ast.Load()), node.args, [])
    if isinstance(node, ast.Set):
        yield from (ast.Set([each for each in node.elts if each is not left]) for left in node.elts[1:] or ())
    if isinstance(node, ast.Raise | ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield ast.Pass()
    if isinstance(node, ast.Return) and node.value is not None:
        yield ast.Return(None)


def mutants(source: str) -> Iterator[tuple[int, str, ast.Module]]:
    """Every change of this source, one at a time: line, what stands there now, the whole."""
    tree = ast.parse(source)
    spots = [
        (path, node)
        for path, node in _walk(tree, ())
        if not isinstance(node, ast.Module)
    ]  # fmt: skip
    for path, node in spots:
        for new in changes(node):
            changed = copy.deepcopy(tree)
            _put(changed, path, copy.deepcopy(new))
            ast.fix_missing_locations(changed)
            yield getattr(node, "lineno", 0), f"{ast.unparse(node)[:70]} -> {ast.unparse(new)[:70]}", changed


def _walk(node: ast.AST, path: tuple[tuple[str, int | None], ...]) -> Iterator[tuple[Any, ast.AST]]:
    """Every node under a function or a class, with the way to it; annotations and decorators are not the policy."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for place, each in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(each, ast.AST):
                here = (*path, (name, place))
                yield here, each
                yield from _walk(each, here)


def _put(tree: ast.AST, path: tuple[tuple[str, int | None], ...], new: ast.AST) -> None:
    for name, place in path[:-1]:
        value = getattr(tree, name)
        tree = value if place is None else value[place]
    name, place = path[-1]
    if place is None:
        setattr(tree, name, new)
    else:
        getattr(tree, name)[place] = new


def cases(module: ModuleType) -> Iterator[Callable[[], None]]:
    """The tests of this module that need nothing but facts, each with its parameters."""
    from _pytest.monkeypatch import MonkeyPatch
    from django.conf import settings

    for name, test in inspect.getmembers(module, inspect.isfunction):
        asked = set(inspect.signature(test).parameters)
        if not name.startswith("test_") or test.__module__ != module.__name__ or asked & ZONDER:
            continue
        for given in _parameters(test):

            def case(test: Callable[..., None] = test, given: dict[str, Any] = given, asked: set[str] = asked) -> None:
                patch, demo = MonkeyPatch(), settings.DEMO
                help_ = {"monkeypatch": patch, "settings": settings}
                try:
                    test(**given, **{name: value for name, value in help_.items() if name in asked})
                finally:
                    patch.undo()
                    settings.DEMO = demo

            yield case


def _parameters(test: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{}]
    for mark in getattr(test, "pytestmark", []):
        if mark.name == "parametrize":
            names = mark.args[0] if isinstance(mark.args[0], tuple) else (mark.args[0],)
            rows = [row if len(names) > 1 else (row,) for row in mark.args[1]]
            found = [have | dict(zip(names, row, strict=True)) for have in found for row in rows]
    return found


def noticed(naam: str, tree: ast.Module, tests: list[str]) -> bool:
    """Does a test fail when the module is this? Everything that holds the module's names is loaded with it anew."""
    room = "keukentafel.toegang."
    kept = {key: module for key, module in sys.modules.items() if key.startswith((room, "tests.toegang.test_"))}
    fresh = ModuleType(room + naam)
    fresh.__file__ = kept[room + naam].__file__
    sys.modules[room + naam] = fresh
    package = sys.modules[room.rstrip(".")]
    before = {source: getattr(package, source) for source in BRONNEN}
    setattr(package, naam, fresh)
    try:
        exec(compile(tree, naam, "exec"), fresh.__dict__)
        for after in BRONNEN[BRONNEN.index(naam) + 1 :] if naam != "matrix" else ("beslissing", "rechten"):
            del sys.modules[room + after]
            importlib.import_module(room + after)
        for test in tests:
            sys.modules.pop(f"tests.toegang.{test}", None)
            for case in cases(importlib.import_module(f"tests.toegang.{test}")):
                case()
    except BaseException:  # any way to fail is a way to notice; what pytest raises is no Exception
        return True
    finally:
        for key in [key for key in sys.modules if key.startswith((room, "tests.toegang.test_")) and key not in kept]:
            del sys.modules[key]
        sys.modules.update(kept)
        for source, module in before.items():
            setattr(package, source, module)
    return False


def patient() -> None:
    """Hypothesis tries the same examples, however slow the machine: a deadline that passes is no noticing."""
    from hypothesis import HealthCheck, settings

    settings.register_profile(
        "mutanten", derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    settings.load_profile("mutanten")


def main() -> int:
    """Try them all. Status 1 when one was not noticed that makes a difference."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    patient()
    started, tried, equal, missed = time.monotonic(), 0, 0, list[str]()
    for naam in BRONNEN:
        source = Path(importlib.import_module(f"keukentafel.toegang.{naam}").__file__ or "").read_text(encoding="utf-8")
        if noticed(naam, ast.parse(source), list(TESTS)):
            print(f"{naam}: a test is red without any change")
            return 1
        for line, what, tree in mutants(source):
            tried += 1
            if what in GELIJK:
                equal += 1
            elif not noticed(naam, tree, list(TESTS)):
                missed.append(f"{naam}.py:{line}: {what}")
    for each in missed:
        print(each)
    took = time.monotonic() - started
    killed = tried - equal - len(missed)
    print(f"{tried} changes: {killed} noticed, {equal} make no difference, {len(missed)} missed; {took:.0f} s")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
