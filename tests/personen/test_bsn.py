"""BSN: the 11-test, eight digits, and that nothing of it leaks in a message."""

from __future__ import annotations

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.personen.bsn import BsnOngeldig, is_bsn, mask_bsn, normalise_bsn


def test_an_official_test_number_passes_however_it_is_typed() -> None:
    for typed in ("999990639", "9999.90.639", " 9999 90 639 ", "9999-90-639"):
        assert normalise_bsn(typed) == "999990639"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "000000000",
        "00000000",
        "999990638",
        "99999063",
        "9999906390",
        "abcdefghi",
        "٩٩٩٩٩٠٦٣٩",
        "999990639\n1",
    ],
)
def test_what_is_no_bsn_is_refused(typed: str) -> None:
    assert not is_bsn(typed)
    with pytest.raises(BsnOngeldig):
        normalise_bsn(typed)


@given(st.integers(10_000_000, 99_999_999))
def test_the_eleven_test_of_eight_digits_equals_that_of_nine_with_a_zero(number: int) -> None:
    digits = str(number)
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    weighed = sum(int(digit) * weight for digit, weight in zip(f"0{digits}", weights, strict=True))
    assert is_bsn(digits) == (weighed % 11 == 0)
    if is_bsn(digits):
        assert normalise_bsn(digits) == f"0{digits}"


def test_a_refusal_repeats_nothing_of_what_was_typed() -> None:
    with pytest.raises(BsnOngeldig) as refused:
        normalise_bsn("123456789")
    assert "123456789" not in "".join(traceback.format_exception_only(refused.value))
    assert refused.value.__cause__ is None


def test_a_masked_number_shows_two_digits() -> None:
    assert mask_bsn("999990639") == "•••••••39"
    assert mask_bsn("") == ""
