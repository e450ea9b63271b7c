"""The decision, on facts alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.toegang.beslissing import Feiten, decide
from keukentafel.toegang.matrix import MatrixFout, load_matrix, parse_matrix
from keukentafel.toegang.states import Label, Reden, Relatie, Rol, Veld

MATRIX = load_matrix()
ACTIES = sorted(MATRIX.acties)
facts = st.builds(
    Feiten,
    actie=st.sampled_from(ACTIES),
    rollen=st.frozensets(st.sampled_from(Rol), max_size=3),
    tweede_factor=st.booleans(),
    relaties=st.one_of(st.none(), st.frozensets(st.sampled_from(Relatie), max_size=3)),
    wet=st.sampled_from(["algemeen", "wmo", "jeugd", "participatie", "schulden", "veiligheid"]),
    label=st.sampled_from(Label),
    op_lijst=st.booleans(),
    zelfde_gemeente=st.booleans(),
)


@given(facts)
def test_nobody_gets_in_on_conflict_shield_law_role_or_factor(feiten: Feiten) -> None:
    besluit = decide(feiten, MATRIX)
    if besluit.toegestaan:
        assert feiten.zelfde_gemeente and feiten.tweede_factor and feiten.rollen
        assert feiten.relaties is None or Relatie.BELANG not in feiten.relaties
        assert feiten.label is not Label.AFGESCHERMD or feiten.op_lijst
        assert any(feiten.wet in MATRIX.wetten[rol] for rol in feiten.rollen)
    else:
        assert not besluit.velden


@given(facts, st.sampled_from(Rol))
def test_more_roles_never_take_away(feiten: Feiten, extra: Rol) -> None:
    more = Feiten(**{s: getattr(feiten, s) for s in Feiten.__slots__} | {"rollen": feiten.rollen | {extra}})
    if decide(feiten, MATRIX).toegestaan:
        assert decide(more, MATRIX).velden >= decide(feiten, MATRIX).velden


@pytest.mark.parametrize(
    "rol", [Rol.FUNCTIONEEL_BEHEERDER, Rol.BELEIDSANALIST, Rol.PRIVACY_OFFICER, Rol.LOKETMEDEWERKER]
)
def test_no_dossier_for_roles_without_cases(rol: Rol) -> None:
    for relatie in Relatie:
        feiten = Feiten("casus_inzien", {rol}, True, {relatie})
        assert not decide(feiten, MATRIX).toegestaan


def test_bsn_only_for_who_works_on_the_case() -> None:
    same_team = decide(Feiten("casus_inzien", {Rol.WIJKTEAMLID}, True, {Relatie.ZELFDE_TEAM}), MATRIX)
    on_case = decide(Feiten("casus_inzien", {Rol.WIJKTEAMLID}, True, {Relatie.CASUSTEAM}), MATRIX)
    assert not same_team.mag_zien(Veld.BSN)
    assert on_case.mag_zien(Veld.BSN)


def test_a_stranger_is_told_nothing() -> None:
    besluit = decide(Feiten("casus_inzien", {Rol.REGISSEUR}, True, frozenset()), MATRIX)
    assert (besluit.toegestaan, besluit.verborgen, besluit.reden) == (False, True, Reden.NIET_IN_MATRIX)


def test_an_unknown_word_in_the_matrix_stops_the_start() -> None:
    data = {"veldset": {"x": ["toverdrank"]}, "rol": {}, "actie": {}, "scherm": {}}
    with pytest.raises(MatrixFout):
        parse_matrix(data)
