"""Business cases on screen: the list, one with its lines and its outcome, a fixed version as page or PDF."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.cijfers.public import Mkbaprijs
from keukentafel.core import formulieren, widgets
from keukentafel.core.berichten import meld
from keukentafel.core.formulieren import Formulier
from keukentafel.inzicht.bestanden import Gevraagd
from keukentafel.inzicht.businesscases import (
    ONBEKEND,
    TREDEN,
    Postinvoer,
    add_post,
    content_of,
    create_businesscase,
    drop_post,
    fix_version,
    kinds,
)
from keukentafel.inzicht.models import Businesscase, Businesscasepost, Businesscaseversie
from keukentafel.inzicht.permissions import BUSINESSCASE as BEHEREN
from keukentafel.inzicht.states import Bestandsoort, Postsoort
from keukentafel.inzicht.views.bestanden import ask_file
from keukentafel.toegang.public import StaffRequest

GETOOND = 100  # business cases in the list
DRIETALLEN = {"aantal": "Aantal", "bedrag": "Bedrag per stuk in euro"}  # each low, middle and high, beside each other


class NieuwForm(Formulier):
    """A new business case."""

    niet_verplicht = ("vraag",)
    naam = forms.CharField(label="Naam", max_length=120)
    vraag = formulieren.Tekstveld(
        label="Welke vraag beantwoordt hij, en voor wie?", max_length=600, rijen=2, required=False
    )
    van = formulieren.Datumveld(label="Eerste dag")
    tot = formulieren.Datumveld(label="Laatste dag")


class PostForm(Formulier):
    """One line, with low, middle and high. Where one number is known, all three are the same."""

    niet_verplicht = ("aanname", "prijs", "betaler", "begunstigde")
    soort = formulieren.Keuzeveld(label="Wat is het?", choices=(), widget=widgets.Lijstkeuze)
    naam = forms.CharField(label="Omschrijving", max_length=120)
    bron = forms.CharField(
        label="Bron", max_length=300, required=False, help_text="Waar komt het bedrag vandaan? Bij een effect komt de "
        "bron uit de prijslijst.",
    )  # fmt: skip
    aanname = formulieren.Tekstveld(
        label="Wat neemt u aan?", max_length=600, rijen=2, required=False, help_text="Verplicht bij vermeden kosten en "
        "effecten.",
    )  # fmt: skip
    aantal_laag = forms.DecimalField(label="Aantal, laag", min_value=0, max_digits=12, decimal_places=2, localize=True)
    aantal_midden = forms.DecimalField(
        label="Aantal, midden", min_value=0, max_digits=12, decimal_places=2, localize=True
    )
    aantal_hoog = forms.DecimalField(label="Aantal, hoog", min_value=0, max_digits=12, decimal_places=2, localize=True)
    bedrag_laag = formulieren.Bedragveld(label="Euro per stuk, laag", required=False, max_digits=14)
    bedrag_midden = formulieren.Bedragveld(label="Euro per stuk, midden", required=False, max_digits=14)
    bedrag_hoog = formulieren.Bedragveld(label="Euro per stuk, hoog", required=False, max_digits=14)
    prijs = forms.ChoiceField(label="Prijs uit de lijst", required=False)
    betaler = forms.CharField(label="Wie betaalt", max_length=80, required=False)
    begunstigde = forms.CharField(label="Wie heeft er voordeel van", max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {f"aantal_{name}": 1 for name in TREDEN} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [(one.value, one.label) for one in kinds()]  # type: ignore[attr-defined]
        self._prijzen: dict[str, Mkbaprijs] = {}
        if not settings.MKBA:
            for name in ("prijs", "betaler", "begunstigde"):
                del self.fields[name]
            return
        self._prijzen = {one.code: one for one in Mkbaprijs.objects.all()}
        listed = [(code, f"{one} ({one.prijspeil})") for code, one in self._prijzen.items()]
        for name in TREDEN:
            self.fields[f"bedrag_{name}"].help_text = "Leeg bij een effect."
        self.fields["prijs"].choices = [("", "Geen"), *listed]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A line that is no effect has its amounts and its source."""
        data = super().clean() or self.cleaned_data
        if data.get("soort") and data["soort"] != Postsoort.EFFECT:
            for name in ("bron", *(f"bedrag_{step}" for step in TREDEN)):
                if name not in self.errors and data.get(name) in (None, ""):
                    self.add_error(name, "Vul dit in. Weet u maar één bedrag, schrijf dan drie keer hetzelfde.")
        return data

    def invoer(self) -> Postinvoer:
        """What was filled in, amounts in cents."""
        data = self.cleaned_data
        low, middle, high = (int((data[f"bedrag_{name}"] or Decimal(0)) * 100) for name in TREDEN)
        first, second, third = (data[f"aantal_{name}"] for name in TREDEN)
        return Postinvoer(
            Postsoort(data["soort"]), data["naam"], data["bron"], (first, second, third), (low, middle, high),
            data["aanname"], data.get("betaler", ""), data.get("begunstigde", ""),
            self._prijzen.get(data.get("prijs", "")),
        )  # fmt: skip


