"""Any text that a form lets through by its count fits its column and is read back to the letter (docs/adr/0030)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import get_resolver
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from keukentafel.core import formulieren
from keukentafel.personen.models import Huishouden
from keukentafel.socialekaart.models import Organisatie

COLUMNS = ((Huishouden, "naam"), (Organisatie, "biedt"), (Organisatie, "telefoon"))
SIGNS = st.one_of(st.characters(), st.sampled_from(["👩\u200d👧", "e\u0301", "🇳🇱", "👍🏽", "क्षि", "\ufdfa"]))


class Lang(formulieren.Formulier):
    """A line as long as the column that it goes into."""

    tekst = forms.CharField(label="Tekst", required=False, strip=False)


def through(text: str, most: int) -> str | None:
    """What a form of so many characters gives of this text; None when it refuses it in Dutch."""
    form = Lang({"tekst": unicodedata.normalize("NFC", text)})
    form.fields["tekst"].validators.append(formulieren.Hoogstens(most))
    if form.is_valid():
        return str(form.cleaned_data["tekst"])
    assert form.errors["tekst"][0].startswith(("Maak dit korter:", "Er staat ")), form.errors
    return None


class Kolommen(TestCase):
    """On both databases: PostgreSQL refuses what is too long, SQLite keeps everything."""

    @settings(max_examples=60)
    @given(st.lists(SIGNS, max_size=220).map("".join), st.sampled_from(COLUMNS))
    def test_what_a_form_takes_comes_back(self, text: str, column: tuple[type, str]) -> None:
        model, name = column
        most = model._meta.get_field(name).max_length  # type: ignore[attr-defined]
        for part in (text, text[:most], text[: most + 1]):
            taken = through(part, most)
            if taken is None:
                continue
            row = model.objects.create(**{name: taken})  # type: ignore[attr-defined]
            assert getattr(model.objects.get(pk=row.pk), name) == taken == unicodedata.normalize("NFC", part)  # type: ignore[attr-defined]


def forms_under(soort: type[formulieren.Formulier]) -> Iterator[type[formulieren.Formulier]]:
    for each in soort.__subclasses__():
        yield each
        yield from forms_under(each)


def test_every_text_field_of_every_form_says_how_much_must_go() -> None:
    get_resolver().url_patterns  # noqa: B018 (loads every room, with its forms)
    limited = 0
    for soort in forms_under(formulieren.Formulier):
        for name, field in soort.base_fields.items():
            if isinstance(field, forms.CharField) and field.max_length:
                formulieren.dress(field)
                found = [v.limit_value for v in field.validators if isinstance(v, MaxLengthValidator)]
                kinds = {type(v) for v in field.validators if isinstance(v, MaxLengthValidator)}
                assert (found, kinds) == ([field.max_length], {formulieren.Hoogstens}), f"{soort.__name__}.{name}"
                limited += 1
    assert limited > 100


@pytest.mark.parametrize("most", [1, 10])
def test_one_more_is_refused(most: int) -> None:
    assert through("👩" * most, most) and through("👩" * (most + 1), most) is None
