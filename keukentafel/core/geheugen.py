"""Spare work that makes millions of small objects the search for rubbish among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

ZELDEN = 1_000_000  # objects more than were freed, before Python looks for rubbish: some hundred megabytes at the most


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Inside, Python looks for cycles among its objects once per ZELDEN new ones instead of once per 700.

    For long work in a process of its own (an import, a night's figures), whose rows are no cycles: they go when nobody
    holds them, as always. Looking through them over and over took a tenth to a sixth of the processor time.
    """
    before = gc.get_threshold()
    gc.set_threshold(ZELDEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
