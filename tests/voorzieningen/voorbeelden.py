"""Examples of this room for the walk over the screens: a request that was not handed in, with a question on it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from keukentafel.audit.public import SYSTEEM
from keukentafel.voorzieningen.models import Aanvraag, Vraagterug
from keukentafel.voorzieningen.public import create_aanvraag, register_besluit_ander
from tests.cast import Cast


def the_request(cast: Cast) -> Aanvraag:
    """One concept, made once: only the team of the case stands in a relation to it."""
    return Aanvraag.objects.filter(casus=cast.casus).first() or create_aanvraag(
        by=SYSTEEM, casus=cast.casus, persoon=cast.mieke, wet="wmo"
    )


def make_question(cast: Cast) -> int:
    """A question on that request."""
    return Vraagterug.objects.create(aanvraag=the_request(cast), vraag="Hoe vaak?", gesteld_op=date.today()).pk


def make_decision_elsewhere(cast: Cast) -> int:
    """What the huisarts decided for Mieke."""
    return register_besluit_ander(
        by=SYSTEEM, casus=cast.casus, persoon=cast.mieke, wet="wmo", product="HH1", verwijzer="02", van=date.today()
    ).pk


VOORZIENINGEN: dict[str, Callable[[Cast], Any]] = {
    "aanvraag_id": lambda cast: the_request(cast).pk,
    "vraagterug_id": make_question,
    "besluit_id": make_decision_elsewhere,
}
