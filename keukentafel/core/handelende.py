"""Who acts: the user id of the running action, for the history of every object it touches."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_acting: ContextVar[int | None] = ContextVar("handelende", default=None)


@contextmanager
def acting(user_id: int | None) -> Iterator[None]:
    """Attribute every saved version inside the block to this user (None: the system)."""
    token = _acting.set(user_id)
    try:
        yield
    finally:
        _acting.reset(token)


def current_user_id() -> int | None:
    """Id of the user on whose behalf we act now, or None for the system."""
    return _acting.get()
