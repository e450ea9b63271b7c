"""The table of the ASVS (docs/asvs.md): complete, and no row points nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.architectuur.asvs import TABEL, Eis, faults, known_levels, read_table


def test_every_requirement_has_a_row_and_every_proof_exists() -> None:
    text = TABEL.read_text(encoding="utf-8")
    assert faults(read_table(text), text) == []


def test_the_standard_is_whole() -> None:
    levels = list(known_levels().values())
    assert [levels.count(level) for level in "123"] == [70, 183, 92]


@pytest.mark.parametrize(("change", "said"), [
    ({"bewijs": ("core/test_bestaat_niet.py",)}, "core/test_bestaat_niet.py is not there"),
    ({"bewijs": ("core/test_omvang.py::test_bestaat_niet",)}, "core/test_omvang.py::test_bestaat_niet is not there"),
    ({"bewijs": ("docs/bestaat-niet.md",)}, "docs/bestaat-niet.md is not there"),
    ({"bewijs": ()}, "nothing proves it"),
    ({"staat": "n.v.t.", "hoe": ""}, "no reason"),
    ({"staat": "misschien"}, "no state misschien"),
    ({"niveau": "3"}, "has another level"),
    ({"nummer": "1.1.99"}, "1.1.1 is missing"),
    ({"nummer": "1.1.2"}, "1.1.2 is there 2 times"),
])  # fmt: skip
def test_a_planted_row_is_seen(change: dict[str, str], said: str) -> None:
    rows: list[Eis] = read_table(TABEL.read_text(encoding="utf-8"))
    assert rows[0].nummer == "1.1.1"
    assert any(said in fault for fault in faults([replace(rows[0], **change), *rows[1:]]))  # type: ignore[arg-type]
