"""Every screen, method and role through the real stack: what is not in the matrix does not exist."""

import copy
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.public import Gebruiker, Relatie, Rol
from tests.cast import Cast
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import BIBLIOTHEEK, RELATIES, Scherm, expected, make_user, screens

FULL = os.environ.get("KEUKENTAFEL_MATRIX") == "heel"  # `make matrix`
METHODS = ("GET", "POST")


class Terugdraaien(Exception):
    """Undo what happened in a block of `undone`."""


@contextmanager
def undone() -> Iterator[None]:
    """Whatever the block writes, the next one does not find it."""
    try:
        with transaction.atomic():
            yield
            raise Terugdraaien
    except Terugdraaien:
        pass


def cells(rol: Rol) -> dict[Relatie, list[tuple[Scherm, str]]]:
    """For one role: every screen and method by relation; in full, or rotating so that all pairs are met."""
    row = list(Rol).index(rol)
    found: dict[Relatie, list[tuple[Scherm, str]]] = {}
    for number, scherm in enumerate(screens()):
        for relatie in RELATIES if FULL else (RELATIES[(number + row) % len(RELATIES)],):
            found.setdefault(relatie, []).extend((scherm, method) for method in METHODS)
    return found


def test_every_screen_is_in_the_matrix() -> None:
    declared = {name for name, _ in load_matrix().schermen}
    missing = [s.naam for s in screens() if s.naam not in declared and not s.naam.startswith(BIBLIOTHEEK)]
    assert not missing, f"zet deze schermen in toegang/matrix.toml: {missing}"


def test_the_matrix_names_no_screen_that_is_gone() -> None:
    known = {s.naam for s in screens()}
    assert not {name for name, _ in load_matrix().schermen} - known


@pytest.mark.parametrize("rol", list(Rol))
def test_walk(rol: Rol, cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    values = {name: make(cast) for name, make in VOORBEELDEN.items()}
    unknown = {name for scherm in screens() for name in scherm.ids if name not in values}
    assert not unknown, f"geef een voorbeeld van {unknown} in tests/toegang/voorbeelden.py"
    wrong, tried, opened = [], 0, 0
    for relatie, visits in cells(rol).items():
        with undone():
            client = als(make_user(cast, rol, relatie))
            cookies = copy.deepcopy(client.cookies)
            for scherm, method in visits:
                client.cookies = copy.deepcopy(cookies)  # logged in, whatever the visit before did
                with undone():
                    status = visit(client, scherm, method, values)
                tried, opened = tried + 1, opened + (status == 200)
                right = expected(scherm, method, rol, relatie)
                if status not in right:
                    wrong.append(f"{method} {scherm.naam} als {rol} ({relatie}): {status}, verwacht {sorted(right)}")
    print(f"{rol}: {tried} cellen, {opened} geopend")
    assert opened, "niemand kwam binnen"
    assert not wrong, "\n".join(wrong)


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
        assert response.status_code == 302 and "/login/" in response["Location"], scherm.naam
