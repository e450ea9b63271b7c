"""What a landing could forget: a command without a row, an action without its rule in Cedar (Z1, Z7)."""

from pathlib import Path

from django.core.management import get_commands

from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.opdrachten import load_opdrachten

REGELS = Path(__file__).parents[1] / "toegang" / "regels.cedar"


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
