"""Signs that one cannot see are refused where they come in, and a letter with its accent is one sign."""

from __future__ import annotations

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.core import formulieren
from keukentafel.core.tekens import KEREND, composed, refuse_hidden, refuse_mixed
from keukentafel.uitwisseling.cellen import check_for
from keukentafel.uitwisseling.definitie import resources


class Proef(formulieren.Formulier):
    tekst = formulieren.Tekstveld(label="Tekst", required=False)
    wie = formulieren.Zoekkeuzeveld(label="Wie", required=False)


@pytest.mark.parametrize("sign", [*KEREND, "\x01", "\x1b", "\x7f", "\ud800", "\udfff", "\uffff"])
@pytest.mark.parametrize("field", ["tekst", "wie"])
def test_a_sign_that_misleads_is_refused_with_its_place(sign: str, field: str) -> None:
    form = Proef({field: f"Belt morgen{sign} terug"})
    assert not form.is_valid()
    assert "na “Belt morgen”" in form.errors[field][0]


def test_nul_is_refused_too() -> None:
    assert not Proef({"tekst": "a\0b"}).is_valid()


@pytest.mark.parametrize(
    "text",
    ["Zij zei:\n\t“ja”\r\n", "\u202a+31 6 12345678\u202c", "👩‍👧 فاطمة 李", "na\u200bam", "a\u00adb", "\u2068x\u2069"],
)  # fmt: skip
def test_what_people_type_and_paste_is_kept(text: str) -> None:
    form = Proef({"tekst": text})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["tekst"] == unicodedata.normalize("NFC", text.strip())


def test_a_letter_and_its_accent_become_one_sign() -> None:
    typed = QueryDict(mutable=True)
    typed.setlist("tekst", ["Rene\u0301e", "zoe\u0308"])
    form = Proef(typed)
    assert form.is_valid() and form.cleaned_data["tekst"] == "zo\u00eb"
    assert typed.getlist("tekst")[0] == "Rene\u0301e"  # what was sent is not touched
    plain = QueryDict("tekst=Ren%C3%A9e")
    assert composed(plain) is plain


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_every_text_comes_back_or_is_refused(text: str) -> None:
    sent = QueryDict(mutable=True)
    sent["tekst"] = text
    form = Proef(sent)
    wanted = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    assert not form.is_valid() or form.cleaned_data["tekst"] == wanted


@pytest.mark.parametrize("naam", ["M\u0456eke", "Ann\u0430", "d'\u0391ngelo", "Jan P\u0435ters"])
def test_a_name_that_mixes_alphabets_is_refused(naam: str) -> None:
    with pytest.raises(ValidationError, match="verschillende alfabetten"):
        refuse_mixed(naam)


@pytest.mark.parametrize("naam", ["Şükrü Çelik", "Иван Петров", "Mieke Петрова", "Ελένη", "李小龍", "Nguyễn"])
def test_a_name_in_one_alphabet_per_word_is_a_name(naam: str) -> None:
    refuse_mixed(naam)
    refuse_hidden(naam)


def test_a_package_may_not_turn_a_text_round() -> None:
    kolom = next(k for k in resources()["contactmomenten"].kolommen if k.naam == "tekst")
    fault = check_for(kolom)("gaat goed\u202edeog taag")
    assert fault is not None and fault.regel == "teken"
    assert check_for(kolom)("\u202a06 12345678\u202c") is None
