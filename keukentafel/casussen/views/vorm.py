"""How a small form of a case is shown and handled: the same way everywhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import render

from keukentafel.audit.public import handle_button, handle_post
from keukentafel.casussen.kop import casus_kop, casus_url
from keukentafel.casussen.permissions import Casustoegang
from keukentafel.core.formulieren import Formulier
from keukentafel.core.schermdelen import Menuregel, Taakregel
from keukentafel.toegang.public import StaffRequest

F = TypeVar("F", bound=Formulier)
Theirs = Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Vraag:
    """What a small form says: its heading, what it is for, its button, what is there already.

    `blokken` are more such lists, each under its own heading; `nieuwkop` stands above the form, behind a list.
    `knoppen` are other submit buttons: their `url` is the value that is posted as `keuze`. `alleen_lezen` leaves the
    form out: there is nothing to fill in now.
    """

    titel: str
    uitleg: str = ""
    knop: str = "Opslaan"
    concept: str = ""
    waarschuwing: str = ""
    rijen: Sequence[Taakregel] = ()
    blokken: Sequence[tuple[str, Sequence[Taakregel]]] = ()
    nieuwkop: str = ""
    knoppen: Sequence[Menuregel] = ()
    alleen_lezen: bool = False

    def context(self) -> dict[str, Any]:
        """For `casussen/formulier.html`."""
        return {
            "titel": self.titel, "uitleg": self.uitleg, "knoptekst": self.knop, "concept": self.concept,
            "waarschuwing": self.waarschuwing, "rijen": self.rijen, "knoppen": self.knoppen,
            "blokken": [(kop, lijst) for kop, lijst in self.blokken if lijst], "nieuwkop": self.nieuwkop,
            "alleen_lezen": self.alleen_lezen,
        }  # fmt: skip


def ask(
    request: StaffRequest, toegang: Casustoegang, form: F, vraag: Vraag, actie: str, do: Callable[[F], str | None],
    theirs: Theirs | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the form, or do what it asks and go where `do` says, else back to the case; `theirs` as for handle_post."""
    back = casus_url(toegang.casus.pk)

    def show(form: F, status: int = 200) -> HttpResponse:
        context = {**casus_kop(toegang), **vraag.context(), "form": form, "terug_url": back}
        return render(request, "casussen/formulier.html", context, status=status)

    def act(form: F) -> str:
        return do(form) or back

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=actie, do=act, show=show, theirs=theirs)


def press(request: StaffRequest, url: str, actie: str, do: Callable[[], None]) -> HttpResponse:
    """Handle a button without fields; a rule that forbids it is told on the page where the user was."""
    return handle_button(request, by=request.user, actie=actie, do=do, back=url)
