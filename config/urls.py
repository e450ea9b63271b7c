"""All addresses; each one has a row in keukentafel/toegang/matrix.toml or it does not exist."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = (
    ("", "core"),
    ("toegang/", "toegang"),
    ("beheer/lijsten/", "referentielijsten"),
    ("beheer/", "socialekaart"),
    ("beheer/", "teams"),
    ("", "personen"),
    ("", "weergaven"),
    ("", "casussen"),
    ("", "taken"),
    ("", "tijdlijn"),
    ("meldingen/", "meldingen"),
    ("", "zelfredzaamheid"),
    ("", "plannen"),
    ("", "nazorg"),
    ("", "voorzieningen"),
    ("buurt/", "buurt"),
    ("", "partner"),
    ("inzicht/reeksen/", "cijfers"),
    ("inzicht/", "inzicht"),
    ("", "inzicht.api"),
    ("privacy/", "privacy"),
    ("", "werkplek"),
    ("beheer/pakketten/", "uitwisseling"),
)


def _rooms() -> list[URLPattern | URLResolver]:
    found = [(prefix, f"keukentafel.{room}.urls") for prefix, room in ROOMS if find_spec(f"keukentafel.{room}.urls")]
    return [path(prefix, include(import_module(name))) for prefix, name in found]


urlpatterns: list[URLPattern | URLResolver] = [
    path("toegang/", include("allauth.account.urls")),
    path("toegang/factor/", include("allauth.mfa.urls")),
    *_rooms(),
]
handler400 = "keukentafel.core.views.onbegrijpelijk"
handler404 = "keukentafel.core.views.niet_gevonden"
handler403 = "keukentafel.core.views.geen_toegang"
handler500 = "keukentafel.core.views.storing"
