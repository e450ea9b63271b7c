"""Writes: a CSV of series on the screen, checked first and brought in with a second button."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils import timezone

from keukentafel.audit.public import action, record
from keukentafel.cijfers.actions import Reekstelling, import_reeksen, preview_reeksen
from keukentafel.cijfers.models import Reeksaanbod
from keukentafel.cijfers.states import Aanbodstatus
from keukentafel.core.fouten import Regelfout
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling.public import Foutenlijst

FOUTEN_BEWAARD = 1000  # the screen's list of faults; who has more has another file


@action("reeksen_aangeboden")
def offer_reeksen(*, by: Gebruiker, inhoud: bytes) -> Reeksaanbod:
    """Check a CSV and keep it when it has no fault; of a file with faults only the faults. Nothing is brought in.

    Raises Pakketfout when the file is no CSV at all.
    """
    fouten = Foutenlijst()
    with _on_disk(inhoud) as pad:
        found = preview_reeksen(pad, fouten)
    made = Reeksaanbod.objects.create(
        bestand=b"" if fouten else inhoud, door=by, aangeboden_op=timezone.now(), aantal_fouten=len(fouten),
        status=Aanbodstatus.GEWEIGERD if fouten else Aanbodstatus.GECONTROLEERD,
        fouten=[line for line, _ in zip(_lines(fouten), range(FOUTEN_BEWAARD), strict=False)],
        tellingen=[
            {"reeks": code, "naam": naam, "nieuw": one.nieuw, "gewijzigd": one.gewijzigd, "gelijk": one.gelijk}
            for code, (naam, one) in found.items() if not fouten
        ],
    )  # fmt: skip
    record("reeksen_aangeboden", made, reden=f"{len(fouten)} fouten")
    return made


@action("reeksen_aanbod_ingelezen")
def bring_in_reeksen(*, by: Gebruiker, aanbod: Reeksaanbod) -> Reekstelling:
    """Bring in a file that was checked. Raises Regelfout when it was dealt with, or has a fault by now."""
    locked = _checked(aanbod)
    fouten = Foutenlijst()
    with _on_disk(bytes(locked.bestand)) as pad:
        found = import_reeksen(by=by, pad=pad, fouten=fouten)
    if fouten:
        raise Regelfout("Er is intussen iets veranderd, zoals een gebied. Bied het bestand opnieuw aan.")
    _finish(locked, Aanbodstatus.INGELEZEN)
    record("reeksen_aanbod_ingelezen", locked)
    return found


@action("reeksen_weggedaan")
def put_aside_reeksen(*, by: Gebruiker, aanbod: Reeksaanbod) -> None:
    """Forget a file that was checked. Raises Regelfout when it was dealt with already."""
    locked = _checked(aanbod)
    _finish(locked, Aanbodstatus.WEGGEDAAN)
    record("reeksen_weggedaan", locked)


def _checked(aanbod: Reeksaanbod) -> Reeksaanbod:
    locked = Reeksaanbod.objects.select_for_update().get(pk=aanbod.pk)
    if locked.status != Aanbodstatus.GECONTROLEERD:
        raise Regelfout("Dit bestand is al verwerkt.")
    return locked


def _finish(aanbod: Reeksaanbod, status: Aanbodstatus) -> None:
    aanbod.status, aanbod.bestand = status, b""
    aanbod.save(update_fields=["status", "bestand"])


@contextmanager
def _on_disk(inhoud: bytes) -> Iterator[Path]:
    """The content as a file, as the reader of packages wants it; gone afterwards."""
    with NamedTemporaryFile(suffix=".csv") as file:
        file.write(inhoud)
        file.flush()
        yield Path(file.name)


def _lines(fouten: Foutenlijst) -> Iterator[str]:
    lines = fouten.lines()
    next(lines)  # the header
    return lines
