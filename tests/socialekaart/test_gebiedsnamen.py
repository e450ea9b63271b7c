"""Areas of one name are told apart."""

from __future__ import annotations

from keukentafel.socialekaart.public import tell_areas_apart


def test_a_wijk_and_a_buurt_of_one_name_get_their_kind_and_twins_their_code(db: None) -> None:
    found = tell_areas_apart([
        ("W1", "Centrum", "wijk"), ("B1", "Centrum", "buurt"), ("B2", "Oost", "buurt"),
        ("B3", "Noord", "buurt"), ("B4", "Noord", "buurt"),
    ])  # fmt: skip
    assert found == {
        "W1": "Centrum (wijk)", "B1": "Centrum (buurt)", "B2": "Oost", "B3": "Noord (B3)", "B4": "Noord (B4)",
    }  # fmt: skip
