"""Long work looks for rubbish less often, and leaves Python as it was."""

import gc

import pytest

from keukentafel.core.geheugen import ZELDEN, seldom_collected


def test_inside_it_is_seldom_and_afterwards_as_before() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="halverwege"), seldom_collected():
        assert gc.get_threshold() == (ZELDEN, *before[1:])
        raise ValueError("halverwege")
    assert gc.get_threshold() == before
