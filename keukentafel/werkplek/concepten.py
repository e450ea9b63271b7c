"""Drafts: kept on the server while someone types, whatever the state of the form, and given back on the same form.

A draft is no part of the dossier: it is not versioned and not in the log, its owner alone can read it, and
it is encrypted because it holds what was said at the table.
"""

import json
from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from keukentafel.core.versleuteling import decrypt, encrypt
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.models import Concept

PLAATS = "werkplek.concept.velden"
BEWAARTIJD = timedelta(days=30)
LANGSTE_SLEUTEL = 120  # longer keys are cut
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
        gebruiker=gebruiker, sleutel=sleutel[:LANGSTE_SLEUTEL], defaults={"velden": encrypt(data, PLAATS)}
    )
    return concept


def find_concepten(gebruiker: Gebruiker, sleutels: Sequence[str]) -> dict[str, Velden]:
    """The drafts under these keys, by key; drafts older than a month are not given back."""
    wanted = [key for key in sleutels if "\0" not in key]
    if not wanted:
        return {}
    found = Concept.objects.filter(
        gebruiker=gebruiker, sleutel__in=[key[:LANGSTE_SLEUTEL] for key in wanted],
        bewaard_op__gte=timezone.now() - BEWAARTIJD,
    )  # fmt: skip
    kept: dict[str, Velden] = {c.sleutel: json.loads(decrypt(bytes(c.velden), PLAATS)) for c in found}
    return {key: kept[key[:LANGSTE_SLEUTEL]] for key in wanted if key[:LANGSTE_SLEUTEL] in kept}


def discard_concept(gebruiker: Gebruiker, sleutel: str) -> None:
    """The text was saved, or thrown away by its owner."""
    Concept.objects.filter(gebruiker=gebruiker, sleutel=sleutel[:LANGSTE_SLEUTEL]).delete()


def discard_after_post(request: HttpRequest) -> None:
    """Hook of `handle_post`: in the same transaction as the save, the draft of the saved form goes."""
    sleutel = request.POST.get("concept", "")
    if sleutel and "\0" not in sleutel and isinstance(request.user, Gebruiker):
        discard_concept(request.user, sleutel)
