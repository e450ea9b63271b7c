"""The tablet lies on the table: until the worker says who she is, the session opens nothing but what is looked at.

Leaving the look-along view needs the password again (screens.md 2.5), so that a resident cannot walk back into the
file. The session keeps the only path that is open, and for whom at the table it was chosen.
"""

from typing import TypedDict, cast

from django.http import HttpRequest

SLEUTEL = "aan_tafel"
# May still be asked for: who is there, is the session open, and leaving altogether.
VRIJ = ("toegang:vergrendeld", "toegang:sessie", "toegang:uitloggen", "account_logout")


class Tafel(TypedDict):
    """What is open: every address under `pad`, for `voor` (the value in the address; empty: the household)."""

    pad: str
    voor: str


def stay_at_table(request: HttpRequest, pad: str) -> None:
    """From now on this session opens only the addresses under `pad`, for the same person at the table."""
    table: Tafel = {"pad": pad, "voor": request.GET.get("voor", "")}
    if request.session.get(SLEUTEL) != table:
        request.session[SLEUTEL] = table


def table_of(request: HttpRequest) -> Tafel | None:
    """What lies on the table in this session; None when nothing does."""
    return cast("Tafel | None", request.session.get(SLEUTEL))


def leave_table(request: HttpRequest) -> None:
    """The worker has said who she is: everything is open again."""
    request.session.pop(SLEUTEL, None)


def away_from_table(request: HttpRequest, naam: str) -> bool:
    """True when this address would lead away from what lies on the table."""
    table = table_of(request)
    if table is None or naam in VRIJ:
        return False
    return not request.path.startswith(table["pad"]) or request.GET.get("voor", "") != table["voor"]
