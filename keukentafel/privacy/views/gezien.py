"""After a breach: whose data did this worker see, on the screen and as a file for the letters."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from keukentafel.audit.public import note_read
from keukentafel.core.csvbestand import csv_text
from keukentafel.core.formulieren import Datumveld, Formulier, Tekstveld
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.privacy.logboek.gezien import Gezien, as_rows, seen_by
from keukentafel.privacy.logboek.zoektermen import REDEN_HULP, REDEN_IN_LOGBOEK
from keukentafel.toegang.public import Gebruiker, StaffRequest, authorize

NAGAAN = "datalek_nagaan"
HOOGSTENS = 200  # on the screen; the file has them all


class GezienForm(Formulier):
    """Which user, which period, and why it must be known."""

    gebruiker = forms.ModelChoiceField(Gebruiker.objects.none(), label="Welke gebruiker?", empty_label="Kies")
    van = Datumveld(label="Vanaf")
    tot = Datumveld(label="Tot en met")
    reden = Tekstveld(
        label="Waarom moet u dit weten?", max_length=REDEN_IN_LOGBOEK, rijen=2, min_length=10, help_text=REDEN_HULP
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].queryset = Gebruiker.objects.order_by("naam", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object] | None:
        """The period does not end before it begins."""
        data = super().clean() or self.cleaned_data
        van, tot = data.get("van"), data.get("tot")
        if isinstance(van, date) and isinstance(tot, date) and van > tot:
            self.add_error("tot", "Kies een dag na het begin.")
        return data


@require_http_methods(["GET", "POST"])
def gezien(request: StaffRequest) -> HttpResponse:
    """Ask by POST (nothing of it stands in an address); every person named is a line in the log, with the reason."""
    authorize(request.user, NAGAAN)
    form = GezienForm(request.POST or None, initial={"tot": timezone.localdate()})
    if request.method != "POST" or not form.is_valid():
        context: dict[str, Any] = {"form": form, "tabel": None, "aantal": 0, "meer": False}
        return render(request, "privacy/gezien.html", context, status=422 if form.errors else 200)
    data = form.cleaned_data
    found = seen_by(data["gebruiker"].pk, data["van"], data["tot"])
    subjects = [one.persoon.pk for one in found if one.persoon is not None]
    note_read(NAGAAN, data["gebruiker"], subjects=subjects or [None], reden=data["reden"])
    if request.POST.get("als") == "bestand":
        response = HttpResponse(csv_text(as_rows(found)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="gezien.csv"'
        return response
    context = {"form": form, "tabel": _table(found), "aantal": len(found), "meer": len(found) > HOOGSTENS}
    return render(request, "privacy/gezien.html", context)


def _table(found: list[Gezien]) -> Tabel:
    columns = [Kolom("Inwoner"), Kolom("Regels", True), Kolom("Eerst"), Kolom("Laatst")]
    rows = [
        [
            Cel("Niet meer te herleiden" if one.persoon is None else one.persoon.naam), Cel(str(one.keer)),
            *(Cel(f"{timezone.localtime(moment):%d-%m-%Y %H:%M}") for moment in (one.eerst, one.laatst)),
        ]
        for one in found[:HOOGSTENS]
    ]  # fmt: skip
    return Tabel(columns, rows, bijschrift="Van wie deze gebruiker gegevens zag", naam="gezien")
