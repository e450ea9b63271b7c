"""Forms: one key per form, messages that say what to do, and nothing typed is cut off or lost."""

import unicodedata
import uuid
from datetime import date
from typing import ClassVar

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from keukentafel.core import formulieren, widgets
from keukentafel.core.formulieren import Gekozen, describe_veld
from keukentafel.core.fouten import Regelfout


class Proef(formulieren.Formulier):
    komt_in: ClassVar[dict[str, str]] = {"vraag": "plan, kwartaalcijfer"}
    niet_verplicht: ClassVar[tuple[str, ...]] = ("telefoon",)

    vraag = formulieren.Tekstveld(label="Wat is de vraag?", max_length=20, help_text="In één zin.")
    via = formulieren.Keuzeveld(label="Hoe kwam het binnen?", choices=[("tel", "Telefoon"), ("mail", "Mail")])
    geboren = formulieren.Geboortedatumveld(label="Geboortedatum", required=False)
    wanneer = formulieren.Datumveld(label="Wanneer?", required=False, laatst=date(2026, 12, 31))
    wie = formulieren.Zoekkeuzeveld(label="Wie?", required=False)
    telefoon = forms.CharField(label="Telefoon", required=False)
    akkoord = forms.BooleanField(label="De melder krijgt bericht", required=False)


GOED = {"vraag": "Ik wil lucht", "via": "tel"}


def test_every_form_has_its_own_key_and_gets_it_back() -> None:
    een, twee = Proef(), Proef()
    assert een["idempotentiesleutel"].value() != twee["idempotentiesleutel"].value()
    assert str(een["idempotentiesleutel"].value()) in str(een)
    sleutel = uuid.uuid4()
    terug = Proef(data={**GOED, "idempotentiesleutel": str(sleutel)})
    assert terug.is_valid()
    assert terug.cleaned_data["idempotentiesleutel"] == sleutel


def test_a_form_without_a_key_gets_one() -> None:
    form = Proef(data=GOED)
    assert form.is_valid()
    assert isinstance(form.cleaned_data["idempotentiesleutel"], uuid.UUID)


def test_the_version_goes_along() -> None:
    assert 'name="versie" value="7"' in str(Proef(versie=7))
    form = Proef(data={**GOED, "versie": "7"})
    assert form.is_valid()
    assert form.cleaned_data["versie"] == 7


def test_messages_say_what_to_do() -> None:
    form = Proef(data={"vraag": "x" * 25, "via": "fax", "geboren": "12-13-86", "wanneer": "2027-01-01"})
    assert form.errors["vraag"] == ["Maak dit korter: er passen 20 tekens in. Haal er 5 weg."]
    assert form.errors["via"] == ["Kies een van de antwoorden die er staan."]
    assert form.errors["geboren"] == ["Deze dag bestaat niet. Schrijf eerst de dag, dan de maand: 12-3-2026."]
    assert "Geboortedatum: deze dag bestaat niet." in str(form)  # the summary says which date
    assert form.errors["wanneer"] == ["Kies een dag tot en met 31-12-2026."]
    leeg = Proef(data={})
    assert leeg.errors["vraag"] == ["Vul “Wat is de vraag” in."]
    assert leeg.errors["via"] == ["Maak een keuze bij “Hoe kwam het binnen”."]


def test_a_message_chosen_on_purpose_stays() -> None:
    class Eigen(formulieren.Formulier):
        naam = forms.CharField(error_messages={"required": "Zonder naam kan de burgemeester niet bellen."})

    assert Eigen(data={}).errors["naam"] == ["Zonder naam kan de burgemeester niet bellen."]


def test_a_broken_rule_lands_at_its_field_or_at_the_top() -> None:
    form = Proef(data=GOED)
    form.add_regelfout(Regelfout("Kies een ander.", "via"))
    form.add_regelfout(Regelfout("Dit kan nu niet.", "bestaat_niet"))
    assert form.errors["via"] == ["Kies een ander."]
    assert form.non_field_errors() == ["Dit kan nu niet."]


@pytest.mark.parametrize("getypt", ["12-3-86", "12 maart 1986", "12031986"])
def test_a_date_of_birth_is_read_as_typed_and_shown_back(getypt: str) -> None:
    form = Proef(data={**GOED, "geboren": getypt})
    assert form.is_valid()
    assert form.cleaned_data["geboren"] == date(1986, 3, 12)
    assert f'value="{getypt}"' in str(form["geboren"])
    assert 'value="12-3-1986"' in str(Proef(initial={"geboren": date(1986, 3, 12)})["geboren"])


@pytest.mark.parametrize(("getypt", "woord"), [("1-1-1899", "120 jaar"), ("1-1-2999", "nog komen")])
def test_an_impossible_date_of_birth_is_asked_again(getypt: str, woord: str) -> None:
    assert woord in Proef(data={**GOED, "geboren": getypt}).errors["geboren"][0]


def test_the_date_picker_gets_its_own_notation() -> None:
    assert 'type="date"' in str(Proef()["wanneer"])
    assert 'value="2026-03-12"' in str(Proef(initial={"wanneer": date(2026, 3, 12)})["wanneer"])


