"""A form changes what its fields say and nothing else: every column of every model offered along (security.md 6.2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from keukentafel.toegang.public import Gebruiker
from tests.aanval.telling import Telling
from tests.aanval.wereld import Deur, Wereld, doors, enough, make_wereld, plausible, view_of, watched, writes
from tests.cast import Cast
from tests.toegang.test_schermen import undone

pytestmark = pytest.mark.usefixtures("quiet")

STAP = 48
LUKT = 30  # of a hundred forms that do their work when filled in by rule, at least
#: Fields of the form of a screen that this button leaves out: its own page asks for them.
OOK = {"taken:uitstellen": {"reden"}}
Geschreven = list[tuple[str, tuple[object, ...]]]


def offers() -> dict[str, list[str]]:
    """Every column by its name, with a value that would differ from what is there."""
    found: dict[str, list[str]] = {"is_superuser": ["on"], "is_staff": ["on"], "pk": ["777777771"]}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            found.setdefault(field.name, [other(field)])
            found.setdefault(field.attname, [other(field)])
    return found


def other(field: models.Field) -> str:
    """A value of this kind that nobody has."""
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField):
        return "1901-02-03 04:05:06"
    if isinstance(field, models.DateField):
        return "1901-02-03"
    numeric = isinstance(field, models.IntegerField | models.DecimalField | models.ForeignKey | models.AutoField)
    return "7777777" if numeric else "kanarie-toegewezen"


def sent(wereld: Wereld, deur: Deur, data: dict[str, list[str]]) -> tuple[int, Geschreven]:
    """The status of one POST, and what it wrote; nothing of it stays."""
    with undone(), writes() as written:
        status = wereld.ask(deur.gebruiker, "POST", deur.formulier.adres, data).status_code
    return status, list(written)


def test_a_form_changes_only_its_own_fields(
    cast: Cast, als: Callable[[Gebruiker], Client], telling: Telling, aantal: int | None
) -> None:
    wereld, columns, changed = make_wereld(cast, als), offers(), 0
    with watched(wereld):
        found = list(doors(wereld, 1 if aantal else STAP))
        for deur in found:
            for ticks in (False, True):
                data = deur.formulier.filled(plausible, vinkjes=ticks)
                status, plain = sent(wereld, deur, data)
                if status == 302:
                    break
            own = (
                {"versie"}
                | OOK.get(view_of(deur.formulier.adres), set())
                | {name.split("-")[-1] for name in deur.formulier.velden}
                | set(deur.formulier.velden)
            )
            more = {name: value for name, value in columns.items() if name not in own}
            after, along = sent(wereld, deur, more | data)
            telling.tried("kolom bij een formulier dat lukt" if status == 302 else "kolom bij een formulier", len(more))
            changed += status == 302
            if after >= 500:
                telling.fout(f"{after} {(wereld.mis or ['?'])[0]}", deur.formulier.adres)
            refused = after == 422 and not along  # a field of the form that this page does not show was filled in wrong
            if (after, along) != (status, plain) and not refused:
                differs = [one for one, two in zip(along, plain, strict=False) if one != two]
                where = f"{deur.formulier.adres} schrijft iets anders"
                telling.bevinding(where, f"{status} {after} {differs[:1]!s:.300}")
    print(f"{len(columns)} kolommen")
    enough(wereld, telling, len(found))
    telling.reached("formulieren die iets wijzigden", changed, len(found) * LUKT // 100)
    telling.close()
