"""A process that destroys what was agreed to and is killed on the way: `python -m tests.privacy.gedood POINT`.

On the database of DATABASE_URL: `begin` fills it with a case on a list that was agreed to; any other word of PUNTEN
destroys it, and dies there; `heel` lets it come to its end.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

#: Where it dies: before or after each step towards the disk.
PUNTEN = ("voor_voornemen", "na_voornemen", "voor_commit", "na_commit", "voor_gedaan", "na_gedaan", "heel")


def dies(at: str, before: str, after: str, do: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, that kills its process before or after its work when that is the point."""

    def killed(*args: Any, **named: Any) -> Any:
        if at == before:
            os.kill(os.getpid(), signal.SIGKILL)
        found = do(*args, **named)
        if at == after:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    return killed


def begin() -> None:
    """A closed case of which every term has passed, on a list that two people agreed to."""
    from tests.cast import make_cast
    from tests.privacy.test_vernietigen import agreed, old_case

    cast = make_cast()
    old_case(cast)
    agreed(cast)


def destroy(at: str) -> None:
    """Carry the list out, and die at this point."""
    from django.db import connection

    from keukentafel.audit.public import SYSTEEM
    from keukentafel.privacy.bewaren import vernietigen
    from keukentafel.privacy.models import Vernietigingslijst
    from tests.privacy.test_vernietigen import STRAKS

    own: Any = vernietigen
    link: Any = connection
    announce, commit, told = dies(at, "voor_voornemen", "na_voornemen", own.announce), link._commit, list[int]()

    def announced(*args: Any) -> Any:
        told.append(1)
        return announce(*args)

    def committed() -> None:
        dies(at if told else "", "voor_commit", "na_commit", commit)()  # the first commit after the intention

    own.announce, link._commit = announced, committed
    own.conclude = dies(at, "voor_gedaan", "na_gedaan", own.conclude)
    vernietigen.execute(by=SYSTEEM, lijst=Vernietigingslijst.objects.get(), op=STRAKS)


if __name__ == "__main__":
    django.setup()
    from keukentafel.core.muur import name_system

    name_system("proef met vernietigen")
    begin() if sys.argv[1] == "begin" else destroy(sys.argv[1])
