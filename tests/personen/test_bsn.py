"""BSN: the 11-test, eight digits, and that nothing of it leaks in a message."""

from __future__ import annotations

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.personen.bsn import BsnOngeldig, find_bsn, is_bsn, mask_bsn, normalise_bsn


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


SPACED = (
    "999990639", "9999.90.639", "9999-90-639", "9999 90 639", "99 99 90 639", "999 990 639", "9999/90/639",
    "9999\u2011 90\u2011 639", "9999\u00a090\u00a0639", "9999 - 90 - 639", "9 9 9 9 9 0 6 3 9", "99999 0639",
    "９９９９９０６３９",
)  # fmt: skip


@pytest.mark.parametrize("typed", SPACED)
@pytest.mark.parametrize(
    "around", ["{}", "bsn:{}.", "Haar bsn is {}, van 12-3-1988", "BSN{}x", "tel. 043 123 45 67; {}"]
)
def test_a_bsn_is_found_in_a_text_however_it_is_spaced(typed: str, around: str) -> None:
    text = around.format(typed)
    assert find_bsn(text) == (start := around.index("{"), start + len(typed))


@pytest.mark.parametrize("before", ["12-3-1988 ", "6217 AB 12, ", "4 kinderen 2 "])
def test_a_bsn_is_found_behind_other_numbers(before: str) -> None:
    for typed in ("999990639", "9999.90.639", "999 990 639"):
        assert find_bsn(before + typed) == (len(before), len(before) + len(typed))


@pytest.mark.parametrize(
    "text",
    [
        "", "999990638", "9999906390", "1999990639", "99999063", "06 12345678", "+31 6 12345678", "0031 43 123 4567",
        "043-1234567", "geboren 12-3-1988", "999990639" + "1", "de 9 en de 10",
    ],
)  # fmt: skip
def test_other_numbers_are_no_bsn(text: str) -> None:
    assert find_bsn(text) is None


@given(
    st.integers(0, 9_999_999), st.sampled_from(["06{:08d}", "0{:02d}-{:07d}", "+31 {:02d} {:07d}", "0031{:02d}{:07d}"])
)
def test_no_telephone_number_is_taken_for_a_bsn(number: int, form: str) -> None:
    text = form.format(number * 7) if form.startswith("06") else form.format(10 + number % 90, number)
    assert find_bsn(text) is None


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1900, 2026), st.integers(0, 99))
def test_no_date_with_a_number_beside_it_is_taken_for_a_bsn(day: int, month: int, year: int, number: int) -> None:
    assert find_bsn(f"{day}-{month}-{year} {number}") is None


def test_a_refusal_repeats_nothing_of_what_was_typed() -> None:
    with pytest.raises(BsnOngeldig) as refused:
        normalise_bsn("123456789")
    assert "123456789" not in "".join(traceback.format_exception_only(refused.value))
    assert refused.value.__cause__ is None


def test_a_masked_number_shows_two_digits() -> None:
    assert mask_bsn("999990639") == "•••••••39"
    assert mask_bsn("") == ""
