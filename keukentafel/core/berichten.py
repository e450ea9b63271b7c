"""A short message after something was done, with a way back."""

from django.contrib import messages
from django.http import HttpRequest


def meld(request: HttpRequest, tekst: str, *, ongedaan_url: str = "") -> None:
    """Show `tekst` on the next page, as a toast; `ongedaan_url` takes the POST that undoes it.

    Never a name or number of a person in `tekst`: messages travel in the session.
    """
    messages.success(request, tekst, extra_tags=f"ongedaan:{ongedaan_url}" if ongedaan_url else "")
