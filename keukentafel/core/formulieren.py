"""Forms: one base class, a renderer with our own field group, fields that read what people type.

Every form carries an idempotency key (a double click makes one record) and, where it changes something that
others may change too, the version it was opened with. Messages say what to do, in plain Dutch.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils import timezone

from keukentafel.core import widgets
from keukentafel.core.datums import OnbestaandeDag, parse_datum
from keukentafel.core.fouten import Regelfout
from keukentafel.core.invoerweergave import write_widget
from keukentafel.core.tekens import composed, has_composed, refuse_hidden


class Formulierweergave(DjangoTemplates):
    """Renders every form, ours and allauth's, with our error summary and field group."""

    form_template_name = "core/formulier/formulier.html"
    field_template_name = "core/formulier/veld.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """A plain input element is written directly; everything else comes from its template.

        None has maxlength: a browser that cuts what is pasted loses words without saying so (docs/adr/0030).
        """
        if "widget" not in context:
            return super().render(template_name, context, request)
        context["widget"]["attrs"].pop("maxlength", None)
        written = write_widget(template_name, context["widget"])
        return super().render(template_name, context, request) if written is None else written


MELDINGEN: dict[str, str] = {
    "invalid_choice": "Kies een van de antwoorden die er staan.",
    "invalid_list": "Kies een van de antwoorden die er staan.",
    "max_length": "Maak dit korter: er passen %(limit_value)d tekens in. Haal er %(te_veel)d weg.%(uitleg)s",
    "min_length": "Maak dit langer: het zijn minstens %(limit_value)d tekens.",
    "max_value": "Vul hoogstens %(limit_value)s in.",
    "min_value": "Vul minstens %(limit_value)s in.",
}
ONGELDIG: dict[type[forms.Field], str] = {
    forms.EmailField: "Schrijf een e-mailadres als naam@voorbeeld.nl.",
    forms.DateField: "Schrijf een datum als 12-3-2026.",
    forms.TimeField: "Schrijf een tijd als 14.30.",
    forms.IntegerField: "Vul hier een getal in, zonder andere tekens.",
    forms.DecimalField: "Vul hier een getal in.",
}


SAMENGESTELD = " Een samengesteld teken, zoals 👩\u200d👧, telt voor meer dan één."
ONBESTAAND = "Deze dag bestaat niet. Schrijf eerst de dag, dan de maand: 12-3-2026."


class Formulier(forms.Form):
    """Base of every form.

    `komt_in` tells per field where the answer will be used ("plan, kwartaalcijfer"); it is shown beside the
    hint. `niet_verplicht` names the fields marked "(hoeft niet)". `vervolg` names those that are asked only after the
    last choice of the field before them: the style sheet hides them otherwise, so what was typed there stays and is
    sent along. Pass `versie` to send along the version that the user saw; read it back from `cleaned_data["versie"]`.
    """

    use_required_attribute = False  # our messages say more than the browser's balloon
    komt_in: ClassVar[dict[str, str]] = {}
    niet_verplicht: ClassVar[tuple[str, ...]] = ()
    vervolg: ClassVar[tuple[str, ...]] = ()

    idempotentiesleutel = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)
    versie = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, versie: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        _dress_all(type(self))
        if "data" in kwargs:
            kwargs["data"] = composed(kwargs["data"])
        super().__init__(*map(composed, args[:1]), *args[1:], **kwargs)
        if versie is not None:
            self.initial["versie"] = versie
        for naam, waarde in self.initial.items():
            veld = self.fields.get(naam)
            if isinstance(veld, forms.CharField) and isinstance(waarde, str):
                keep_whole(veld, waarde)

    def clean_idempotentiesleutel(self) -> uuid.UUID:
        """The key from the form, or a fresh one when it was left out."""
        sleutel = self.cleaned_data.get("idempotentiesleutel")
        return sleutel if isinstance(sleutel, uuid.UUID) else uuid.uuid4()

    def add_regelfout(self, fout: Regelfout) -> None:
        """Show a broken rule at its field, or at the top when it has none here."""
        self.add_error(fout.veld if fout.veld in self.fields else None, fout.melding)


def keep_whole(veld: forms.CharField, waarde: str) -> None:
    """Let a text that is longer than this screen asks for (it came from another system) be saved again as it is.

    It may stay or become shorter, not grow. A line that would lose its ends of line, or hold more than it shows,
    becomes a box of several lines.
    """
    lengte = len(waarde.replace("\r\n", "\n"))
    te_lang = veld.max_length is not None and lengte > veld.max_length
    if te_lang:
        veld.max_length = lengte
        veld.validators = [v for v in veld.validators if not isinstance(v, MaxLengthValidator)]
        veld.validators.append(Hoogstens(lengte))
    if isinstance(veld.widget, widgets.Tekstvak):
        veld.widget.hoogstens = veld.max_length
    elif type(veld.widget) is forms.TextInput and (te_lang or "\n" in waarde):
        attrs = {name: value for name, value in veld.widget.attrs.items() if name != "class"}
        veld.widget = widgets.Tekstvak(attrs, rijen=3, hoogstens=veld.max_length)


class Hoogstens(MaxLengthValidator):
    """At most so many characters, counted as the database counts them; says how many are too many."""

    def __call__(self, value: str) -> None:
        """Raise ValidationError when this text is longer."""
        limit = int(self.limit_value() if callable(self.limit_value) else self.limit_value)
        if len(value) > limit:
            told = SAMENGESTELD if has_composed(value) else ""
            params = {"limit_value": limit, "te_veel": len(value) - limit, "uitleg": told}
            raise ValidationError(MELDINGEN["max_length"], code=self.code, params=params)


@cache
def _dress_all(soort: type[Formulier]) -> None:
    """Dress the fields of a kind of form, of which each form of that kind has a copy; once per process."""
    for veld in soort.base_fields.values():
        dress(veld)


def dress(veld: forms.Field) -> None:
    """Give a field our widget classes and messages, unless its author already chose."""
    if klassenaam := widget_class(veld.widget):
        veld.widget.attrs["class"] = klassenaam
    if isinstance(veld, forms.CharField) and refuse_hidden not in veld.validators:
        counted = (Hoogstens(v.limit_value) if type(v) is MaxLengthValidator else v for v in veld.validators)
        veld.validators = [refuse_hidden, *counted]
    standaard: dict[str, Any] = {}
    for klasse in reversed(type(veld).__mro__):
        standaard.update(getattr(klasse, "default_error_messages", {}))
    eigen = dict(MELDINGEN)
    naam = str(veld.label or "").rstrip("?: ")
    if isinstance(veld, forms.ChoiceField):
        eigen["required"] = f"Maak een keuze bij “{naam}”." if naam else "Maak een keuze."
    else:
        eigen["required"] = f"Vul “{naam}” in." if naam else "Vul dit in."
    for klasse, tekst in ONGELDIG.items():
        if isinstance(veld, klasse):
            eigen["invalid"] = tekst
            break
    for code, tekst in eigen.items():
        if veld.error_messages.get(code) is standaard.get(code):
            veld.error_messages[code] = tekst


PLAIN: dict[type[forms.Widget], str] = {
    forms.TextInput: "utrecht-textbox",
    forms.EmailInput: "utrecht-textbox",
    forms.PasswordInput: "utrecht-textbox",
    forms.URLInput: "utrecht-textbox",
    forms.NumberInput: "utrecht-textbox kt-veld--getal",
    forms.TimeInput: "utrecht-textbox kt-veld--getal",
    forms.Textarea: "utrecht-textarea",
    forms.Select: "utrecht-select",
}


def widget_class(widget: forms.Widget) -> str:
    """The class names of a plain Django widget (also of another package's form); ours bring their own."""
    own = str(widget.attrs.get("class", ""))
    ours = next((klasse for soort, klasse in PLAIN.items() if isinstance(widget, soort)), "")
    return own if not ours or "utrecht-" in own else f"{ours} {own}".strip()


class Bedragveld(forms.DecimalField):
    """An amount in euro, as it is written here: 1250, 1.250, 1.250,50 and € 1250,50 are all read; 12.50 too.

    A dot stands for thousands when a comma follows or when each group behind it has three digits.
    """

    def __init__(self, *, max_digits: int = 10, **kwargs: Any) -> None:
        box = widgets.Tekst({"inputmode": "decimal"})
        super().__init__(max_digits=max_digits, decimal_places=2, min_value=0, localize=True, widget=box, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """A Decimal, or None when empty. Raises ValidationError for anything else."""
        return super().to_python(_plain_amount(value) if isinstance(value, str) else value)


def _plain_amount(text: str) -> str:
    """ "€ 1.250,50" as "1250,50"; the comma stays, as the field reads it."""
    bare = "".join(text.replace("€", "").split())
    head, comma, cents = bare.partition(",")
    if comma or re.fullmatch(r"\d{1,3}(\.\d{3})+", head):
        return f"{head.replace('.', '')}{comma}{cents}"
    return bare


class Datumveld(forms.DateField):
    """A day; reads 12-3-2026, 12 maart 2026 and what the date picker sends. `vroegst`/`laatst` are limits."""

    def __init__(
        self, *, vroegst: date | None = None, laatst: date | None = None, widget: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(widget=widget or widgets.Datum(), **kwargs)
        self.vroegst, self.laatst = vroegst, laatst

    def to_python(self, value: Any) -> date | None:
        """A date, or None when empty. Raises ValidationError with what to write instead."""
        if isinstance(value, str) and value.strip():
            try:
                return parse_datum(value, vandaag=timezone.localdate())
            except OnbestaandeDag:
                raise ValidationError(
                    "Deze dag bestaat niet. Schrijf eerst de dag, dan de maand: 12-3-2026.", code="onbestaand"
                ) from None
            except ValueError:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return super().to_python(value)

    def validate(self, value: date | None) -> None:
        """Hold the day between the limits."""
        super().validate(value)
        if value and self.vroegst and value < self.vroegst:
            raise ValidationError(f"Kies een dag vanaf {_dmj(self.vroegst)}.", code="te_vroeg")
        if value and self.laatst and value > self.laatst:
            raise ValidationError(f"Kies een dag tot en met {_dmj(self.laatst)}.", code="te_laat")


class Tijdveld(forms.TimeField):
    """A time of the day, written as the screens write it: 14.30. What it shows, it reads back."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H.%M", "%H:%M", "%H:%M:%S"], widget=forms.TimeInput(format="%H.%M"), **kwargs)


class Geboortedatumveld(Datumveld):
    """A date of birth, typed; not in the future, not more than 120 years ago."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Bijvoorbeeld 12-3-1986.")
        super().__init__(widget=widgets.Geboortedatum(), **kwargs)

    def validate(self, value: date | None) -> None:
        """Refuse a day to come and an age above 120."""
        super().validate(value)
        vandaag = timezone.localdate()
        if value and value > vandaag:
            raise ValidationError("Deze dag moet nog komen. Kijk het jaar na.", code="toekomst")
        if value and vandaag.year - value.year > 120:
            raise ValidationError("Dit is langer dan 120 jaar geleden. Kijk het jaar na.", code="te_oud")


def _dmj(dag: date) -> str:
    return f"{dag.day}-{dag.month}-{dag.year}"


class Keuzeveld(forms.ChoiceField):
    """One choice, as chips by default."""

    widget = widgets.Chips


class MeerKeuzeveld(forms.MultipleChoiceField):
    """Several choices, as chips by default."""

    widget = widgets.MeerChips


class Tekstveld(forms.CharField):
    """Free text of at most `max_length` characters with a counter; the text itself is never cut off."""

    def __init__(self, *, rijen: int = 4, max_length: int = 2000, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.Tekstvak(rijen=rijen, hoogstens=max_length))
        super().__init__(max_length=max_length, **kwargs)


@dataclass(frozen=True)
class Gekozen:
    """What came out of a Zoekkeuze: the text, and the key if one of the suggestions was taken."""

    tekst: str
    sleutel: str | None


class Zoekkeuzeveld(forms.Field):
    """Text with suggestions from `url`. Cleans to `Gekozen`, or None when empty."""

    def __init__(self, *, url: str = "", **kwargs: Any) -> None:
        super().__init__(widget=widgets.Zoekkeuze(url), **kwargs)

    def to_python(self, value: Any) -> Gekozen | None:
        """Pair of text and key from the widget to Gekozen."""
        tekst, sleutel = value if isinstance(value, tuple | list) else (value or "", "")
        tekst = str(tekst).strip()
        refuse_hidden(tekst)
        return Gekozen(tekst, str(sleutel) or None) if tekst else None


@dataclass(frozen=True)
class Veldgegevens:
    """What the field-group template needs to know about one bound field, ours or Django's."""

    groep: bool
    vinkje: bool
    vervolg: bool
    hint: str
    komt_in: str
    markering: str
    teller: int | None
    hint_id: str
    fout_id: str
    teller_id: str
    beschreven_door: str


def describe_veld(veld: forms.BoundField) -> Veldgegevens:
    """Work out ids, hint and kind of a bound field for the template."""
    formulier, basis = veld.form, veld.auto_id or veld.html_name
    komt_in = str(getattr(formulier, "komt_in", {}).get(veld.name, ""))
    teller = getattr(veld.field.widget, "hoogstens", None)
    delen = [
        f"{basis}_helptext" if veld.help_text or komt_in else "",
        f"{basis}_error" if veld.errors else "",
        f"{basis}_teller" if teller else "",
    ]
    return Veldgegevens(
        groep=bool(veld.use_fieldset),
        vinkje=isinstance(veld.field.widget, forms.CheckboxInput),
        vervolg=veld.name in getattr(formulier, "vervolg", ()),
        hint=str(veld.help_text),
        komt_in=komt_in,
        markering="(hoeft niet)" if veld.name in getattr(formulier, "niet_verplicht", ()) else "",
        teller=teller,
        hint_id=f"{basis}_helptext",
        fout_id=f"{basis}_error",
        teller_id=f"{basis}_teller",
        beschreven_door=" ".join(d for d in delen if d),
    )
