"""The answer to a Zoekkeuze: suggestions under a text box, rendered by the server."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

VEILIGE_ID = re.compile(r"^[\w-]{1,80}$")


@dataclass(frozen=True)
class Voorstel:
    """One suggestion: what lands in the box, the key that is posted along, and what tells it apart."""

    tekst: str
    sleutel: str
    toelichting: str = ""


def answer_voorstellen(request: HttpRequest, voorstellen: Sequence[Voorstel]) -> HttpResponse:
    """Options for the listbox. The view reads `request.POST["q"]`; the ids follow the box that asked."""
    vraag = request.POST.get("id", "")
    basis = vraag if VEILIGE_ID.match(vraag) else "voorstel"
    return render(request, "core/zoekkeuze_opties.html", {"id": basis, "opties": voorstellen})