def test_a_suggestion_brings_its_key_and_plain_text_does_not() -> None:
    met = Proef(data={**GOED, "wie": "Jansen", "wie_sleutel": "17"})
    zonder = Proef(data={**GOED, "wie": "Jansen"})
    assert met.is_valid() and zonder.is_valid()
    assert met.cleaned_data["wie"] == Gekozen("Jansen", "17")
    assert zonder.cleaned_data["wie"] == Gekozen("Jansen", None)
    assert 'name="wie_sleutel" value="17"' in str(met["wie"])
    assert Proef(data=GOED).is_valid()


def test_long_text_is_counted_and_never_cut_off_by_the_browser() -> None:
    assert all("maxlength" not in str(field) for field in (*Proef(), *Kort()))
    assert "Hoogstens 20 tekens" in Proef()["vraag"].as_field_group()


@pytest.mark.parametrize("naam", ["regel", "vak"])
@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("a" * 10, None), ("e\u0301" * 10, None), ("👩" * 10, None),
        ("a" * 12, "Haal er 2 weg."), ("👩" * 11, "Haal er 1 weg."),
        ("👩\u200d👧" * 4, f"Haal er 2 weg.{formulieren.SAMENGESTELD}"),
    ],
)  # fmt: skip
def test_a_length_is_counted_in_characters_of_the_composed_text(naam: str, tekst: str, melding: str | None) -> None:
    sent = QueryDict(mutable=True)
    sent.update({"regel": "kort", "vak": "kort", naam: tekst})
    form = Kort(sent)
    said = form.errors.get(naam, [""])[0]
    assert said.endswith(melding) if melding else form.cleaned_data[naam] == unicodedata.normalize("NFC", tekst)


def test_an_input_names_its_hint_error_and_counter() -> None:
    form = Proef(data={"vraag": ""})
    html = form["vraag"].as_field_group()
    assert 'aria-describedby="id_vraag_helptext id_vraag_error id_vraag_teller"' in html
    assert 'aria-invalid="true"' in html
    for id_ in ("id_vraag_helptext", "id_vraag_error", "id_vraag_teller"):
        assert f'id="{id_}"' in html
    assert "Komt in: plan, kwartaalcijfer." in html
    assert "(hoeft niet)" in form["telefoon"].as_field_group()


def test_chips_are_a_group_with_a_legend() -> None:
    html = Proef()["via"].as_field_group()
    assert "<fieldset" in html
    assert "<legend" in html
    assert 'class="kt-chips"' in html
    assert describe_veld(Proef()["via"]).groep
    assert not describe_veld(Proef()["vraag"]).groep


def test_the_summary_links_to_every_wrong_field() -> None:
    html = str(Proef(data={}))
    assert "Deze 2 dingen moeten nog anders" in html
    assert 'href="#id_vraag"' in html
    assert 'href="#id_via"' in html
    assert 'id="id_via"' in html
    assert "data-foutsamenvatting" not in str(Proef())


def test_score_shows_the_last_time_and_keeps_reasons_apart() -> None:
    class Meting(formulieren.Formulier):
        wonen = formulieren.Keuzeveld(
            choices=[("5", "volledig"), ("1", "acuut"), ("niet_besproken", "niet besproken")],
            widget=widgets.Score(vorige="1"),
        )

    html = str(Meting())
    levels, rest = html.split("kt-score__geen")
    assert levels.count('type="radio"') == 2
    assert levels.count("vorige keer") == 1
    assert "niet besproken" in rest


def test_a_plain_django_form_looks_the_same() -> None:
    class Kaal(forms.Form):
        naam = forms.CharField(help_text="Zoals op de pas.")

    html = str(Kaal(data={}))
    assert "utrecht-form-field--invalid" in html
    assert "kt-foutsamenvatting" in html
    assert "Zoals op de pas." in html
    assert 'class="utrecht-textbox"' in html


class Kort(formulieren.Formulier):
    """A line of ten letters and a box of ten."""

    regel = forms.CharField(label="Regel", max_length=10)
    vak = formulieren.Tekstveld(label="Vak", max_length=10)


@pytest.mark.parametrize("naam", ["regel", "vak"])
@pytest.mark.parametrize("tekst", ["a" * 40, "een\ntwee\ndrie\nvier"])
def test_what_came_longer_from_elsewhere_is_saved_again_as_it_was(naam: str, tekst: str) -> None:
    sent = {"regel": "kort", "vak": "kort", naam: tekst.replace("\n", "\r\n")}
    form = Kort(sent, initial={naam: tekst})
    assert form.is_valid() and form.cleaned_data[naam] == tekst
    assert "<textarea" in str(form[naam]) and "maxlength" not in str(form[naam])
    assert f"{len(tekst)}" in str(form[naam].as_field_group())  # the counter
    assert not Kort(sent | {naam: tekst + "!"}, initial={naam: tekst}).is_valid()  # it does not grow
    assert not Kort(sent).is_valid()  # nor is it let in as new
    assert Kort.base_fields[naam].max_length == 10  # type: ignore[attr-defined]


def test_a_short_line_with_an_end_of_line_keeps_it() -> None:
    form = Kort({"regel": "een\r\ntwee", "vak": "x"}, initial={"regel": "een\ntwee"})
    assert form.is_valid() and form.cleaned_data["regel"] == "een\ntwee" and "<textarea" in str(form["regel"])
    assert "<textarea" not in str(Kort(initial={"regel": "een"})["regel"])


def test_a_hidden_field_has_no_label() -> None:
    html = Template("{% load keukentafel %}{% veld form.versie %}").render(Context({"form": Proef(versie=7)}))
    assert 'type="hidden"' in html and 'value="7"' in html
    assert "Versie" not in html
