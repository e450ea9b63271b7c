"""Keeps who may be found by which team in step with the open meldingen of that team."""

from keukentafel.meldingen.models import Melding
from keukentafel.personen.public import refresh_bereik


def follow_bereik(melding: Melding) -> None:
    """Call when a melding came to a team, left it, was linked to someone, ended or opened again."""
    if melding.persoon_id is not None:
        refresh_bereik([melding.persoon_id])
