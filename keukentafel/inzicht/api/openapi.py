"""The description of the interface as OpenAPI 3.1, made of the register of reports so that it cannot drift."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from keukentafel.inzicht.api.lijsten import AANTAL, CIJFER, CIJFERS, RAPPORTEN
from keukentafel.inzicht.api.problemen import SOORT, VERSIE
from keukentafel.inzicht.api.vragen import BIJLAGEN, SOORTEN
from keukentafel.inzicht.register import Definitie, Rapportkolom
from keukentafel.inzicht.rekenen import Maandregel
from keukentafel.inzicht.vormen.figuurbestand import VORMEN

TYPEN: Mapping[str, dict[str, Any]] = {
    "tekst": {"type": ["string", "null"]}, "geheel": {"type": ["integer", "null"]},
    "getal": {"type": ["number", "null"]}, "datum": {"type": ["string", "null"], "format": "date"},
}  # fmt: skip
DAG = {"type": "string", "format": "date"}
TEKST = {"type": "string", "minLength": 1}
FOUTEN = ("400", "401", "403", "404", "429", "503", "504")
UITLEG = """De rapporten van Keukentafel voor andere systemen. Alleen lezen, alleen aantallen, nooit personen.

Een koppeling stuurt een sleutel mee: `Authorization: Bearer kt_…`. De beheerder maakt die onder Beheer, Koppelingen;
die van een team werkt pas als de teamleider hem bevestigt.
Een sleutel van een team geeft de rapporten van dat team die bij de sleutel staan, over een tijdvak dat voorbij is en
waarover is gepubliceerd (standaard het laatste), nooit per medewerker. Een tabel waarin iets minder dan 10 telt, of
waaruit dat volgt, is weggelaten; de kanttekeningen noemen haar.
Wie in Keukentafel is aangemeld, mag ook zonder sleutel vragen wat zijn rol mag zien.
Elke sleutel geeft de gepubliceerde cijfers, waarin aantallen onder de 10 zijn weggelaten."""


def describe(rapporten: Mapping[str, Definitie], adres: str) -> dict[str, Any]:
    """Return the document; `adres` is where the interface stands."""
    paths = {f"/rapporten/{naam}": {"get": _operation(definitie)} for naam, definitie in rapporten.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Keukentafel rapporten", "version": VERSIE, "description": UITLEG,
                 "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}},
        "servers": [{"url": adres}],
        "security": [{"sleutel": []}, {"sessie": []}],
        "paths": {"/rapporten": {"get": _listing()}, **paths, **_published()},
        "components": {
            "securitySchemes": {
                "sleutel": {"type": "http", "scheme": "bearer"},
                "sessie": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
            },
            "schemas": {"Probleem": _problem()},
            "responses": {"Probleem": {
                "description": "Waarom er geen antwoord is, in gewone taal.",
                "headers": _headers(),
                "content": {SOORT: {"schema": {"$ref": "#/components/schemas/Probleem"}}},
            }},
        },
    }  # fmt: skip


def _operation(definitie: Definitie) -> dict[str, Any]:
    content: dict[str, Any] = {SOORTEN["json"]: {"schema": _envelope(definitie)}}
    content |= {kind: {"schema": {"type": "string", "contentMediaType": kind.split(";")[0]}}
                for form, kind in SOORTEN.items() if form != "json"}  # fmt: skip
    return {
        "operationId": definitie.naam,
        "summary": definitie.titel,
        "description": f"{definitie.definitie} Versie {definitie.versie}.",
        "parameters": _parameters(definitie),
        "responses": {
            "200": {"description": definitie.populatie, "headers": _headers(), "content": content},
            **_refusals(),
        },
    }


def _parameters(definitie: Definitie) -> list[dict[str, Any]]:
    found = [
        _parameter("peildatum",
                   "Alles tot en met deze dag; zonder: vandaag, bij een sleutel het eind van het tijdvak.", DAG),
        _parameter("team", "Id van het team in het gegevenspakket.", TEKST),
        _parameter("tabel", "Welke tabel in csv of parquet.",
                   {"type": "string", "enum": [*definitie.tabellen, *BIJLAGEN], "default": "rijen"}),
        _parameter("format", "De vorm van het antwoord.", {"type": "string", "enum": [*SOORTEN], "default": "json"}),
    ]  # fmt: skip
    if definitie.met_periode:
        found += [_parameter("van", "Eerste dag van de periode.", DAG),
                  _parameter("tot", "Laatste dag van de periode.", DAG)]  # fmt: skip
    if definitie.eigen_perioden:
        named = {"type": "array", "minItems": 1, "maxItems": 24, "items": TEKST}
        found += [
            {**_parameter("periode", "NAAM=2014-01-01..2014-06-30; mag vaker.", named), "required": True},
            _parameter("maandregel", "Hoe lang een maand is.", {"type": "string", "enum": [*Maandregel]}),
        ]
    return found


def _parameter(naam: str, uitleg: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": naam, "in": "query", "description": uitleg, "schema": dict(schema)}


def _envelope(definitie: Definitie) -> dict[str, Any]:
    """The envelope of reports.md; an extra of one row is an object, of more rows a list."""
    tables: dict[str, Any] = {}
    for naam, columns in definitie.tabellen.items():
        row = _row(columns)
        rows = {"type": "array", "items": row}
        tables[naam] = rows if naam == "rijen" else {"oneOf": [rows, row]}
    count = {"type": "integer"}
    fixed = {
        "rapport": {"const": definitie.naam},
        "versie": {"const": definitie.versie},
        "peildatum": DAG,
        "periode": {"type": ["object", "null"]},
        "filters": {"type": "object"},
        "definitie": {"type": "string"},
        "populatie": {
            "type": "object",
            "properties": {"omschrijving": {"type": "string"}, "n": count, "ontbrekend": AANTAL},
            "required": ["omschrijving", "n", "ontbrekend"],
        },
        "kanttekeningen": {"type": "array", "items": {"type": "string"}},
    }
    return {"type": "object", "properties": {**fixed, **tables}, "required": [*fixed, "rijen"]}


def _row(columns: tuple[Rapportkolom, ...]) -> dict[str, Any]:
    properties = {kolom.naam: {**TYPEN[kolom.soort], "description": kolom.betekenis} for kolom in columns}
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _listing() -> dict[str, Any]:
    return {
        "operationId": "rapporten",
        "summary": "Welke rapporten er zijn, met definitie, versie, parameters en kolommen",
        "responses": {"200": _object("De rapporten, en de teams die u mag opvragen.", RAPPORTEN), **_refusals()},
    }


def _published() -> dict[str, Any]:
    """The figures of Inzicht: made beforehand, for policy without small numbers."""
    chosen = [_parameter("team", "Id van het team; zonder: de hele gemeente.", TEKST),
              _parameter("op", "De peildatum, of de laatste ervoor.", DAG)]  # fmt: skip
    path = [{"name": naam, "in": "path", "required": True, "schema": TEKST} for naam in ("vraag", "figuur")]
    forms = _parameter("format", "De vorm van het antwoord.", {"type": "string", "enum": [*VORMEN], "default": "json"})
    listed = {"operationId": "cijfers", "summary": "De gepubliceerde cijfers", "parameters": chosen,
              "responses": {"200": _object("De cijfers met hun adres.", CIJFERS), **_refusals()}}  # fmt: skip
    one = {"operationId": "cijfer", "summary": "Eén gepubliceerd cijfer", "parameters": [*path, *chosen, forms],
           "responses": {"200": _object("Het cijfer met alles wat erbij hoort.", CIJFER), **_refusals()}}  # fmt: skip
    return {"/cijfers": {"get": listed}, "/cijfers/{vraag}/{figuur}": {"get": one}}


def _object(uitleg: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": uitleg, "headers": _headers(), "content": {SOORTEN["json"]: {"schema": schema}}}


def _headers() -> dict[str, Any]:
    return {"API-Version": {"description": "Versie van deze koppeling.", "schema": {"type": "string"}}}


def _refusals() -> dict[str, Any]:
    return {status: {"$ref": "#/components/responses/Probleem"} for status in FOUTEN}


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
            "detail": {"type": "string"}, "parameter": {"type": "string"},
        },
        "required": ["type", "title", "status", "detail"],
    }  # fmt: skip
