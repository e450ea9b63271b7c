"""The order in which a decision falls, its reason, and whether a refusal hides that anything is there (security 2.3).

Each barrier alone, each pair of barriers (the earlier one wins), and what the refusal tells. Facts alone, no database.
"""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from keukentafel.toegang.beslissing import Besluit, Feiten, decide
from keukentafel.toegang.matrix import Actie, Matrix
from keukentafel.toegang.states import Label, Plaatsingseis, Reden, Relatie, Rol, Uitkomst, Veld

A, B = Rol.REGISSEUR, Rol.BACKOFFICE_WMO
ZIEN, NOOD, INTERN = frozenset({Veld.INHOUD}), frozenset({Veld.VEILIGHEID}), frozenset({Veld.INTERN})
LEZEN = Actie(
    "lezen", "Lezen", "zorg",
    {(A, Relatie.ZELFDE_TEAM): ZIEN, (A, Relatie.REGISSEUR): INTERN, (A, Relatie.NOODTOEGANG): NOOD,
     (B, "altijd"): ZIEN, (B, Relatie.GEEN): INTERN, (B, Relatie.NOODTOEGANG): ZIEN},
)  # fmt: skip
MATRIX = Matrix(
    rollen={A: "", B: ""},
    wetten={A: frozenset({"algemeen", "jeugd", "wams"}), B: frozenset({"algemeen", "wmo"})},
    plaatsing={A: Plaatsingseis.TEAM, B: Plaatsingseis.DIENST},
    acties={"lezen": LEZEN},
    schermen={("scherm", "GET"): "lezen"},
    doelen={"zorg": frozenset({"algemeen", "jeugd", "wmo"})},
)
MAG = Feiten("lezen", {A}, True, {Relatie.ZELFDE_TEAM})
# In the order of security.md: what stands in the way, the reason, and whether it hides that there is a dossier.
SLAGBOMEN: list[tuple[dict[str, Any], Reden, bool]] = [
    ({"zelfde_gemeente": False}, Reden.ANDERE_GEMEENTE, True),
    ({"relaties": {Relatie.ZELFDE_TEAM, Relatie.BELANG}}, Reden.BELANG, True),
    ({"tweede_factor": False}, Reden.GEEN_TWEEDE_FACTOR, False),
    ({"rollen": frozenset()}, Reden.GEEN_ROL, True),
    ({"label": Label.AFGESCHERMD}, Reden.AFGESCHERMD, True),
    ({"actie": "onbekend"}, Reden.ONBEKENDE_ACTIE, False),
    ({"wet": "wams"}, Reden.ANDER_DOEL, True),
]


def told(feiten: Feiten) -> tuple[bool, Reden, bool]:
    """Allowed, why, and hidden; a refusal opens no field."""
    besluit = decide(feiten, MATRIX)
    assert besluit.toegestaan is (besluit.reden is Reden.TOEGESTAAN)
    assert besluit.toegestaan or not besluit.velden
    return besluit.toegestaan, besluit.reden, besluit.verborgen


def test_with_no_barrier_it_is_allowed_with_the_fields_of_every_relation() -> None:
    assert decide(MAG, MATRIX) == Besluit(True, Reden.TOEGESTAAN, ZIEN)
    both = replace(MAG, relaties={Relatie.ZELFDE_TEAM, Relatie.REGISSEUR})
    assert decide(both, MATRIX) == Besluit(True, Reden.TOEGESTAAN, ZIEN | INTERN)
    assert decide(replace(MAG, rollen={A, B}), MATRIX).velden == ZIEN | INTERN


@pytest.mark.parametrize(("way", "reden", "hidden"), SLAGBOMEN)
def test_each_barrier_stops_alone(way: dict[str, Any], reden: Reden, hidden: bool) -> None:
    assert told(replace(MAG, **way)) == (False, reden, hidden)


def test_the_earlier_barrier_wins() -> None:
    for (first, reden, hidden), (second, _, _) in combinations(SLAGBOMEN, 2):
        assert told(replace(MAG, **second, **first)) == (False, reden, hidden)


def test_without_a_dossier_nothing_is_hidden_by_a_missing_role() -> None:
    assert told(replace(MAG, rollen=frozenset(), relaties=None)) == (False, Reden.GEEN_ROL, False)


def test_a_shield_stops_who_is_not_on_its_list_and_nobody_else() -> None:
    assert decide(replace(MAG, label=Label.AFGESCHERMD, op_lijst=True), MATRIX).toegestaan
    assert decide(replace(MAG, label=Label.GEVOELIG), MATRIX).toegestaan
    assert decide(replace(MAG, op_lijst=True), MATRIX).toegestaan
    nothing = replace(MAG, rollen={B}, relaties=None, label=Label.AFGESCHERMD, op_lijst=True)
    assert decide(nothing, MATRIX).toegestaan


