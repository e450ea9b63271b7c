"""What a landing could forget: a command without a row, an action without its rule in Cedar, a test of the decision."""

import ast
from pathlib import Path

from django.core.management import get_commands

from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.opdrachten import load_opdrachten
from tests.toegang.mutanten import TESTS

TOEGANG = Path(__file__).parents[1] / "toegang"
REGELS = TOEGANG / "regels.cedar"


def test_every_command_is_declared_or_refused() -> None:
    known = load_opdrachten()
    missing = set(get_commands()) - {*known.toegestaan, *known.geweigerd}
    assert not missing, f"zet deze opdrachten in keukentafel/toegang/opdrachten.toml: {sorted(missing)}"
    own = {naam for naam, app in get_commands().items() if str(app).startswith("keukentafel.")}
    assert own <= set(known.toegestaan)


def test_every_action_has_its_rule_in_cedar() -> None:
    rules = REGELS.read_text(encoding="utf-8")
    missing = [actie for actie in load_matrix().acties if f'Action::"{actie}"' not in rules]
    assert not missing, f"schrijf ook in tests/toegang/regels.cedar wie dit mag: {missing}"


def test_every_test_of_the_decision_alone_takes_part_in_mutation() -> None:
    """Z10: else a rule that came later (the stand-still of AVG 18 did) is changed and nothing turns red."""
    pure = {path.stem for path in TOEGANG.glob("test_*.py") if "import decide" in _imports(path) and _is_pure(path)}
    assert "test_volgorde" in pure
    assert pure <= set(TESTS), f"zet deze in tests/toegang/mutanten.py: {sorted(pure - set(TESTS))}"


def _imports(path: Path) -> str:
    """The lines of a module that import something, each name on its own: `import decide`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return "\n".join(f"import {alias.name}" for node in found for alias in node.names)


def _is_pure(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return "django_db" not in text and "cast: Cast" not in text
