"""Ids swapped in the address: a child of another dossier never opens through one's own, nor the other way round."""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import assign_regisseur, open_casus
from keukentafel.meldingen.models import Doorverwijzing, Meldingsamenvoeging
from keukentafel.meldingen.public import Meldinggegevens, register_melding
from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
from keukentafel.toegang.public import Gebruiker, Relatie, Rol, load_matrix
from tests.cast import LANG_GELEDEN, Cast
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import Scherm, screens

# The ids that are a dossier by themselves; every other id in the same address hangs on it.
DOSSIERS = ("casus_id", "huishouden_id", "melding_id", "aanvraag_id")
# Not a row of the dossier: a position and a version number, and who works where.
GEEN_KIND = {"nummer", "versie"}
PAREN = [
    scherm
    for scherm in screens()
    if len(scherm.ids) > 1 and scherm.ids[0] in DOSSIERS and not GEEN_KIND & set(scherm.ids)
]


class Terugdraaien(Exception):
    """Undo what one visit did."""


METHODS, DICHT = ("GET", "POST"), (403, 404, 405)
OPENT = 60  # of a hundred pairs that open with her own ids, at least


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Refusals are what is asked for here."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def elsewhere(cast: Cast, team: str) -> Cast:
    """The same cast, with a dossier of another household in this team, and its regisseur in Noor's place."""
    other = copy.copy(cast)
    day = date.today() - timedelta(days=20)
    for naam in ("mieke", "jan", "kind"):
        setattr(other, naam, Persoon.objects.create(voornamen=naam.capitalize(), achternaam="Elders"))
    other.gezin = Huishouden.objects.create(naam="Gezin Elders")
    for persoon in (other.mieke, other.jan, other.kind):
        Huishoudlid.objects.create(huishouden=other.gezin, persoon=persoon, rol="volwassene", van=LANG_GELEDEN)
    other.noord = getattr(cast, team)
    other.casus = open_casus(
        by=SYSTEEM, huishouden=other.gezin, persoon=other.mieke, team=other.noord, aangemeld_op=day
    )
    worker = "zeno" if team == "zuid" else "tom"
    assign_regisseur(by=SYSTEEM, casus=other.casus, medewerker=cast.medewerkers[worker], op=day)
    return other


def examples(cast: Cast) -> dict[str, object]:
    """An example of every id that these addresses take."""
    names = {name for scherm in PAREN for name in scherm.ids} - {"doorverwijzing_id", "meldingsamenvoeging_id"}
    made: dict[str, object] = {name: VOORBEELDEN[name](cast) for name in sorted(names)}
    given = Meldinggegevens("Vraag", persoon=cast.mieke, team=cast.noord, melder_soort="professional", melder_naam="X")
    first, second = (register_melding(by=SYSTEEM, gegevens=given, door=cast.medewerkers["sanne"]) for _ in range(2))
    day = date.today()
    passed = Doorverwijzing.objects.create(melding=first, naar="Humanitas", op=day, volgen_voor=day)
    merged = Meldingsamenvoeging.objects.create(
        blijft=first, dubbel=second, op=day, voor={"eigenaar": None, "blijft_eerste_contact": None}
    )
    return made | {"melding_id": first.pk, "doorverwijzing_id": passed.pk, "meldingsamenvoeging_id": merged.pk}


def status(client: Client, method: str, scherm: Scherm, values: dict[str, object]) -> int:
    """One visit, of which nothing stays."""
    url = reverse(scherm.naam, kwargs={name: values[name] for name in scherm.ids})
    try:
        with transaction.atomic():
            answer = client.get(url) if method == "GET" else client.post(url, {})
            raise Terugdraaien
    except Terugdraaien:
        return answer.status_code


def _refused(scherm: Scherm, method: str) -> tuple[int, ...]:
    """403 as well where the matrix opens nothing of a colleague's dossier to a regisseur: there it may be known."""
    matrix = load_matrix()
    action = matrix.acties.get(matrix.action_for(scherm.naam, method) or "")
    return (403,) if action is not None and (Rol.REGISSEUR, Relatie.ZELFDE_TEAM) not in action.mag else ()


def test_there_are_pairs_to_swap() -> None:
    assert len(PAREN) > 30


@pytest.mark.sqlite  # PostgreSQL has a wall on top of the same questions: it can only open less
@pytest.mark.parametrize("team", ["zuid", "noord"])
def test_a_child_of_another_dossier_does_not_open(cast: Cast, als: Callable[[Gebruiker], Client], team: str) -> None:
    own, other = examples(cast), examples(elsewhere(cast, team))
    client, wrong = als(cast.noor), []
    there = [scherm.naam for scherm in PAREN if any(status(client, m, scherm, own) not in DICHT for m in METHODS)]
    assert len(there) >= len(PAREN) * OPENT // 100, f"{len(there)} van {len(PAREN)} gaan met eigen nummers open"
    for scherm in PAREN:
        dossier = scherm.ids[0]
        for what, values in (
            ("eigen dossier, ander kind", other | {dossier: own[dossier]}),
            ("ander dossier, eigen kind", own | {dossier: other[dossier]}),
        ):
            for method in METHODS:
                found = status(client, method, scherm, values)
                if found not in (404, 405, *_refused(scherm, method)):
                    wrong.append(f"{method} {scherm.naam}: {what}: {found}")
    assert not wrong, "\n".join(wrong)
