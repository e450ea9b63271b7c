"""Forms of the request: what is asked, the question back, the decision, the start."""

from typing import Any, cast

from django import forms
from django.utils import timezone

from keukentafel.core import formulieren, widgets
from keukentafel.referentielijsten.public import Aanvraagstatus, Leveringsvorm, Voorliggend, Wet, choices
from keukentafel.voorzieningen.selectors import MET_PRODUCT, products_for
from keukentafel.voorzieningen.states import BESLUITEN

Keuzes = list[tuple[str, str]]


def law_choices(leesbaar: list[str]) -> Keuzes:
    """The laws under which maatwerk can be requested, as far as this worker may."""
    return [(wet.value, wet.label) for wet in MET_PRODUCT if wet in leesbaar]


class WetForm(formulieren.Formulier):
    """The first thing: under which law, and for whom; the products follow from it."""

    wet = formulieren.Keuzeveld(label="Onder welke wet?")
    persoon = forms.ChoiceField(label="Voor wie?", widget=widgets.Keuze())

    def __init__(self, *args: Any, wetten: Keuzes, leden: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "wet", wetten)
        _choices(self, "persoon", leden)


class AanvraagForm(formulieren.Formulier):
    """The request itself; all may be left open until it is handed in."""

    komt_in = {"motivering": "de aanvraag zoals de back office die krijgt"}
    product = forms.ChoiceField(label="Welk product?", widget=widgets.Keuze(), required=False)
    omvang = forms.DecimalField(
        label="Hoeveel?", max_digits=8, decimal_places=2, min_value=0, required=False, localize=True
    )
    eenheid = forms.ChoiceField(label="Eenheid", widget=widgets.Keuze(), required=False)
    frequentie = forms.ChoiceField(label="Per", widget=widgets.Keuze(), required=False)
    van = formulieren.Datumveld(label="Van", required=False)
    tot = formulieren.Datumveld(label="Tot en met", required=False)
    leveringsvorm = formulieren.Keuzeveld(label="In welke vorm?", choices=Leveringsvorm.choices, required=False)
    aanbieder = forms.ChoiceField(label="Aanbieder", widget=widgets.Keuze(), required=False)
    kosten = formulieren.Bedragveld(label="Kosten per jaar in euro", required=False)
    verwijzer = forms.ChoiceField(label="Wie verwijst?", widget=widgets.Keuze(), required=False)
    voorliggend = formulieren.MeerKeuzeveld(label="Wat is eerst bekeken?", choices=Voorliggend.choices, required=False)
    overwogen = formulieren.Tekstveld(label="Waarom is dat niet genoeg?", max_length=600, rijen=2, required=False)
    motivering = formulieren.Tekstveld(label="Waarom is dit nodig?", max_length=4000, rijen=4, required=False)

    def __init__(self, *args: Any, wet: str, organisaties: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "product", [("", "Kies een product"), *products_for(wet)])
        _choices(self, "eenheid", [("", "Kies"), *choices("eenheid")])
        _choices(self, "frequentie", [("", "Kies"), *choices("frequentie")])
        _choices(self, "aanbieder", [("", "Nog niet bekend"), *organisaties])
        _choices(self, "verwijzer", [("", "Kies"), *choices("verwijzer")])
        if wet != Wet.JEUGD:
            del self.fields["verwijzer"]

    def clean(self) -> dict[str, Any]:
        """An end lies behind its beginning."""
        data = dict(super().clean() or {})
        if data.get("van") and data.get("tot") and data["tot"] < data["van"]:
            self.add_error("tot", "De einddatum ligt voor de begindatum.")
        return data


class VraagForm(formulieren.Formulier):
    """A question on the request."""

    vraag = formulieren.Tekstveld(label="Wat wilt u van het team weten?", max_length=600, rijen=2)


class AntwoordForm(formulieren.Formulier):
    """Its answer."""

    antwoord = formulieren.Tekstveld(label="Uw antwoord", max_length=2000, rijen=3)


class BesluitForm(formulieren.Formulier):
    """Granted, granted in part, or refused with a reason; by whom, on what mandate."""

    niet_verplicht = ("afwijsreden", "toelichting", "mandaat")
    besluit = formulieren.Keuzeveld(
        label="Wat is het besluit?", choices=[(s.value, Aanvraagstatus(s).label) for s in BESLUITEN]
    )
    afwijsreden = forms.ChoiceField(
        label="Waarom afgewezen?", help_text="Alleen bij afgewezen.", widget=widgets.Keuze(), required=False
    )
    toelichting = formulieren.Tekstveld(label="Toelichting", max_length=2000, rijen=3, required=False)
    besluit_op = formulieren.Datumveld(label="Datum van het besluit", initial=timezone.localdate)
    mandaat = forms.CharField(label="Op grond van welk mandaat?", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "afwijsreden", [("", "Kies een reden"), *choices("afwijsreden")])


class StartForm(formulieren.Formulier):
    """When help began."""

    op = formulieren.Datumveld(label="Wanneer begon de hulp?", initial=timezone.localdate)


class BesluitAnderForm(formulieren.Formulier):
    """What somebody else decided."""

    niet_verplicht = ("tot", "aanbieder")
    persoon = forms.ChoiceField(label="Voor wie?", widget=widgets.Keuze())
    product = forms.ChoiceField(label="Welk product?", widget=widgets.Keuze())
    verwijzer = forms.ChoiceField(label="Wie besloot?", widget=widgets.Keuze())
    van = formulieren.Datumveld(label="Van")
    tot = formulieren.Datumveld(label="Tot en met", required=False)
    aanbieder = forms.ChoiceField(label="Aanbieder", widget=widgets.Keuze(), required=False)

    def __init__(self, *args: Any, wetten: Keuzes, leden: Keuzes, organisaties: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "persoon", leden)
        _choices(self, "product", [("", "Kies een product"), *(p for wet, _ in wetten for p in products_for(wet))])
        _choices(self, "verwijzer", [("", "Kies"), *choices("verwijzer")])
        _choices(self, "aanbieder", [("", "Nog niet bekend"), *organisaties])


def _choices(form: forms.Form, name: str, keuzes: Keuzes) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = keuzes