@require_http_methods(["GET", "POST"])
def businesscases(request: StaffRequest) -> HttpResponse:
    """All business cases, and a form for a new one."""
    form = NieuwForm(request.POST or None)

    def show(form: NieuwForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "rijen": list(Businesscase.objects.all()[:GETOOND])}
        return render(request, "inzicht/businesscases.html", context, status=status)

    def do(form: NieuwForm) -> str:
        data = form.cleaned_data
        made = create_businesscase(
            by=request.user, naam=data["naam"], van=data["van"], tot=data["tot"], vraag=data["vraag"]
        )
        return reverse("inzicht:businesscase", args=[made.pk])

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=BEHEREN, do=do, show=show)


@require_http_methods(["GET", "POST"])
def businesscase(request: StaffRequest, businesscase_id: int) -> HttpResponse:
    """One business case as it is now, with a form that adds a line."""
    found = _found(businesscase_id)

    def show(form: PostForm, status: int = 200) -> HttpResponse:
        return _page(request, found, form, status)

    def do(form: PostForm) -> str:
        add_post(by=request.user, businesscase=found, invoer=form.invoer())
        return reverse("inzicht:businesscase", args=[found.pk])

    if request.method != "POST":
        return show(PostForm())
    return handle_post(request, PostForm(request.POST), by=request.user, actie=BEHEREN, do=do, show=show)


@require_POST
def post_weg(request: StaffRequest, businesscase_id: int, post_id: int) -> HttpResponse:
    """Take a line out."""
    found = _found(businesscase_id)
    post = Businesscasepost.objects.filter(pk=post_id, businesscase=found).first()
    if post is None:
        raise Http404

    def do(form: Formulier) -> str:
        drop_post(by=request.user, post=post)
        meld(request, "De regel is weg. In vastgestelde versies blijft hij staan.")
        return reverse("inzicht:businesscase", args=[found.pk])

    return handle_post(
        request, Formulier(request.POST), by=request.user, actie=BEHEREN, do=do, show=_again(request, found)
    )


@require_POST
def vaststellen(request: StaffRequest, businesscase_id: int) -> HttpResponse:
    """Fix the business case as the next version."""
    found = _found(businesscase_id)

    def do(form: Formulier) -> str:
        made = fix_version(by=request.user, businesscase=found, versie=form.cleaned_data["versie"])
        meld(request, f"Versie {made.nummer} is vastgesteld. Die verandert niet meer.")
        return reverse("inzicht:businesscase", args=[found.pk])

    return handle_post(
        request, Formulier(request.POST), by=request.user, actie=BEHEREN, do=do, show=_again(request, found)
    )


@require_POST
def versie(request: StaffRequest, businesscase_id: int, nummer: int) -> HttpResponse:
    """Have a fixed version made as PDF/UA-1, with every range, source and assumption."""
    found = Businesscaseversie.objects.filter(businesscase=businesscase_id, nummer=nummer).first()
    if found is None:
        raise Http404
    asked = Gevraagd(Bestandsoort.BUSINESSCASE, "pdf", zaakversie=found.pk)
    return ask_file(request, asked, actie=BEHEREN, terug=reverse("inzicht:businesscase", args=[businesscase_id]))


def _found(businesscase_id: int) -> Businesscase:
    return get_object_or_404(Businesscase, pk=businesscase_id)


def _again(request: StaffRequest, found: Businesscase) -> Any:
    def show(form: Formulier, status: int) -> HttpResponse:
        for message in form.non_field_errors():
            meld(request, str(message))
        return _page(request, found, PostForm(), status)

    return show


def _page(request: StaffRequest, found: Businesscase, form: PostForm, status: int) -> HttpResponse:
    content = content_of(found)
    low, _middle, high = content["totaal"]
    context = {
        "zaak": found,
        "b": content,
        "uitkomst": f"Saldo: {low} tot {high}" if low != ONBEKEND else "De uitkomst is nog niet bekend",
        "form": form,
        "drietallen": [(kop, [form[f"{what}_{step}"] for step in TREDEN]) for what, kop in DRIETALLEN.items()],
        "overig": [form[name] for name in ("prijs", "betaler", "begunstigde") if name in form.fields],
        "versies": list(found.versies.all()),
        "vandaag": timezone.localdate(),
        "mkba": settings.MKBA,
        "vast": Formulier(versie=found.versie, auto_id=False),
    }
    return render(request, "inzicht/businesscase.html", context, status=status)
