"""`decide` beside the same rules in Cedar: who is allowed, and which fields are open (Z7).

`python -m tests.toegang.cedar --decisions 1000000 --seed 1` compares and prints how many decisions were the same.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, islice, product
from pathlib import Path
from typing import Any

import cedarpy

from keukentafel.toegang.beslissing import Feiten, decide
from keukentafel.toegang.matrix import Matrix, load_matrix
from keukentafel.toegang.states import Label, Relatie, Rol, Veld

REGELS = Path(__file__).with_name("regels.cedar")
WETTEN = ("algemeen", "wmo", "jeugd", "participatie", "schulden", "veiligheid")
GREEP = 20_000  # decisions that are asked of Cedar at once
# Which fields each set opens, in the words of the rule table; written here a second time as well.
VELDEN = {
    "geen": set(),
    "wie": {Veld.IDENTITEIT},
    "bereik": {Veld.IDENTITEIT, Veld.CONTACT},
    "gevraagd": {Veld.IDENTITEIT, Veld.INHOUD},
    "meelezer": {Veld.INHOUD},
    "nood": {Veld.IDENTITEIT, Veld.CONTACT, Veld.INHOUD, Veld.VEILIGHEID},
    "aanvraag": {Veld.IDENTITEIT, Veld.CONTACT, Veld.BSN},
    "werk": {Veld.IDENTITEIT, Veld.CONTACT, Veld.INHOUD},
    "team": {Veld.IDENTITEIT, Veld.CONTACT, Veld.INHOUD, Veld.INTERN},
    "volledig": set(Veld) - {Veld.CIJFERS},
    "cijfers": {Veld.CIJFERS},
}


def _name(rollen: frozenset[Rol] | tuple[Rol, ...]) -> str:
    return "+".join(sorted(rollen)) or "niemand"


def people() -> cedarpy.Entities:
    """Everybody who can be: one for each set of at most three roles."""
    roles: list[dict[str, Any]] = [{"uid": {"type": "Rol", "id": rol}, "attrs": {}, "parents": []} for rol in Rol]
    staff: list[dict[str, Any]] = [
        {
            "uid": {"type": "Medewerker", "id": _name(held)},
            "attrs": {"werkt_hier": True} if held else {},
            "parents": [{"type": "Rol", "id": rol} for rol in held],
        }
        for size in range(4)
        for held in combinations(Rol, size)
    ]
    return cedarpy.Entities.from_json_str(json.dumps([*roles, *staff]))


def _asked(feiten: Feiten) -> dict[str, Any]:
    """The same question, as Cedar takes it."""
    return {
        "principal": f'Medewerker::"{_name(frozenset(feiten.rollen))}"',
        "action": f'Action::"{feiten.actie}"',
        "resource": 'Dossier::"x"',
        "context": {
            "zelfde_gemeente": feiten.zelfde_gemeente,
            "tweede_factor": feiten.tweede_factor,
            "dossier": feiten.relaties is not None,
            "relaties": sorted(feiten.relaties or ()),
            "wet": feiten.wet,
            "label": feiten.label,
            "op_lijst": feiten.op_lijst,
            "beperkt": feiten.beperkt,
        },
    }


class Orakel:
    """The rules in Cedar, read once."""

    def __init__(self, regels: str) -> None:
        self.regels = cedarpy.PolicySet.from_str(regels)
        self.mensen = people()

    def answers(self, vragen: list[Feiten]) -> list[tuple[bool, frozenset[Veld]]]:
        """Allowed or not, and the fields that all rules together open. Raises ValueError when Cedar stumbles."""
        found = []
        for answer in cedarpy.is_authorized_batch([_asked(each) for each in vragen], self.regels, self.mensen):
            if answer.diagnostics.errors:
                raise ValueError(answer.diagnostics.errors)
            opened: set[Veld] = set()
            if answer.allowed:
                for rule in answer.diagnostics.id_annotations_by_reason.values():
                    opened |= VELDEN[rule.rsplit("/", 1)[1]]
            found.append((answer.allowed, frozenset(opened)))
        return found


def every_single(acties: list[str]) -> Iterator[Feiten]:
    """Every action with every role, at most one relation (or no dossier), law, stand-still, label, list: no chance."""
    alone = [None, frozenset[Relatie](), *(frozenset({relation}) for relation in Relatie)]
    for actie, rol, relaties, wet in product(acties, Rol, alone, WETTEN):
        yield Feiten(actie, frozenset({rol}), True, relaties, wet)
        yield Feiten(actie, frozenset({rol}), True, relaties, wet, beperkt=True, crisisdienst=True)
    for actie, rol, relaties, label, listed, factor, here in product(
        acties, Rol, alone, Label, (False, True), (False, True), (False, True)
    ):
        yield Feiten(actie, frozenset({rol}), factor, relaties, "algemeen", label, listed, here)


def by_chance(acties: list[str], dobbel: random.Random) -> Iterator[Feiten]:
    """Sets of up to three roles and four relations, for ever; the barriers are mostly open, or all would be refused."""
    while True:
        relaties = frozenset(dobbel.sample(list(Relatie), dobbel.choice((0, 1, 1, 2, 2, 3, 4))))
        yield Feiten(
            actie=dobbel.choice(acties),
            rollen=frozenset(dobbel.sample(list(Rol), dobbel.choice((0, 1, 1, 2, 2, 3)))),
            tweede_factor=dobbel.random() < 0.95,
            relaties=None if dobbel.random() < 0.3 else relaties,
            wet=dobbel.choice(WETTEN),
            label=dobbel.choice(list(Label)),
            op_lijst=dobbel.random() < 0.8,
            zelfde_gemeente=dobbel.random() < 0.95,
            crisisdienst=dobbel.random() < 0.5,
            beperkt=dobbel.random() < 0.3,
        )


def in_emergency(feiten: Feiten) -> Feiten:
    """The same question with break-glass open; only for who was refused a dossier on crisis duty."""
    return replace(feiten, relaties=(feiten.relaties or frozenset()) | {Relatie.NOODTOEGANG})


def differences(vragen: list[Feiten], orakel: Orakel, matrix: Matrix) -> list[str]:
    """What the two say differently, in words: allowed, the fields, and what break-glass would open where it refuses."""
    said = orakel.answers(vragen)
    crisis = [
        each
        for each, (allowed, _) in zip(vragen, said, strict=True)
        if not allowed and each.crisisdienst and each.relaties is not None
    ]
    opened = orakel.answers([in_emergency(each) for each in crisis])
    nood = {id(each): fields for each, (_, fields) in zip(crisis, opened, strict=True)}
    found = []
    for feiten, (allowed, fields) in zip(vragen, said, strict=True):
        besluit, could = decide(feiten, matrix), nood.get(id(feiten), frozenset())
        if (besluit.toegestaan, besluit.velden, besluit.noodvelden) != (allowed, fields, could):
            found.append(f"{feiten}: product {besluit}, cedar {allowed} {sorted(fields)} nood {sorted(could)}")
    return found


def main() -> int:
    """Compare as many as asked: first all that can be listed, then by chance. Status 1 at the first difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    matrix, orakel = load_matrix(), Orakel(REGELS.read_text(encoding="utf-8"))
    acties, started = sorted(matrix.acties), time.monotonic()
    source = chain(every_single(acties), by_chance(acties, random.Random(asked.seed)))  # not a secret
    compared = allowed = 0
    while compared < asked.decisions:
        vragen = list(islice(source, min(GREEP, asked.decisions - compared)))
        if wrong := differences(vragen, orakel, matrix):
            print(f"{len(wrong)} differences, the first: {wrong[0]}")
            return 1
        compared += len(vragen)
        allowed += sum(decide(each, matrix).toegestaan for each in vragen)
    took = time.monotonic() - started
    print(f"{compared} decisions the same, {allowed} of them allowed; seed {asked.seed}, {took:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
