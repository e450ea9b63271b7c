"""The description of the interface, held against OpenAPI 3.1 by a validator of others, and the answers against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from openapi_spec_validator import OpenAPIV31SpecValidator
from pytest_django import Settings
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from keukentafel.inzicht.api import views
from keukentafel.inzicht.api.openapi import describe
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.vraag import Periode, Vraag
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.inzicht.pakketten import PEILDATUM, Maker, opname_of
from tests.inzicht.test_api import CIJFERS, LIJST, MELDINGEN, ask, command, key_of
from tests.inzicht.voorbeelden import make_figures

Als = Callable[[Gebruiker], Client]
DOCUMENT = "urn:keukentafel"


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(describe(definities(), "https://voorbeeld.invalid/api/v1")))
    return found


def validate(answer: Any, path: str, status: str = "200", kind: str = "application/json") -> None:
    """Raise ValidationError when this is not what the description promises of this path and status."""
    parts = [path.replace("~", "~0").replace("/", "~1"), "get", "responses", status]
    place = "/".join(["#/paths", *parts])
    response = document()["paths"][path]["get"]["responses"][status]
    if "$ref" in response:
        place = response["$ref"]
    place += "/content/" + kind.replace("/", "~1") + "/schema"
    known = Registry().with_resource(DOCUMENT, Resource(contents=document(), specification=DRAFT202012))
    schema = {"$ref": DOCUMENT + place}
    Draft202012Validator(schema, registry=known, format_checker=FormatChecker()).validate(answer)


def test_others_say_that_the_description_is_openapi_3_1() -> None:
    assert list(OpenAPIV31SpecValidator(document()).iter_errors()) == []


def test_it_names_both_ways_to_be_let_in(settings: Settings) -> None:
    """Found by schemathesis: a session opened what the description said to open with a key alone."""
    settings.SESSION_COOKIE_NAME = "__Host-sessie"
    found = describe(definities(), "https://voorbeeld.invalid/api/v1")
    assert found["security"] == [{"sleutel": []}, {"sessie": []}]
    assert found["components"]["securitySchemes"]["sessie"]["name"] == "__Host-sessie"


def test_every_schema_in_it_is_a_schema() -> None:
    for path, methods in document()["paths"].items():
        for status, response in methods["get"]["responses"].items():
            for kind in response.get("content", {}).values():
                Draft202012Validator.check_schema(kind["schema"])
                assert kind["schema"], (path, status)


@pytest.mark.django_db
def test_every_report_answers_as_described(motor: Motor) -> None:
    """On a random package: of one team over a part of the time where that can be asked."""
    motor.load(opname_of(Maker(1).make()))
    named = (Periode("a", date(2014, 1, 1), date(2014, 6, 30)),)
    for naam, definitie in definities().items():
        perioden = named if definitie.eigen_perioden else ()
        van = date(2014, 6, 1) if definitie.met_periode else None
        team = "t1" if definitie.met_team else ""
        vraag = Vraag(PEILDATUM, van=van, tot=van and PEILDATUM, team=team, perioden=perioden)
        validate(json.loads(json.dumps(make_report(naam, vraag, motor).as_dict())), f"/rapporten/{naam}")


def test_what_the_interface_sends_is_as_described(cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "run_report", command)
    make_figures(cast)
    key = key_of(cast, exact=False)
    tom = als(cast.tom)
    validate(json.loads(tom.get(LIJST).content), "/rapporten")
    validate(json.loads(tom.get(MELDINGEN).content), "/rapporten/meldingen")
    for client in (tom, als(cast.ana)):
        validate(json.loads(client.get(CIJFERS).content), "/cijfers")
    validate(json.loads(ask(f"{CIJFERS}/binnen/kanaal", key).content), "/cijfers/{vraag}/{figuur}")
    for status, path in (("400", f"{MELDINGEN}?van=gisteren"), ("404", "/api/v1/cijfers?team=bestaat-niet")):
        found = tom.get(path)
        assert found.status_code == int(status)
        validate(json.loads(found.content), "/rapporten/meldingen", status, "application/problem+json")


def test_an_answer_that_is_not_as_described_is_seen(cast: Cast, als: Als) -> None:
    listed = json.loads(als(cast.tom).get(LIJST).content)
    listed["rapporten"][0]["versie"] = "1"
    with pytest.raises(ValidationError):
        validate(listed, "/rapporten")
    with pytest.raises(ValidationError):
        validate({"title": "x"}, "/rapporten/meldingen", "400", "application/problem+json")
