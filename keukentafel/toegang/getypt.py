"""What was typed when the gate had to ask something first: kept encrypted for its typer, for a day."""

import json
import uuid
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from keukentafel.toegang.models import BewaardeInvoer, Gebruiker

BEWAARD = timedelta(days=1)


def drop_old_input() -> None:
    """Remove typed input that nobody gets back any more."""
    BewaardeInvoer.objects.filter(gemaakt_op__lt=timezone.now() - BEWAARD).delete()


def keep_input(request: HttpRequest, user: Gebruiker) -> uuid.UUID:
    """Store the posted fields encrypted for this user; returns the key with which he gets them back."""
    drop_old_input()
    fields = [(k, v) for k, values in request.POST.lists() for v in values if k != "csrfmiddlewaretoken"]
    kept = BewaardeInvoer.objects.create(
        sleutel=uuid.uuid4(),
        gebruiker=user,
        pad=request.get_full_path()[:500],
        invoer=json.dumps(fields).encode(),
    )
    return kept.sleutel
