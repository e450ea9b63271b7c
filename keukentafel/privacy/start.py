"""The start page of the privacy officer: one line per subject, with what waits and what is too late."""

from collections.abc import Callable
from dataclasses import dataclass

from keukentafel.core.register import Register


@dataclass(frozen=True, slots=True)
class Startregel:
    """One subject on the start page.

    `wacht`: what is to be done, in words; `alarm`: what is too late or broken; `over`: what one does there.
    """

    naam: str
    url: str
    wacht: str = ""
    alarm: str = ""
    over: str = ""


# Filled in AppConfig.ready() by each subject of this room; called once per page, at most three questions each.
STARTREGELS: Register[Callable[[], Startregel]] = Register("onderwerpen van de privacy officer")


def start_lines() -> list[Startregel]:
    """What each subject has to say now, in the order in which they were registered."""
    return [make() for make in STARTREGELS]
