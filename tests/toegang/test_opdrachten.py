"""Every command is declared and leaves a line in the log before it begins; every operation of the interface too.

Z1; BIO2 8.18.02, B10.
"""

from __future__ import annotations

import sys
from copy import deepcopy
from tomllib import loads
from typing import Any

import pytest
from django.db import DatabaseError
from django.urls import resolve

from keukentafel import __main__ as console
from keukentafel.audit.models import Regel
from keukentafel.inzicht.api.openapi import describe
from keukentafel.inzicht.register import definities
from keukentafel.toegang import opdrachten
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.opdrachten import parse_opdrachten
from keukentafel.toegang.public import OpdrachtGeweigerd, run_opdracht

FILE: dict[str, Any] = loads(opdrachten.PATH.read_text(encoding="utf-8"))


def test_a_gap_or_a_doubt_in_the_file_is_an_error() -> None:
    for change in ({"wie": "iemand"}, {"doel": "nieuwsgierigheid"}, {"wat": ""}):
        data = deepcopy(FILE)
        data["opdracht"]["export"] |= change
        with pytest.raises(ValueError, match="export"):
            parse_opdrachten(data)
    with pytest.raises(ValueError, match="flush"):
        parse_opdrachten(FILE | {"opdracht": FILE["opdracht"] | {"flush": FILE["opdracht"]["shell"]}})


@pytest.mark.django_db
def test_a_command_leaves_its_line_before_it_begins() -> None:
    seen: list[int] = []
    run_opdracht("export", lambda: seen.append(Regel.objects.filter(actie="opdracht_gestart").count()))
    line = Regel.objects.get(actie="opdracht_gestart")
    assert seen == [1]
    assert line.reden.startswith("export (") and line.activiteit == "beheer" and line.rol == "systeem"


@pytest.mark.django_db
@pytest.mark.parametrize("naam", ["dumpdata", "flush", "onzin"])
def test_what_is_not_declared_does_nothing(naam: str) -> None:
    ran: list[str] = []
    with pytest.raises(OpdrachtGeweigerd):
        run_opdracht(naam, lambda: ran.append(naam))
    assert not ran and not Regel.objects.filter(actie="opdracht_gestart").exists()


def test_without_a_log_nothing_begins_but_what_makes_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def write(opdracht: opdrachten.Opdracht) -> None:
        order.append("regel")
        if "werk" not in order:
            raise DatabaseError("geen tabel")

    monkeypatch.setattr(opdrachten, "write_line", write)
    with pytest.raises(OpdrachtGeweigerd, match="logboek"):
        run_opdracht("shell", lambda: order.append("werk"))
    assert order == ["regel"]
    run_opdracht("migrate", lambda: order.append("werk"))
    assert order[1:] == ["regel", "werk", "regel"]


def test_the_console_script_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["keukentafel", "flush", "--no-input"])
    monkeypatch.setattr(console, "execute_from_command_line", lambda argv: pytest.fail("het begon"))
    with pytest.raises(SystemExit, match="wist alles"):
        console.main()


def test_every_operation_of_the_interface_stands_in_the_matrix() -> None:
    described = describe(definities(), "https://voorbeeld.invalid")["paths"]
    assert len(described) > 5
    for path, methods in described.items():
        name = resolve(f"/api/v1{path.translate({ord(sign): None for sign in '{}'})}").view_name
        for method in methods:
            assert load_matrix().action_for(name, method.upper()) is not None, (path, method, name)
