"""The frame of an administration screen: its tabs, which of them this user may open, which one is open."""

from django.urls import NoReverseMatch, reverse

from keukentafel.core.schermdelen import Tab
from keukentafel.referentielijsten.registers import BEHEERTABS
from keukentafel.toegang.public import Gebruiker, may_ever


def beheer_tabs(user: Gebruiker, open_tab: str) -> list[Tab]:
    """The tabs of Beheer for this user; `open_tab` is the registered name of the one that is open."""
    tabs = []
    for naam, tab in BEHEERTABS.items():
        if not may_ever(user, tab.actie):
            continue
        try:
            url = reverse(tab.url_naam)
        except NoReverseMatch:  # a room that has no screens yet
            continue
        tabs.append(Tab(tab.naam, url, actief=naam == open_tab))
    return tabs
