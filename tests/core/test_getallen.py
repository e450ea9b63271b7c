"""Text that should be a number."""

import pytest

from keukentafel.core.getallen import positive_int


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("007", 7), ("999999999", 999_999_999)])
def test_a_number_is_read(text: str, number: int) -> None:
    assert positive_int(text) == number


@pytest.mark.parametrize("text", ["", "0", "-1", "²", "١", "1.0", "1e3", "1000000000", " 1", "x", "\0"])
def test_anything_else_is_no_number(text: str) -> None:
    assert positive_int(text) is None
