"""Every screen, method and role through the real stack: what is not in the matrix does not exist."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache as cache_of_process
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from config import urls
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.public import SLEUTELDEUREN, Gebruiker, Relatie, Rol
from tests.cast import Cast
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import BIBLIOTHEEK, RELATIES, Scherm, at_the_gate, carry, expected, make_user, screens

FULL = os.environ.get("KEUKENTAFEL_MATRIX") == "heel"  # `make matrix`
ALL = FULL or connection.vendor == "sqlite"  # what the gate refuses asks no room, and is the same on PostgreSQL
OPEN, SHUT = 1, 1  # roles that visit each screen on PostgreSQL, past the gate: to whom it opens, and to whom not
METHODS = ("GET", "POST")
GENOEG = 40_000  # cells of the walk in full (Z2)
GELOPEN: dict[Rol, tuple[int, int, float]] = {}  # by role: cells tried, cells wrong, seconds


class Terugdraaien(Exception):
    """Undo what happened in a block of `undone`."""


class Loper(Client):
    """Asks for a status and nothing else: keeps no templates and no cookies of what it visits."""

    def request(self, **request: Any) -> Any:
        """Answer through the real stack, with the cookies of the log in, whatever a visit before set."""
        return self.handler(self._base_environ(**request))


@contextmanager
def undone() -> Iterator[None]:
    """Whatever the block writes, the next one does not find it."""
    try:
        with transaction.atomic():
            yield
            raise Terugdraaien
    except Terugdraaien:
        pass


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The walk reads statuses: half of them are refusals, of which the page is looked at by a test of its own."""
    monkeypatch.setattr(urls, "handler403", lambda request, exception: HttpResponse(status=403))
    monkeypatch.setattr(urls, "handler404", lambda request, exception: HttpResponse(status=404))
    logging.disable(logging.ERROR)  # thousands of refusals, each with its traceback
    yield
    logging.disable(logging.NOTSET)


def cells(rol: Rol) -> dict[Relatie, list[tuple[Scherm, str]]]:
    """For one role: every screen and method by relation; in full, or rotating so that all pairs are met.

    On PostgreSQL only a few that come past the gate: see `few_past_the_gate`.
    """
    row = list(Rol).index(rol)
    found: dict[Relatie, list[tuple[Scherm, str]]] = {}
    for number, scherm in enumerate(screens()):
        for method in METHODS:
            usual = RELATIES if FULL else (RELATIES[(number + row) % len(RELATIES)],)
            for relatie in usual if ALL else few_past_the_gate(number, scherm, method).get(rol, ()):
                found.setdefault(relatie, []).append((scherm, method))
    return found


@cache_of_process
def few_past_the_gate(number: int, scherm: Scherm, method: str) -> dict[Rol, tuple[Relatie, ...]]:
    """Who visits a screen on PostgreSQL, beginning with another role and relation for each screen.

    Whether the gate refuses and what the matrix says is no question for a database; what a screen asks of it is.
    """
    past = [rol for rol in turned(tuple(Rol), number) if at_the_gate(scherm, method, rol) is None]
    few: dict[Rol, tuple[Relatie, ...]] = {}
    left = {True: OPEN, False: SHUT}
    for rol in past:
        for relatie in turned(RELATIES, number):
            opens = 200 in expected(scherm, method, rol, relatie)
            if left[opens]:
                left[opens] -= 1
                few[rol] = (*few.get(rol, ()), relatie)
                break
    return few


def turned(row: tuple[Any, ...], by: int) -> tuple[Any, ...]:
    """The same row, beginning further on."""
    by %= len(row)
    return row[by:] + row[:by]


def test_every_screen_is_in_the_matrix() -> None:
    declared = {name for name, _ in load_matrix().schermen}
    missing = [s.naam for s in screens() if s.naam not in declared and not s.naam.startswith(BIBLIOTHEEK)]
    assert not missing, f"zet deze schermen in toegang/matrix.toml: {missing}"


def test_the_matrix_names_no_screen_that_is_gone() -> None:
    known = {s.naam for s in screens()}
    assert not {name for name, _ in load_matrix().schermen} - known


@pytest.mark.parametrize("rol", list(Rol))
def test_walk(rol: Rol, cast: Cast, als: Callable[[Gebruiker], Client], bare_refusals: None) -> None:
    values = {name: make(cast) for name, make in VOORBEELDEN.items()}
    unknown = {name for scherm in screens() for name in scherm.ids if name not in values}
    assert not unknown, f"geef een voorbeeld van {unknown} in tests/toegang/voorbeelden.py"
    wrong, tried, opened, handler, begun = [], 0, 0, Client().handler, time.monotonic()
    for relatie, visits in cells(rol).items():
        cache.clear()  # the counters that slow down guessing are per address, and all walk from one
        with undone():
            client, user = Loper(), make_user(cast, rol, relatie)
            known = als(user)
            carry(known, user)
            client.handler, client.cookies = handler, known.cookies
            for scherm, method in visits:
                with undone():
                    status = visit(client, scherm, method, values)
                tried, opened = tried + 1, opened + (status == 200)
                right = expected(scherm, method, rol, relatie)
                if status not in right:
                    wrong.append(f"{method} {scherm.naam} als {rol} ({relatie}): {status}, verwacht {sorted(right)}")
    GELOPEN[rol] = tried, len(wrong), time.monotonic() - begun
    print(f"{rol}: {tried} cellen, {opened} geopend")
    assert opened or not ALL, "niemand kwam binnen"
    assert not wrong, "\n".join(wrong)


@pytest.mark.skipif(not FULL, reason="counts the walk in full: make matrix")
def test_the_walk_in_full_is_as_long_as_it_must_be() -> None:
    tried, wrong, took = (sum(column) for column in zip(*GELOPEN.values(), strict=True))
    print(f"{len(GELOPEN)} rollen, {tried:.0f} cellen, {wrong:.0f} verkeerd, {took:.0f} s")
    assert set(GELOPEN) == set(Rol) and tried >= GENOEG and not wrong


@pytest.mark.parametrize("naam", ["noor", "lot", "bea", "karin"])
def test_a_refusal_has_a_page_for_every_role(cast: Cast, als: Callable[[Gebruiker], Client], naam: str) -> None:
    client = als(cast.gebruikers[naam])
    gone = client.get(f"/casussen/{cast.casus.pk + 99}/")
    assert gone.status_code == (404 if naam == "noor" else 403)
    assert "Mieke" not in gone.content.decode()
    assert client.get("/bestaat-niet/").status_code == 404


def visit(client: Client, scherm: Scherm, method: str, values: dict[str, object]) -> int:
    """One request; returns the status."""
    url = reverse(scherm.naam, kwargs={name: values[name] for name in scherm.ids})
    return client.get(url).status_code if method == "GET" else client.post(url, {}).status_code


def test_without_login_nothing_is_shown(cast: Cast) -> None:
    client = Client()
    values = {name: make(cast) for name, make in VOORBEELDEN.items()}
    matrix = load_matrix()
    for scherm in screens():
        action = matrix.action_for(scherm.naam, "GET")
        if action is None or action == "openbaar":
            continue
        response = client.get(reverse(scherm.naam, kwargs={name: values[name] for name in scherm.ids}))
        if scherm.naam in dict(SLEUTELDEUREN.items()):  # for another system: it is told, not sent away
            assert response.status_code == 401, scherm.naam
            continue
        assert response.status_code == 302 and "/login/" in response["Location"], scherm.naam
