"""The door of voorzieningen."""

from keukentafel.voorzieningen.actions import (
    answer_back,
    ask_back,
    bridge_aanvraag,
    create_aanvraag,
    decide_aanvraag,
    end_hulp,
    register_besluit_ander,
    start_hulp,
    submit_aanvraag,
    update_aanvraag,
    withdraw_aanvraag,
)
from keukentafel.voorzieningen.bulk import bulk_register_voorzieningen
from keukentafel.voorzieningen.models import Aanvraag, BesluitAnder, Vraagterug
from keukentafel.voorzieningen.permissions import access_aanvraag
from keukentafel.voorzieningen.rijen import list_aanvragen
from keukentafel.voorzieningen.selectors import duplicates_of, first_to_decide, of_casus
from keukentafel.voorzieningen.uitlevering import Aanvraagfeit, facts_of_aanvragen
from keukentafel.voorzieningen.volledigheid import missing_in

__all__ = [
    "Aanvraag",
    "Aanvraagfeit",
    "BesluitAnder",
    "Vraagterug",
    "access_aanvraag",
    "answer_back",
    "ask_back",
    "bridge_aanvraag",
    "bulk_register_voorzieningen",
    "create_aanvraag",
    "decide_aanvraag",
    "duplicates_of",
    "end_hulp",
    "facts_of_aanvragen",
    "first_to_decide",
    "list_aanvragen",
    "missing_in",
    "of_casus",
    "register_besluit_ander",
    "start_hulp",
    "submit_aanvraag",
    "update_aanvraag",
    "withdraw_aanvraag",
]
