"""Reads of meldingen: what the desk needs, the tray, one melding, the figures."""

from keukentafel.meldingen.selectors.aannemen import (
    home_of_persoon,
    last_kanaal,
    organisation_choices,
    suggest_team,
    team_choices,
)

__all__ = [
    "home_of_persoon",
    "last_kanaal",
    "organisation_choices",
    "suggest_team",
    "team_choices",
]
