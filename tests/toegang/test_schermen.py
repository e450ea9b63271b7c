"""Every screen, method and role through the real stack: what is not in the matrix does not exist."""

import os
from collections.abc import Callable, Iterator

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
    """Undo what a request did."""


def cells(rol: Rol) -> Iterator[tuple[int, Scherm, str, Relatie]]:
    """For one role: every screen and method; relations in full, or rotating so that all pairs are met."""
    row = list(Rol).index(rol)
    for number, scherm in enumerate(screens()):
        for method in METHODS:
            relations = RELATIES if FULL else (RELATIES[(number + row) % len(RELATIES)],)
            for relatie in relations:
                yield number, scherm, method, relatie


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
    wrong, tried = [], 0
    for _, scherm, method, relatie in cells(rol):
        unknown = [name for name in scherm.ids if name not in values]
        assert not unknown, f"{scherm.naam}: geef een voorbeeld van {unknown} in tests/toegang/voorbeelden.py"
        try:
            with transaction.atomic():
                status = visit(cast, als, scherm, method, rol, relatie, values)
                raise Terugdraaien
        except Terugdraaien:
            tried += 1
        right = expected(scherm, method, rol, relatie)
        if status not in right:
            wrong.append(f"{method} {scherm.naam} als {rol} ({relatie}): {status}, verwacht {sorted(right)}")
    print(f"{rol}: {tried} cellen")
    assert not wrong, "\n".join(wrong)


def visit(
    cast: Cast,
    als: Callable[[Gebruiker], Client],
    scherm: Scherm,
    method: str,
    rol: Rol,
    relatie: Relatie,
    values: dict[str, object],
) -> int:
    """One request by a fresh user in this role and relation; returns the status."""
    client = als(make_user(cast, rol, relatie))
    client.raise_request_exception = True
    url = reverse(scherm.naam, kwargs={name: values[name] for name in scherm.ids})
    return client.generic(method, url).status_code if method == "GET" else client.post(url, {}).status_code


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
