"""Example objects of partner for the walk over the screens."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.partner.public import make_sleutel
from tests.cast import Cast


def make_partnersleutel(cast: Cast) -> int:
    """A key of the municipality that holds today."""
    return make_sleutel(by=SYSTEEM, organisatie=cast.gemeente, tot=timezone.localdate())[0].pk


PARTNER: dict[str, Callable[[Cast], Any]] = {"partnersleutel_id": make_partnersleutel}