def test_a_law_counts_per_role() -> None:
    assert told(replace(MAG, wet="wmo")) == (False, Reden.ANDERE_WET, True)
    assert told(replace(MAG, wet="jeugd")) == (True, Reden.TOEGESTAAN, False)
    both = replace(MAG, rollen={A, B}, wet="wmo")  # only the other role works under it: its rights, and no more
    assert decide(both, MATRIX) == Besluit(True, Reden.TOEGESTAAN, INTERN)


@pytest.mark.parametrize(
    ("relaties", "hidden"),
    [
        (set(), True),
        ({Relatie.GEEN}, True),
        ({Relatie.OUD_LID}, True),
        ({Relatie.GEEN, Relatie.OUD_LID}, True),
        ({Relatie.CASUSTEAM}, False),
        ({Relatie.OUD_LID, Relatie.CASUSTEAM}, False),
    ],
)
def test_a_stranger_is_told_nothing_and_a_colleague_that_he_may_not(relaties: set[Relatie], hidden: bool) -> None:
    assert told(replace(MAG, relaties=relaties)) == (False, Reden.NIET_IN_MATRIX, hidden)


def test_what_concerns_no_dossier_is_another_right() -> None:
    assert told(replace(MAG, relaties=None)) == (False, Reden.NIET_IN_MATRIX, False)
    assert decide(replace(MAG, rollen={B}, relaties=None), MATRIX).velden == ZIEN
    assert decide(replace(MAG, rollen={B}, relaties=set()), MATRIX).velden == INTERN


def test_break_glass_is_told_only_where_it_may_be_used() -> None:
    refused = replace(MAG, relaties={Relatie.CASUSTEAM})
    crisis = replace(refused, crisisdienst=True)
    assert decide(crisis, MATRIX).noodvelden == NOOD
    assert decide(crisis, MATRIX).uitkomst is Uitkomst.NOODTOEGANG_MOGELIJK
    assert decide(replace(crisis, rollen={A}, wet="jeugd"), MATRIX).noodvelden == NOOD
    assert decide(refused, MATRIX).uitkomst is Uitkomst.GEWEIGERD
    assert decide(MAG, MATRIX).uitkomst is Uitkomst.TOEGESTAAN
    for way in ({"relaties": None}, {"label": Label.AFGESCHERMD, "op_lijst": True}, *(s[0] for s in SLAGBOMEN)):
        assert decide(replace(crisis, **way), MATRIX).noodvelden == frozenset()
    assert not decide(replace(MAG, crisisdienst=True), MATRIX).noodvelden


def test_break_glass_opens_its_own_fields_and_never_a_shield() -> None:
    assert decide(replace(MAG, relaties={Relatie.NOODTOEGANG}), MATRIX).velden == NOOD
    shielded = replace(MAG, relaties={Relatie.NOODTOEGANG}, label=Label.AFGESCHERMD, op_lijst=True)
    assert told(shielded) == (False, Reden.NIET_IN_MATRIX, True)


def test_a_field_is_seen_only_when_the_decision_allows_it() -> None:
    assert Besluit(True, Reden.TOEGESTAAN, ZIEN).mag_zien(Veld.INHOUD)
    assert not Besluit(True, Reden.TOEGESTAAN, ZIEN).mag_zien(Veld.BSN)
    assert not Besluit(False, Reden.BELANG, ZIEN).mag_zien(Veld.INHOUD)
    assert Besluit(True, Reden.TOEGESTAAN).velden == frozenset() == Besluit(True, Reden.TOEGESTAAN).noodvelden
    assert not Besluit(True, Reden.TOEGESTAAN).verborgen


def test_facts_that_were_not_given_are_the_careful_ones_or_the_plain_ones() -> None:
    bare = Feiten("lezen", {A}, True)
    assert (bare.relaties, bare.wet, bare.label) == (None, "algemeen", Label.NORMAAL)
    assert (bare.op_lijst, bare.zelfde_gemeente, bare.crisisdienst) == (False, True, False)


def test_a_screen_asks_its_own_action() -> None:
    assert MATRIX.action_for("scherm", "GET") == MATRIX.action_for("scherm", "HEAD") == "lezen"
    assert MATRIX.action_for("scherm", "POST") is None
    assert MATRIX.action_for("ander", "GET") is None
    assert LEZEN.rollen == {A, B}
