"""Two formulations of the rules, one answer (Z7). The long run: `python -m tests.toegang.cedar`."""

import random
from itertools import chain, islice

from keukentafel.toegang.matrix import load_matrix
from tests.toegang.cedar import REGELS, Orakel, by_chance, differences, every_single

MATRIX = load_matrix()
ACTIES = sorted(MATRIX.acties)
STAP = 83  # of all that can be listed every so many; a prime, so that no role or law is left out


def test_the_product_and_cedar_decide_the_same() -> None:
    orakel = Orakel(REGELS.read_text(encoding="utf-8"))
    listed = islice(every_single(ACTIES), 0, None, STAP)
    asked = list(chain(listed, islice(by_chance(ACTIES, random.Random(7)), 5_000)))  # not a secret
    assert len(asked) > 9_000
    wrong = differences(asked, orakel, MATRIX)
    assert not wrong, f"{len(wrong)} verschillen; staat een nieuwe actie in tests/toegang/regels.cedar? {wrong[0]}"
