"""What was recorded under a law sings for nobody whose roles work under other laws (A2; docs/adr/0021).

Everything on the case of the cast gets a law that the reader has no business with, and a canary in every free text;
then the reader, who takes part in the case, asks every screen that his role can open.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.core.models import Basismodel
from keukentafel.core.versleuteling import VersleuteldJsonveld
from keukentafel.meldingen.public import Melding
from keukentafel.plannen.models import Plan
from keukentafel.referentielijsten.public import Wet
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.public import Gebruiker, Relatie, Rol
from tests.cast import Cast
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import Scherm, expected, screens

KANARIE = "Kanariewet"
VRIJ = 100  # characters: a text field this long is free text
LEZERS = {"gwen": Rol.WERKBEGELEIDER, "max": Rol.MAATWERKSPECIALIST, "werner": Rol.MEDEWERKER_WI}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Most pages refuse; that is not worth a line each."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def _named(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def under_a_law() -> list[type[models.Model]]:
    """Every kind of record that says itself under which law it was made; a case and a melding open by their own."""
    found = [m for m in apps.get_models() if issubclass(m, Basismodel) and "wet" in _named(m)]
    return [m for m in found if m not in (Casus, Melding)]


def below(parents: list[type[models.Model]]) -> list[type[models.Model]]:
    """What hangs on such a record and has no law of its own: an appointment of a goal, a score of a measurement."""
    return [
        m
        for m in apps.get_models()
        if issubclass(m, models.Model) and "wet" not in _named(m) and not m._meta.label.split(".")[1].startswith("Hist")
        and any(f.related_model in parents for f in m._meta.concrete_fields if f.is_relation)
    ]  # fmt: skip


def free_texts(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields in which somebody writes."""
    return [
        f
        for f in model._meta.concrete_fields
        if isinstance(f, models.CharField | models.TextField) and not f.choices and (f.max_length or VRIJ) >= VRIJ
    ]


def sings(field: models.Field[Any, Any], value: Any) -> Any:
    """The canary in this field: a document keeps its shape, and sings in every text that it holds."""
    if not isinstance(field, VersleuteldJsonveld) or isinstance(value, str):
        return KANARIE
    if isinstance(value, dict):
        return {name: sings(field, one) for name, one in value.items()}
    return [sings(field, one) for one in value] if isinstance(value, list) else value


def plant(laws: list[str]) -> int:
    """Give every record these laws in turn, and every free text the canary; returns how many sing.

    What tells itself of which laws its parts are (a plan as it was given) gets one of them too.
    """
    turn, parents, count = cycle(laws), under_a_law(), 0
    for model in (*parents, *below(parents)):
        texts = free_texts(model)
        own = {"eigenaar": None} if model is Plan else {"pk": 0}  # the household's one plan is of every law
        for pk in model._default_manager.exclude(**own).values_list("pk", flat=True):
            row = model._default_manager.get(pk=pk)
            values = {field.name: sings(field, getattr(row, field.name)) for field in texts}
            if model in parents:
                values["wet"] = next(turn)
            elif "wetten" in _named(model):
                values["wetten"] = [next(turn)]
            for name, value in values.items():
                setattr(row, name, value)
            if values:
                row.save()  # not update(): some texts are encrypted for their own row
            count += bool(texts)
    return count


def open_to(rol: Rol) -> list[Scherm]:
    """The screens with an id that the matrix opens to somebody with this role who takes part in the case."""
    return [scherm for scherm in screens() if scherm.ids and 200 in expected(scherm, "GET", rol, Relatie.CASUSTEAM)]


def sung(client: Client, ids: dict[str, Any], schermen: list[Scherm]) -> set[str]:
    """The screens on which the canary is heard."""
    found = set()
    for scherm in schermen:
        if set(scherm.ids) - set(ids):
            continue
        answer = client.get(reverse(scherm.naam, kwargs={name: ids[name] for name in scherm.ids}))
        if "meekijken" in scherm.naam:  # the tablet lies on the table now
            session = client.session
            session.pop("aan_tafel", None)
            session.save()
        if answer["Content-Type"].startswith(("text", "application/json")) and KANARIE in answer.content.decode():
            found.add(scherm.naam)
    return found


def lesson(cast: Cast, naam: str) -> tuple[dict[str, Any], list[str]]:
    """Let this colleague take part in the case, full of canaries of laws that are not hers; returns the ids."""
    worker = cast.medewerkers[naam]
    ids = {name: make(cast) for name, make in VOORBEELDEN.items() if name not in ("lijst_code", "soort", "scherm")}
    Casusrol.objects.create(casus=cast.casus, medewerker=worker, rol="consulent", van=date.today())
    foreign = [law for law in Wet.values if law not in load_matrix().wetten[LEZERS[naam]]]
    assert plant(foreign) > 10
    return ids, foreign


@pytest.mark.sqlite
@pytest.mark.parametrize("naam", LEZERS)
def test_no_screen_tells_what_was_recorded_under_another_law(
    cast: Cast, als: Callable[[Gebruiker], Client], naam: str
) -> None:
    ids, _ = lesson(cast, naam)
    asked = open_to(LEZERS[naam])
    assert len(asked) > 15
    assert not sung(als(cast.gebruikers[naam]), ids, asked)


@pytest.mark.sqlite
def test_the_canaries_do_sing_for_the_regisseur(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    ids, _ = lesson(cast, "werner")
    loud = {"werkplek:casuspagina", "plannen:plan", "tijdlijn:tijdlijn", "voorzieningen:aanvraag"}
    assert sung(als(cast.noor), ids, [scherm for scherm in screens() if scherm.naam in loud]) == loud
