"""The input elements that are written without a template: exactly what the templates would give."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from keukentafel.core import widgets
from keukentafel.core.formulieren import Formulierweergave
from keukentafel.core.invoerweergave import write_widget

VIES = """<b>"Jan" & 'Piet'</b>"""
KEUZES = [("", "Kies"), ("a", VIES), (VIES, mark_safe("<i>al veilig</i>")), (3, 4)]
GROEPEN = [("Team <Noord>", [("1", "Noor"), ("2", VIES)]), ("x", "los")]
ATTRS = {"id": "id_veld", "class": VIES, "required": True, "disabled": False, "data-n": 3}


@pytest.mark.parametrize(
    ("widget", "waarde"),
    [
        (forms.TextInput(), VIES),
        (forms.TextInput(), None),
        (forms.TextInput(), mark_safe("a&amp;b")),
        (forms.EmailInput(), "jan@voorbeeld.nl"),
        (forms.NumberInput(), 1234567),
        (forms.PasswordInput(render_value=True), VIES),
        (forms.URLInput(), "https://voorbeeld.nl/?a=1&b=2"),
        (forms.HiddenInput(), 12),
        (forms.TimeInput(), time(9, 5)),
        (forms.DateInput(), date(2026, 3, 12)),
        (forms.CheckboxInput(), True),
        (forms.CheckboxInput(), False),
        (forms.Textarea(), f"\n{VIES}\nregel"),
        (forms.Textarea(), None),
        (forms.Select(choices=KEUZES), VIES),
        (forms.Select(choices=GROEPEN), "2"),
        (forms.SelectMultiple(choices=KEUZES), ["a", 3]),
        (widgets.Tekst(), VIES),
        (widgets.Tekstvak(hoogstens=20), VIES),
        (widgets.Datum(), date(2026, 3, 12)),
        (widgets.Geboortedatum(), date(1986, 3, 12)),
        (widgets.Keuze(choices=GROEPEN), "x"),
        (widgets.Chips(choices=KEUZES), "a"),
        (widgets.Chips(choices=GROEPEN), "1"),
        (widgets.KleineChips(choices=KEUZES), None),
        (widgets.MeerChips(choices=KEUZES), ["a", VIES]),
        (widgets.Lijstkeuze(choices=KEUZES), VIES),
        (widgets.MeerLijstkeuze(choices=KEUZES), []),
    ],
)
@pytest.mark.parametrize("attrs", [ATTRS, None])
def test_written_is_what_the_template_gives(widget: forms.Widget, waarde: Any, attrs: dict[str, Any] | None) -> None:
    theirs = widget.render("na<a>m", waarde, attrs, DjangoTemplates())
    assert _tight(widget.render("na<a>m", waarde, attrs, Formulierweergave())) == _tight(theirs)


def _tight(html: str) -> str:
    """Without the line ends between elements that template files leave."""
    return re.sub(r"\s*\n\s*(?=<|$)", "", html)


def test_the_common_ones_are_written_and_others_are_not() -> None:
    for widget in (forms.HiddenInput(), forms.Textarea(), forms.Select(), widgets.Chips(), widgets.Lijstkeuze()):
        assert write_widget(widget.template_name, widget.get_context("naam", None, {})["widget"]) is not None
    score = widgets.Score()
    assert write_widget(score.template_name, score.get_context("naam", None, {})["widget"]) is None
