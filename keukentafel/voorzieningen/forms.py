"""Forms of the request: what is asked, the question back, the decision, the start."""

from typing import Any, cast

from django import forms
from django.utils import timezone

from keukentafel.core import formulieren, widgets
from keukentafel.referentielijsten.public import (
    Lijstkeuzeveld,
    LijstMeerkeuzeveld,
    Wet,
    choices,
)
from keukentafel.voorzieningen.selectors import MET_PRODUCT, products_for
from keukentafel.voorzieningen.states import BESLUITEN

KIES = [("", "Kies")]
Keuzes = list[tuple[str, str]]


def law_choices(leesbaar: list[str]) -> Keuzes:
    """The laws under which maatwerk can be requested, as far as this worker may."""
    return [(code, naam) for code, naam in choices("wet") if code in MET_PRODUCT and code in leesbaar]


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
    product = Lijstkeuzeveld(
        "product", label="Welk product?", vooraf=[("", "Kies een product")], widget=widgets.Keuze(), required=False
    )
    omvang = forms.DecimalField(
        label="Hoeveel?", max_digits=8, decimal_places=2, min_value=0, required=False, localize=True
    )
    eenheid = Lijstkeuzeveld("eenheid", label="Eenheid", vooraf=KIES, widget=widgets.Keuze(), required=False)
    frequentie = Lijstkeuzeveld("frequentie", label="Per", vooraf=KIES, widget=widgets.Keuze(), required=False)
    van = formulieren.Datumveld(label="Van", required=False)
    tot = formulieren.Datumveld(label="Tot en met", required=False)
    leveringsvorm = Lijstkeuzeveld("leveringsvorm", label="In welke vorm?", required=False)
    aanbieder = forms.ChoiceField(label="Aanbieder", widget=widgets.Keuze(), required=False)
    kosten = formulieren.Bedragveld(label="Kosten per jaar in euro", required=False)
    verwijzer = Lijstkeuzeveld("verwijzer", label="Wie verwijst?", vooraf=KIES, widget=widgets.Keuze(), required=False)
    voorliggend = LijstMeerkeuzeveld("voorliggend", label="Wat is eerst bekeken?", required=False)
    overwogen = formulieren.Tekstveld(label="Waarom is dat niet genoeg?", max_length=600, rijen=2, required=False)
    motivering = formulieren.Tekstveld(label="Waarom is dit nodig?", max_length=4000, rijen=4, required=False)

    def __init__(self, *args: Any, wet: str, organisaties: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        product = cast(Lijstkeuzeveld, self.fields["product"])
        product.alleen = {code for code, _ in products_for(wet)}
        product.offer()
        _choices(self, "aanbieder", [("", "Nog niet bekend"), *organisaties])
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
    besluit = Lijstkeuzeveld("aanvraagstatus", label="Wat is het besluit?", alleen=BESLUITEN)
    afwijsreden = Lijstkeuzeveld(
        "afwijsreden",
        label="Waarom afgewezen?",
        help_text="Alleen bij afgewezen.",
        vooraf=[("", "Kies een reden")],
        widget=widgets.Keuze(),
        required=False,
    )
    toelichting = formulieren.Tekstveld(label="Toelichting", max_length=2000, rijen=3, required=False)
    besluit_op = formulieren.Datumveld(label="Datum van het besluit", initial=timezone.localdate)
    mandaat = forms.CharField(label="Op grond van welk mandaat?", max_length=200, required=False)


class StartForm(formulieren.Formulier):
    """When help began."""

    op = formulieren.Datumveld(label="Wanneer begon de hulp?", initial=timezone.localdate)


class BesluitAnderForm(formulieren.Formulier):
    """What somebody else decided."""

    niet_verplicht = ("tot", "aanbieder")
    persoon = forms.ChoiceField(label="Voor wie?", widget=widgets.Keuze())
    product = forms.ChoiceField(label="Welk product?", widget=widgets.Keuze())
    verwijzer = Lijstkeuzeveld("verwijzer", label="Wie besloot?", vooraf=KIES, widget=widgets.Keuze())
    van = formulieren.Datumveld(label="Van")
    tot = formulieren.Datumveld(label="Tot en met", required=False)
    aanbieder = forms.ChoiceField(label="Aanbieder", widget=widgets.Keuze(), required=False)

    def __init__(self, *args: Any, wetten: Keuzes, leden: Keuzes, organisaties: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "persoon", leden)
        _choices(self, "product", [("", "Kies een product"), *(p for wet, _ in wetten for p in products_for(wet))])
        _choices(self, "aanbieder", [("", "Nog niet bekend"), *organisaties])


def _choices(form: forms.Form, name: str, keuzes: Keuzes) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = keuzes
