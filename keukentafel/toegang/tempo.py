"""How often somebody may ask what is expensive, or what gives much away (ASVS 2.4.1, 6.3.1): `tempo.toml`.

Counted per user who is logged in and per address of who is not, in the database (core/tellen.py): all workers count
together. Who asks too often gets 429 with a page that says when he can go on; what he typed stands in that page, so
that one click sends it again. In the log stands once per window that it happened.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from keukentafel.audit.public import note_refusal
from keukentafel.core.tellen import count
from keukentafel.toegang.matrix import load_matrix

PATH = Path(__file__).with_name("tempo.toml")
GEHEIM = re.compile(r"password|wachtwoord|^(sleutel|code|credential)$")  # names of fields that are never put in a page
CSRF = "csrfmiddlewaretoken"  # the page has one of its own
TERUG_HOOGSTENS = 60_000  # characters typed that fit in the page; a longer form waits in the browser and as a draft


class TempoFout(ValueError):
    """tempo.toml names a screen that the matrix does not know, one screen twice, or a limit that is none."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """How often something may be asked: at most so many times per so many seconds, per user and per address."""

    code: str
    naam: str
    gebruiker: tuple[tuple[int, int], ...]
    adres: tuple[tuple[int, int], ...]


@cache
def load_tempo() -> Mapping[tuple[str, str], Tempo]:
    """Return the limit of each (name of a screen, method) that has one. Raises TempoFout."""
    return parse_tempo(tomllib.loads(PATH.read_text(encoding="utf-8")))


def parse_tempo(data: Mapping[str, Any]) -> dict[tuple[str, str], Tempo]:
    """Turn the TOML into limits per screen and method, checking every name in it. Raises TempoFout."""
    screens = load_matrix().schermen
    found: dict[tuple[str, str], Tempo] = {}
    for code, entry in data.items():
        limits = {kind: tuple((int(most), int(seconds)) for most, seconds in entry.get(kind, ()))
                  for kind in ("gebruiker", "adres")}  # fmt: skip
        if not any(limits.values()) or any(min(pair) < 1 for pairs in limits.values() for pair in pairs):
            raise TempoFout(f"tempo.toml: {code} heeft geen grens, of een grens van nul")
        tempo = Tempo(code, str(entry["naam"]), limits["gebruiker"], limits["adres"])
        for screen, methods in entry["schermen"].items():
            for method in methods:
                if (screen, method) not in screens or (screen, method) in found:
                    raise TempoFout(f"tempo.toml: {screen} {method} staat niet in de matrix, of staat hier twee keer")
                found[screen, method] = tempo
    return found


def too_often(request: HttpRequest, name: str, user_id: int | None) -> HttpResponse | None:
    """Count this request when its screen has a limit (HEAD asks as much as GET); the answer for who is beyond it."""
    method = "GET" if request.method == "HEAD" else request.method or "GET"
    tempo = load_tempo().get((name, method))
    if tempo is None or not settings.TEMPO:
        return None
    limits = tempo.adres if user_id is None else tempo.gebruiker
    if not limits:
        return None
    who = f"a{line_of(request.META.get('REMOTE_ADDR', ''))}" if user_id is None else f"g{user_id}"
    counted = count(f"{tempo.code}:{who}", [seconds for _, seconds in limits])
    beyond = [(most, told) for (most, _), told in zip(limits, counted, strict=True) if told.aantal > most]
    if not beyond:
        return None
    if any(told.aantal == most + 1 for most, told in beyond):
        note_refusal(load_matrix().action_for(name, method) or name, "te_vaak")
    return _answer(request, tempo, max(told.tot for _, told in beyond), public=user_id is None)


def line_of(adres: str) -> str:
    """The line that an address belongs to: of IPv6 its first 64 bits, for who has one such line has all the others."""
    try:
        ip = ip_address(adres)
    except ValueError:
        return adres[:60]
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip_network((ip, 64), strict=False).network_address
    return str(ip)


def _answer(request: HttpRequest, tempo: Tempo, until: int, *, public: bool) -> HttpResponse:
    """429 for a browser, htmx or a script, with the seconds to wait."""
    wait = max(until - int(timezone.now().timestamp()), 1)
    response: HttpResponse
    if "application/json" in request.headers.get("Accept", ""):
        response = JsonResponse({"reden": "te_vaak", "seconden": wait}, status=429)
    else:
        clock = timezone.localtime(datetime.fromtimestamp(until, tz=timezone.get_current_timezone()))
        typed = _typed(request)
        said = {
            "wat": tempo.naam,
            "seconden": wait,
            "om": f"{clock.hour}.{clock.minute:02d}",
            "velden": typed,
            "zonder_sleutel": not any(key.endswith("idempotentiesleutel") for key, _ in typed or ()),
            "te_lang": request.method == "POST" and typed is None,
            "adres": request.get_full_path(),
            "opnieuw": request.method == "GET" or bool(typed),
            "bestand": bool(request.method == "POST" and request.FILES),
            "openbaar": public,
        }
        response = render(request, "toegang/te_vaak.html", said, status=429)
    response["Retry-After"] = str(wait)
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]] | None:
    """What was typed, to send it again from the page; nothing secret. None when it is too long for a page."""
    if request.method != "POST":
        return []
    if any(map(GEHEIM.search, request.POST)):
        return []
    fields = [(key, value) for key, values in request.POST.lists() for value in values if key != CSRF]
    return fields if sum(len(key) + len(value) for key, value in fields) <= TERUG_HOOGSTENS else None
