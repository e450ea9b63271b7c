"""What the interface gives beside the reports, as JSON Schema: which reports there are, and what was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TEKST, GEHEEL, JA_NEE = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
DAG = {"type": "string", "format": "date"}
AANTAL = {"type": ["integer", "null"]}
TEKSTEN = {"type": "array", "items": TEKST}


def whole(**velden: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object that has these fields, all of them and no others."""
    return {"type": "object", "properties": velden, "required": [*velden], "additionalProperties": False}


def many(rij: Mapping[str, Any]) -> dict[str, Any]:
    """Return a list of these."""
    return {"type": "array", "items": rij}


PAREN = many({"type": "array", "prefixItems": [TEKST, TEKST], "minItems": 2, "maxItems": 2})
TEAMS = many(whole(id=TEKST, naam=TEKST))
KOLOMMEN = many(whole(naam=TEKST, soort=TEKST, betekenis=TEKST))

RAPPORTEN = whole(
    rapporten=many(whole(
        naam=TEKST, versie=GEHEEL, titel=TEKST, definitie=TEKST, populatie=TEKST, parameters=TEKSTEN,
        tabellen={"type": "object", "additionalProperties": KOLOMMEN}, op_te_vragen=JA_NEE, adres=TEKST,
    )),
    teams=TEAMS, formaten=TEKSTEN,
)  # fmt: skip
CIJFERS = whole(
    peildatum=DAG, peildatums=many(DAG), kleine_aantallen_weggelaten=JA_NEE, teams=TEAMS,
    cijfers=many(whole(vraag=TEKST, naam=TEKST, titel=TEKST, meet=TEKST, n=AANTAL, adres=TEKST)),
)  # fmt: skip
CIJFER = whole(
    naam=TEKST, vraag=TEKST, soort=TEKST, titel=TEKST, meet=TEKST, rapport=TEKST, versie=GEHEEL, definitie=TEKST,
    populatie=TEKST, peildatum=DAG, van=TEKST, tot=TEKST, n=AANTAL, ontbrekend=AANTAL,
    kolommen=many(whole(naam=TEKST, soort={"enum": ["tekst", "geheel", "getal"]})),
    rijen=many(many({"type": ["string", "integer", "number", "null"]})), merken=PAREN, breuken=PAREN,
    kanttekeningen=TEKSTEN, sleutels=TEKSTEN, klik=GEHEEL,
    celsleutels=many({"type": "array", "prefixItems": [GEHEEL, GEHEEL, TEKST], "minItems": 3, "maxItems": 3}),
)  # fmt: skip
