"""Every model is a word of the glossary, explained once; every field says how private it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.apps.registry import Apps
from django.db import models

from keukentafel.core.privacy import Privacy
from tests.architectuur.house import ROOT, own_models

GLOSSARY = ROOT / "docs/begrippen.md"
COLUMNS = 4  # term, meaning, source, not to be confused with


def glossary(text: str) -> dict[str, list[str]]:
    """Return the rows of the glossary's tables by term, lower case. A term stands in the first cell."""
    rows: dict[str, list[str]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        term = re.sub(r"[`*]", "", cells[0]).lower()
        if line.startswith("|") and term != "begrip" and not set(term) <= set("-: "):
            assert term not in rows, f"{term} is explained twice"
            rows[term] = cells
    return rows


def unexplained(found: list[type[models.Model]], rows: Mapping[str, list[str]]) -> list[str]:
    """Return the models that have no full row: a meaning and a source at least."""
    wrong = []
    for model in found:
        row = rows.get(model.__name__.lower())
        if row is None:
            wrong.append(f"{model.__module__}.{model.__name__} is not in docs/begrippen.md")
        elif len(row) != COLUMNS or not row[1] or not row[2]:
            wrong.append(f"{model.__name__}: needs term, meaning, source, not to be confused with")
    return wrong


def unclassified(found: list[type[models.Model]]) -> list[str]:
    """Return every concrete field without a privacy class, and every class of a field that is not there."""
    wrong = []
    for model in found:
        classes: Mapping[str, object] = getattr(model, "privacy", {})
        names = {field.name for field in model._meta.concrete_fields}
        names |= {field.name for field in model._meta.local_many_to_many}
        wrong += [f"{model.__name__}.{name} has no privacy class" for name in sorted(names - set(classes))]
        gone = {name for name, kind in classes.items() if name not in names and name not in INHERITED}
        wrong += [f"{model.__name__}.{name} has a class but is no field" for name in sorted(gone)]
        wrong += [f"{model.__name__}.{n}: {k!r} is no class" for n, k in classes.items() if k not in Privacy]
    return wrong


INHERITED = {"id", "versie", "gemaakt_op", "gewijzigd_op"}  # privacy_of() adds them to every model


def test_every_model_is_explained() -> None:
    assert unexplained(own_models(), glossary(GLOSSARY.read_text(encoding="utf-8"))) == []


def test_every_field_has_a_privacy_class() -> None:
    assert unclassified(own_models()) == []


class Planted(models.Model):  # noqa: DJ008
    """A model that nobody explained, with a field that nobody classified."""

    naam = models.CharField(max_length=10)
    privacy = {"id": Privacy.TECHNISCH, "adres": Privacy.CONTACT}

    class Meta:
        app_label = "core"
        managed = False
        apps = Apps()


def test_a_planted_word_and_field_are_seen() -> None:
    assert unexplained([Planted], {}) == [f"{__name__}.Planted is not in docs/begrippen.md"]
    assert "needs term" in unexplained([Planted], {"planted": ["planted", "een test", "", ""]})[0]
    assert unexplained([Planted], {"planted": ["planted", "een test", "deze test", ""]}) == []
    assert unclassified([Planted]) == [
        "Planted.naam has no privacy class",
        "Planted.adres has a class but is no field",
    ]


def test_a_word_explained_twice_is_seen(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="explained twice"):
        glossary("| Casus | a | b | c |\n| casus | d | e | f |\n")
