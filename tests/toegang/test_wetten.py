"""Which laws a reader sees on a case, on facts alone (A2; docs/adr/0021)."""

from itertools import combinations

import pytest

from keukentafel.referentielijsten.public import Wet
from keukentafel.toegang.beslissing import readable_laws
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.public import Rol

MATRIX = load_matrix()
WI, ALLES = Rol.MEDEWERKER_WI, Rol.REGISSEUR


@pytest.mark.parametrize("rol", Rol)
def test_without_a_ground_the_laws_of_the_role_count_and_safety_never(rol: Rol) -> None:
    for holds in (False, True):
        found = readable_laws({rol}, MATRIX, eigen={"wmo"}, rol_op_casus=holds)
        assert found == MATRIX.wetten[rol] - {"veiligheid"}


def test_with_a_ground_and_no_decision_only_the_law_of_the_case_is_open() -> None:
    assert readable_laws({ALLES}, MATRIX, eigen={"wmo"}, besluit=set()) == {"algemeen", "wmo"}
    assert readable_laws({ALLES}, MATRIX, eigen={"algemeen"}, besluit=set()) == {"algemeen"}
    assert readable_laws({WI}, MATRIX, eigen={"wmo"}, besluit=set(), rol_op_casus=True) == {"algemeen"}


def test_a_decision_opens_what_it_names_to_who_works_under_one_of_its_laws_on_this_case() -> None:
    named = {"wmo", "schulden"}
    assert readable_laws({WI}, MATRIX, eigen={"algemeen"}, besluit=named, rol_op_casus=True) == {"algemeen", *named}
    assert readable_laws({WI}, MATRIX, eigen={"algemeen"}, besluit=named) == {"algemeen", "schulden"}
    assert readable_laws({ALLES}, MATRIX, eigen={"algemeen"}, besluit=named) == {"algemeen", *named}


def test_who_works_under_none_of_its_laws_gets_nothing_by_it() -> None:
    for rol in (Rol.KETENPARTNER, Rol.LOKETMEDEWERKER, Rol.BELEIDSANALIST):
        assert readable_laws({rol}, MATRIX, eigen={"wmo"}, besluit={"wmo", "jeugd"}, rol_op_casus=True) == {"algemeen"}
    assert readable_laws({WI}, MATRIX, besluit={"wmo", "jeugd"}, rol_op_casus=True) == {"algemeen"}
    general = {"algemeen", "jeugd"}  # what is general is everybody's: it makes nobody join
    assert readable_laws({WI}, MATRIX, eigen={"wmo"}, besluit=general, rol_op_casus=True) == {"algemeen"}
    assert not readable_laws(set(), MATRIX, eigen={"wmo"}, besluit={"wmo"}, rol_op_casus=True)


def test_in_every_case_nothing_is_open_but_by_role_case_or_decision() -> None:
    laws = sorted(Wet.values)
    for rol in Rol:
        for named in ({*pair} for pair in combinations(laws, 2)):
            for own in laws:
                found = readable_laws({rol}, MATRIX, eigen={own}, besluit=named, rol_op_casus=True)
                assert "veiligheid" not in found
                assert found <= {"algemeen", own, *named}
                assert found - named <= MATRIX.wetten[rol]
