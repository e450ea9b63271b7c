"""The open event of this moment: what is being recorded, by whom, until it is written as one batch."""

import uuid
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.utils import timezone


class Actor(Protocol):
    """Whoever acts: a user of the product, or the system itself."""

    @property
    def pk(self) -> int | None:
        """The user's id; None for the system."""

    @property
    def rolnaam(self) -> str:
        """The roles under which he acts, as one short text."""


@dataclass(frozen=True)
class Systeem:
    """The product itself, for a scheduled task or a command."""

    pk: int | None = None
    rolnaam: str = "systeem"


SYSTEEM = Systeem()


class HeeftPk(Protocol):
    """Any stored object: its primary key is all that the log keeps."""

    pk: int


@dataclass(frozen=True, slots=True)
class Post:
    """One line to be, before it has a place in the chain. `subject` is the id of the person concerned."""

    soort: str
    actie: str
    object_soort: str = ""
    object_id: str = ""
    subject: int | None = None
    resultaat: str = "gelukt"
    reden: str = ""
    wet: str = ""
    geheim: bytes | None = None
    grond: str = ""


@dataclass(slots=True)
class Gebeurtenis:
    """Everything that one form post or one page adds to the log.

    `activiteit`: the processing activity (the purpose of the permission matrix); `grond`: on which relation the
    decision fell that opened the object now shown; `namens`: for whom the actor acts when not for himself; `vreemd`:
    the span (16 hex characters) of another system that called us, and after a space who that was.
    """

    actie: str
    actor: int | None
    rol: str
    activiteit: str = ""
    oorsprong: str = ""
    grond: str = ""
    namens: int | None = None
    vreemd: str = ""
    begonnen: datetime = field(default_factory=timezone.now)
    trace: str = field(default_factory=lambda: uuid.uuid4().hex)
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    posten: list[Post] = field(default_factory=list)
    gezien: set[tuple[str, str, int | None]] = field(default_factory=set)
    nood: frozenset[int] = frozenset()  # persons whose dossier is open in this request by break-glass only


open_event: ContextVar[Gebeurtenis | None] = ContextVar("gebeurtenis", default=None)
open_read: ContextVar[Gebeurtenis | None] = ContextVar("inzage", default=None)


NOODTOEGANG = "noodtoegang"  # the ground on each line about a person whose dossier was opened by break-glass


class InzageZonderLog(RuntimeError):
    """Personal data were read where nobody writes down who read them; that is a fault in the code."""


def record(actie: str, obj: HeeftPk | None, *, subjects: Iterable[int] = (), wet: str = "", reden: str = "") -> None:
    """Add to the open event: `actie` was done to `obj`, concerning these persons (ids; may be none).

    Raises InzageZonderLog outside an action.
    """
    event = open_event.get()
    if event is None:
        raise InzageZonderLog(f"{actie}: record() buiten een handeling")
    soort, pk = _identity(obj)
    concerned: list[int | None] = list(dict.fromkeys(subjects))
    for subject in concerned or [None]:
        ground = _ground(event, subject)
        event.posten.append(Post("schrijven", actie, soort, pk, subject, wet=wet, reden=reden, grond=ground))


def note_read(
    actie: str, obj: HeeftPk | None = None, *, subjects: Iterable[int | None], wet: str = "", reden: str = ""
) -> None:
    """Write down that data of these persons were shown: one line per person, once per page.

    `subjects=[None]`: figures, of nobody in particular; `reden` says which. Raises InzageZonderLog when no request or
    command is collecting reads.
    """
    event = open_read.get()
    if event is None:
        raise InzageZonderLog(f"{actie}: gelezen buiten een verzoek")
    soort, pk = _identity(obj)
    for subject in subjects:
        key = (actie, pk, subject)
        if key not in event.gezien:
            event.gezien.add(key)
            ground = _ground(event, subject)
            event.posten.append(Post("lezen", actie, soort, pk, subject, wet=wet, reden=reden, grond=ground))


def _ground(event: Gebeurtenis, subject: int | None) -> str:
    """On what the line about this person rests: break-glass on whichever screen, or the relation that was named."""
    read = open_read.get()
    return NOODTOEGANG if read is not None and subject in read.nood else event.grond


def mark_emergency(subjects: Iterable[int]) -> None:
    """From here on every line of this request about these persons says that it was break-glass (NEN 7513)."""
    event = open_read.get()
    if event is not None:
        event.nood = event.nood.union(subjects)


def note_search(actie: str, terms: bytes, *, hits: int) -> None:
    """Write down that someone searched; `terms` are encrypted already, only the officer can open them."""
    _note(Post("zoeken", actie, reden=f"{hits} gevonden", geheim=terms))


def note_refusal(actie: str, reden: str, obj: HeeftPk | None = None) -> None:
    """Write down that someone was refused, and why."""
    soort, pk = _identity(obj)
    _note(Post("weigeren", actie, soort, pk, resultaat="geweigerd", reden=reden))


def note_sign_in(
    actie: str, obj: HeeftPk | None, *, wie: int | None = None, gelukt: bool = True, reden: str = ""
) -> None:
    """Write down a step of logging in or out; `obj` is whose account, `wie` who he has shown to be.

    Never what was typed. Outside a request (a command, a test) nobody logs in: then it does nothing.
    """
    event = open_read.get()
    if event is None:
        return
    event.actor = event.actor if event.actor is not None else wie
    soort, pk = _identity(obj)
    event.posten.append(Post("aanmelden", actie, soort, pk, resultaat="gelukt" if gelukt else "geweigerd", reden=reden))


def name_activity(activiteit: str) -> None:
    """Say for which processing activity this request reads and writes; outside a request it does nothing."""
    event = open_read.get()
    if event is not None:
        event.activiteit = activiteit


def name_ground(grond: str, *, namens: int | None = None) -> None:
    """Say on which relation the object that is shown next was opened, and on whose behalf (NEN 7513).

    What is noted after this carries it. Outside a request it does nothing.
    """
    event = open_read.get()
    if event is not None:
        event.grond, event.namens = grond, namens


def _note(post: Post) -> None:
    event = open_read.get()
    if event is None:
        raise InzageZonderLog(f"{post.actie}: buiten een verzoek")
    event.posten.append(post)


def _identity(obj: HeeftPk | None) -> tuple[str, str]:
    return ("", "") if obj is None else (type(obj).__name__.lower(), str(obj.pk))
