"""Drafts: kept on the server while someone types, whatever the state of the form, and given back on the same form.

A draft is no part of the dossier: it is not versioned and not in the log, its owner alone can read it, and
it is encrypted because it holds what was said at the table.
"""

import json
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from keukentafel.core.versleuteling import decrypt, encrypt
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.models import Concept

PLAATS = "werkplek.concept.velden"
BEWAARTIJD = timedelta(days=30)
GROOTSTE = 200_000  # bytes of JSON; a form holds at most 20 pages of text
Velden = dict[str, list[str]]


class ConceptTeGroot(ValueError):
    """More than a form can hold."""


def keep_concept(gebruiker: Gebruiker, sleutel: str, velden: Velden) -> Concept:
    """Store (or replace) the draft of this form. Raises ConceptTeGroot."""
    data = json.dumps(velden).encode()
    if len(data) > GROOTSTE:
        raise ConceptTeGroot
    concept, _ = Concept.objects.update_or_create(
        gebruiker=gebruiker, sleutel=sleutel[:120], defaults={"velden": encrypt(data, PLAATS)}
    )
    return concept


def find_concept(gebruiker: Gebruiker, sleutel: str) -> tuple[Concept, Velden] | None:
    """The draft of this form and its fields, or None; drafts older than a month are not given back."""
    concept = Concept.objects.filter(
        gebruiker=gebruiker, sleutel=sleutel, bewaard_op__gte=timezone.now() - BEWAARTIJD
    ).first()
    if concept is None:
        return None
    fields: Velden = json.loads(decrypt(bytes(concept.velden), PLAATS))
    return concept, fields


def discard_concept(gebruiker: Gebruiker, sleutel: str) -> None:
    """The text was saved, or thrown away by its owner."""
    Concept.objects.filter(gebruiker=gebruiker, sleutel=sleutel).delete()


def discard_after_post(request: HttpRequest) -> None:
    """Hook of `handle_post`: in the same transaction as the save, the draft of the saved form goes."""
    sleutel = request.POST.get("concept", "")
    if sleutel and isinstance(request.user, Gebruiker):
        discard_concept(request.user, sleutel)
