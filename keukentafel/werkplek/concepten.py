"""Drafts: kept on the server while someone types, whatever the state of the form, and given back on the same form.

A draft is no part of the dossier: it is not versioned and not in the log, its owner alone can read it, and
it is encrypted because it holds what was said at the table.
"""

import json
from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from keukentafel.core.muur import as_system
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.conceptdeur import still_open
from keukentafel.werkplek.models import Concept

BEWAARTIJD = timedelta(days=30)
LANGSTE_SLEUTEL = 120  # longer keys are cut
LANGSTE_PAD = 500  # characters; a longer address is no page of ours
GROOTSTE = 200_000  # bytes of JSON; a form holds at most 20 pages of text
Velden = dict[str, list[str]]


class ConceptTeGroot(ValueError):
    """More than a form can hold."""


def drop_old_concepten() -> None:
    """Remove drafts that nobody gets back any more: older than a month, whoever typed them (ASVS 14.2.7)."""
    with as_system("verlopen concepten"):  # of everybody: somebody's own are all that he gets
        Concept.objects.filter(bewaard_op__lt=timezone.now() - BEWAARTIJD).delete()


def keep_concept(gebruiker: Gebruiker, sleutel: str, velden: Velden, pad: str = "") -> Concept:
    """Store (or replace) the draft of this form, typed on the page `pad`. Raises ConceptTeGroot.

    A new draft takes with it what nobody gets back any more.
    """
    data = json.dumps(velden).encode()
    if len(data) > GROOTSTE:
        raise ConceptTeGroot
    concept, new = Concept.objects.update_or_create(
        gebruiker=gebruiker, sleutel=sleutel[:LANGSTE_SLEUTEL],
        defaults={"velden": data, "pad": pad[:LANGSTE_PAD]},
    )  # fmt: skip
    if new:
        drop_old_concepten()
    return concept


def find_concepten(gebruiker: Gebruiker, sleutels: Sequence[str]) -> dict[str, Velden]:
    """The drafts under these keys, by key; not those older than a month, nor of a page that is closed by now.

    Reading what was typed in a dossier is logged as opening it.
    """
    wanted = [key for key in sleutels if "\0" not in key]
    if not wanted:
        return {}
    found = Concept.objects.filter(
        gebruiker=gebruiker, sleutel__in=[key[:LANGSTE_SLEUTEL] for key in wanted],
        bewaard_op__gte=timezone.now() - BEWAARTIJD,
    )  # fmt: skip
    pages = {concept.sleutel: concept.pad for concept in found}
    opened = {pad: still_open(gebruiker, pad) for pad in sorted(set(pages.values()))}
    kept: dict[str, Velden] = {c.sleutel: json.loads(c.velden) for c in found if opened[pages[c.sleutel]]}
    return {key: kept[key[:LANGSTE_SLEUTEL]] for key in wanted if key[:LANGSTE_SLEUTEL] in kept}


def discard_concept(gebruiker: Gebruiker, sleutel: str) -> None:
    """The text was saved, or thrown away by its owner."""
    Concept.objects.filter(gebruiker=gebruiker, sleutel=sleutel[:LANGSTE_SLEUTEL]).delete()


def discard_after_post(request: HttpRequest) -> None:
    """Hook of `handle_post`: in the same transaction as the save, the draft of the saved form goes."""
    sleutel = request.POST.get("concept", "")
    if sleutel and "\0" not in sleutel and isinstance(request.user, Gebruiker):
        discard_concept(request.user, sleutel)
