"""Writes: a CSV of series or prices on the screen, checked first and brought in with a second button."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils import timezone

from keukentafel.audit.public import action, record
from keukentafel.cijfers.actions import import_reeksen, preview_reeksen
from keukentafel.cijfers.mkba import import_mkba
from keukentafel.cijfers.models import Reeksaanbod
from keukentafel.cijfers.prijsbeeld import preview_mkba, preview_prijzen
from keukentafel.cijfers.prijzen import import_prijzen
from keukentafel.cijfers.states import Aanbodsoort, Aanbodstatus
from keukentafel.core.fouten import Regelfout
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling.public import Foutenlijst

FOUTEN_BEWAARD = 1000  # the screen's list of faults; who has more has another file


@action("reeksen_aangeboden")
def offer_reeksen(*, by: Gebruiker, inhoud: bytes) -> Reeksaanbod:
    """Check a CSV of series and keep it when it has no fault; of a file with faults only the faults.

    Nothing is brought in. Raises Pakketfout when the file is no CSV at all.
    """
    made = _offer(by, inhoud, Aanbodsoort.REEKSEN)
    record("reeksen_aangeboden", made, reden=f"{made.aantal_fouten} fouten")
    return made


@action("prijslijst_aangeboden")
def offer_prijslijst(*, by: Gebruiker, inhoud: bytes, soort: Aanbodsoort) -> Reeksaanbod:
    """Check a price list as `offer_reeksen` checks series. Raises Pakketfout, and Regelfout where there is no MKBA."""
    made = _offer(by, inhoud, soort)
    record("prijslijst_aangeboden", made, reden=f"{made.aantal_fouten} fouten")
    return made


@action("reeksen_aanbod_ingelezen")
def bring_in_reeksen(*, by: Gebruiker, aanbod: Reeksaanbod) -> None:
    """Bring in a file that was checked. Raises Regelfout when it was dealt with, or has a fault by now."""
    _bring_in(by, aanbod)
    record("reeksen_aanbod_ingelezen", aanbod)


@action("prijslijst_aanbod_ingelezen")
def bring_in_prijslijst(*, by: Gebruiker, aanbod: Reeksaanbod) -> None:
    """Put a price list that was checked in the place of the one there is. Raises Regelfout as `bring_in_reeksen`."""
    _bring_in(by, aanbod)
    record("prijslijst_aanbod_ingelezen", aanbod)


@action("reeksen_weggedaan")
def put_aside_reeksen(*, by: Gebruiker, aanbod: Reeksaanbod) -> None:
    """Forget a file that was checked. Raises Regelfout when it was dealt with already."""
    locked = _checked(aanbod)
    _finish(locked, Aanbodstatus.WEGGEDAAN)
    record("reeksen_weggedaan", locked)


def _offer(by: Gebruiker, inhoud: bytes, soort: Aanbodsoort) -> Reeksaanbod:
    fouten = Foutenlijst()
    with _on_disk(inhoud) as pad:
        found = PROEVEN[soort](pad, fouten)
    return Reeksaanbod.objects.create(
        soort=soort, bestand=b"" if fouten else inhoud, door=by, aangeboden_op=timezone.now(),
        aantal_fouten=len(fouten), status=Aanbodstatus.GEWEIGERD if fouten else Aanbodstatus.GECONTROLEERD,
        fouten=[line for line, _ in zip(_lines(fouten), range(FOUTEN_BEWAARD), strict=False)],
        tellingen=[] if fouten else found,
    )  # fmt: skip


def _bring_in(by: Gebruiker, aanbod: Reeksaanbod) -> None:
    locked, fouten = _checked(aanbod), Foutenlijst()
    with _on_disk(bytes(locked.bestand)) as pad:
        INLEZERS[Aanbodsoort(locked.soort)](by=by, pad=pad, fouten=fouten)
    if fouten:
        raise Regelfout("Er is intussen iets veranderd, zoals een gebied of een lijst. Bied het bestand opnieuw aan.")
    _finish(locked, Aanbodstatus.INGELEZEN)


def _try_reeksen(pad: Path, fouten: Foutenlijst) -> list[dict[str, str | int]]:
    return [
        {"reeks": code, "naam": naam, "nieuw": one.nieuw, "gewijzigd": one.gewijzigd, "gelijk": one.gelijk}
        for code, (naam, one) in preview_reeksen(pad, fouten).items()
    ]


PROEVEN: Mapping[Aanbodsoort, Callable[[Path, Foutenlijst], list[dict[str, str | int]]]] = {
    Aanbodsoort.REEKSEN: _try_reeksen,
    Aanbodsoort.PRIJZEN: lambda pad, fouten: [one.as_dict() for one in preview_prijzen(pad, fouten)],
    Aanbodsoort.MKBA: lambda pad, fouten: [one.as_dict() for one in preview_mkba(pad, fouten)],
}
INLEZERS: Mapping[Aanbodsoort, Callable[..., object]] = {  # by, pad, fouten: what the commands take
    Aanbodsoort.REEKSEN: import_reeksen,
    Aanbodsoort.PRIJZEN: import_prijzen,
    Aanbodsoort.MKBA: import_mkba,
}


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
