"""Measurements of the cases of a question, with their scores."""

from __future__ import annotations

from keukentafel.inzicht.motor import Uitdrukking, table
from keukentafel.inzicht.rapporten.selecties import until
from keukentafel.inzicht.vraag import Vraag

LATER = ("tussen", "eind", "nazorg")
PROBLEEM_TOT = 3  # niveau 1 to 3 is a problem


def of_cases(found: Uitdrukking, vraag: Vraag, *, own_person: bool) -> Uitdrukking:
    """Return the measurements up to the peildatum of these cases, with their team; with `own_person` only of the
    case's person."""
    metingen = table("metingen")
    metingen = metingen.filter(until(metingen.datum, vraag))
    same = [("casus", "casus_id"), ("persoon", "wie")] if own_person else [("casus", "casus_id")]
    of_case = found.select("team", casus_id="id", wie="persoon")
    return metingen.inner_join(of_case, same).select(*metingen.columns, "team")


def scores_of(metingen: Uitdrukking) -> Uitdrukking:
    """Return their scores: team, casus, persoon, instrument, domein, niveau, reden_niet_gescoord."""
    scores = table("scores")
    which = metingen.select("team", "casus", "persoon", "instrument", meting_id="id")
    return scores.inner_join(which, scores.meting == which.meting_id).select(
        "team", "casus", "persoon", "instrument", "domein", "niveau", "reden_niet_gescoord"
    )
