"""The decorator of every action: one transaction, attributed, recorded."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from keukentafel.audit.gebeurtenis import Actor
from keukentafel.audit.schrijven import post_event

P = ParamSpec("P")
R = TypeVar("R")


class NietVastgelegd(RuntimeError):
    """An action changed something without recording it; that is a fault in the action."""


def action(actie: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an action: keyword-only, with `by=`, atomic, and with at least one recorded line.

    An action called by an action adds its lines to the outermost event. Raises NietVastgelegd when
    the function records nothing (an action that had nothing to do returns before changing anything and
    records that too).
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{function.__name__}() takes keyword arguments only")
            by = cast(Actor, cast(dict[str, Any], kwargs)["by"])
            with post_event(actie, by=by) as event:
                before = len(event.posten)
                result = function(**kwargs)  # type: ignore[call-arg]
                if len(event.posten) == before:
                    raise NietVastgelegd(f"{function.__name__} legde niets vast")
                return result

        return wrapper

    return decorate
