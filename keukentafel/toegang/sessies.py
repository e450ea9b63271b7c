"""The sessions of one user: where he is logged in, and ending them (ASVS 7.4.3, 7.4.5, 7.5.2).

A session is named by a mark of its own, never by its key: with the key somebody else would be logged in.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from keukentafel.audit.public import action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.toegang.models import Gebruiker

KENMERK, APPARAAT, VANAF = "kenmerk", "apparaat", "vanaf"  # in the session, since it was opened
ONBEKEND = "Onbekend apparaat"
# The first that fits: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
BROWSERS = ("Edg:Edge", "OPR/:Opera", "Firefox", "Chrome", "Safari")
SYSTEMEN = ("Android", "iPhone", "iPad", "Windows", "CrOS:Chromebook", "Mac OS:Mac", "Linux")


@dataclass(frozen=True, slots=True)
class Sessieregel:
    """One session of a user as he sees it; `deze`: the one he asks with. Without `kenmerk` it is from before marks."""

    kenmerk: str
    apparaat: str
    vanaf: str
    begonnen: datetime | None
    laatst: datetime | None
    deze: bool


def mark_session(request: HttpRequest) -> None:
    """Give a session that was just opened its mark, and write in it on what device that was."""
    request.session[KENMERK] = uuid.uuid4().hex
    request.session[APPARAAT] = device_of(request.META.get("HTTP_USER_AGENT", ""))
    request.session[VANAF] = str(request.META.get("REMOTE_ADDR", ""))[:64]


def device_of(agent: str) -> str:
    """In a few words what a browser says it is: "Firefox op Windows"."""
    browser, system = _first(BROWSERS, agent), _first(SYSTEMEN, agent)
    return f"{browser} op {system}" if browser and system else browser or system or ONBEKEND


def _first(names: tuple[str, ...], agent: str) -> str:
    return next((name.rpartition(":")[2] for name in names if re.search(re.escape(name.partition(":")[0]), agent)), "")


def sessions_of(gebruiker: Gebruiker, huidig: str | None) -> list[Sessieregel]:
    """The open sessions of this user, the one with the key `huidig` first, then the newest. One query."""
    found = [
        Sessieregel(
            str(data.get(KENMERK, "")), str(data.get(APPARAAT, ONBEKEND)), str(data.get(VANAF, "")),
            _moment(data.get("begonnen")), _moment(data.get("laatst_actief")), key == huidig,
        )
        for key, data in _open(gebruiker)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.deze, -(one.laatst.timestamp() if one.laatst else 0), one.kenmerk))


def end_every_session() -> int:
    """Take away every session of everybody, for a database that was put back: what was ended since is open in it."""
    return Session.objects.all().delete()[0]


def end_sessions(gebruiker: Gebruiker, *, behalve: str | None = None, kenmerk: str = "") -> int:
    """Take away the open sessions of this user, wherever he is logged in; returns how many.

    `behalve`: the key of one that stays; `kenmerk`: only the session with this mark.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    keys = [key for key, data in _open(gebruiker) if key != behalve and kenmerk in ("", data.get(KENMERK))]
    for key in keys:
        store(key).delete()
    return len(keys)


@action("sessies_beeindigd")
def end_own_sessions(*, by: Gebruiker, behalve: str | None, kenmerk: str = "") -> int:
    """A user ends another session of his own, or without `kenmerk` all of them but the one he asks with.

    Raises Regelfout when there is none (any more).
    """
    ended = end_sessions(by, behalve=behalve, kenmerk=kenmerk)
    if not ended:
        raise Regelfout("Daar bent u niet meer ingelogd.")
    record("sessies_beeindigd", by, reden=str(ended))
    return ended


def _open(gebruiker: Gebruiker) -> Iterator[tuple[str, dict[str, Any]]]:
    """Key and contents of each session of this user that has not lapsed; whose it is stands only in its contents."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).order_by():
        data = session.get_decoded()
        if data.get(SESSION_KEY) == str(gebruiker.pk):
            yield session.session_key, data


def _moment(seconds: Any) -> datetime | None:
    return datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone()) if seconds else None
