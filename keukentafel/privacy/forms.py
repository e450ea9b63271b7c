"""What is typed about a request of a resident."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from keukentafel.core import formulieren
from keukentafel.personen.public import is_bsn
from keukentafel.privacy.states import Identiteitscontrole, Onthouding, Uitkomst, Verzoeksoort, Vrager


class PersoonForm(formulieren.Formulier):
    """Who asks: by BSN, or by surname and date of birth."""

    niet_verplicht = ("bsn", "achternaam", "geboortedatum")
    bsn = forms.CharField(label="Burgerservicenummer", max_length=9, required=False)
    achternaam = forms.CharField(label="Achternaam, zonder tussenvoegsel", max_length=80, required=False)
    geboortedatum = formulieren.Geboortedatumveld(label="Geboortedatum", required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two ways."""
        data: dict[str, Any] = super().clean() or {}
        bsn = data.get("bsn") or ""
        if bsn and not is_bsn(bsn):
            self.add_error("bsn", "Dit is geen burgerservicenummer. Kijk de cijfers na.")
        if not bsn and not (data.get("achternaam") and data.get("geboortedatum")):
            self.add_error(None, "Vul het burgerservicenummer in, of de achternaam en de geboortedatum.")
        return data


class VerzoekForm(formulieren.Formulier):
    """What is asked."""

    niet_verplicht = ("vraag", "stuk", "vrager_naam", "vrager_grond")
    soort = formulieren.Keuzeveld(label="Wat vraagt de inwoner?", choices=Verzoeksoort.choices)
    ontvangen_op = formulieren.Datumveld(label="Wanneer kwam het binnen?")
    vraag = formulieren.Tekstveld(label="In de woorden van de inwoner", max_length=4000, rijen=4, required=False)
    stuk = forms.CharField(label="Over welke notitie of welk gegeven gaat het?", max_length=200, required=False)
    vrager = formulieren.Keuzeveld(label="Wie vraagt het?", choices=Vrager.choices, initial=Vrager.ZELF)
    vrager_naam = forms.CharField(label="Naam van wie het voor een ander vraagt", max_length=120, required=False)
    vrager_grond = forms.CharField(label="Waarom mag die dat?", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ontvangen_op"].initial = date.today()


class IdentiteitForm(formulieren.Formulier):
    """How we know who asks; `vragers`: of whom is recorded how he stands to the resident, when that matters."""

    niet_verplicht = ("wie",)
    wijze = formulieren.Keuzeveld(label="Hoe is vastgesteld wie het vraagt?", choices=Identiteitscontrole.choices)
    wie = formulieren.Keuzeveld(
        label="Wie is het?", required=False,
        help_text="Hier staat van wie is vastgelegd of die gezag heeft, voogd is, of curator of mentor.",
    )  # fmt: skip

    def __init__(self, *args: Any, vragers: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if vragers:
            self.fields["wie"].choices = [*vragers, ("", "Die staat er niet bij")]  # type: ignore[attr-defined]
        else:
            del self.fields["wie"]


class RedenForm(formulieren.Formulier):
    """Why it takes longer."""

    reden = formulieren.Tekstveld(label="Waarom duurt het langer?", max_length=300, rijen=2)


class InbrengVraagForm(formulieren.Formulier):
    """What the officer wants to know of the worker."""

    vraag = formulieren.Tekstveld(label="Wat wilt u weten van de regisseur?", max_length=1000, rijen=3)


class InbrengForm(formulieren.Formulier):
    """What the worker thinks of it."""

    tekst = formulieren.Tekstveld(label="Wat vindt u van dit verzoek?", max_length=2000, rijen=5)


class InzageForm(formulieren.Formulier):
    """What goes along in the copy."""

    niet_verplicht = ("mee", "reden")
    mee = formulieren.MeerKeuzeveld(
        label="Wat gaat ook mee?", required=False,
        choices=[(one.value, one.label) for one in Onthouding if one is not Onthouding.DERDEN],
    )  # fmt: skip
    reden = formulieren.Tekstveld(label="Waarom gaat de rest niet mee?", max_length=1000, rijen=3, required=False)


class UitkomstForm(formulieren.Formulier):
    """How it ended, with the reason in the letter."""

    niet_verplicht = ("reden",)
    uitkomst = formulieren.Keuzeveld(label="Hoe loopt het af?", choices=Uitkomst.choices)
    reden = formulieren.Tekstveld(label="Uitleg voor de inwoner", max_length=2000, rijen=4, required=False)
