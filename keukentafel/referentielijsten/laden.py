"""Bring the shipped lists into the database: what is missing is added, what the product corrected is followed up.

A correction is a new version from today on, so that a record keeps the name of its day. It follows up what was
shipped and nothing else: an entry that somebody of the municipality renamed or ended stays as that person left it.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from keukentafel.audit.public import SYSTEEM, Actor, action, record
from keukentafel.referentielijsten.bijwerken import Laadverslag, follow_up, is_current, list_head
from keukentafel.referentielijsten.models import Code, Domeinstelsel, Leefdomein, Lijst, Niveau, Overgang
from keukentafel.referentielijsten.momentopname import changed
from keukentafel.referentielijsten.zending import Lijstzending, Regel, Stelselzending, Zending, read_shipment

M = TypeVar("M", bound=Model)


def load_reference_lists(*, by: Actor = SYSTEEM, zending: Zending | None = None) -> Laadverslag:
    """Add shipped lists, codes, schemes, domains, levels and crosswalks that are missing, and follow up corrections.

    Safe to repeat. When there is nothing to do nothing is written, not even to the log.
    """
    shipped = zending or read_shipment()
    if _is_complete(shipped) and is_current(shipped):
        return Laadverslag()
    return _load(by=by, zending=shipped)


@action("referentielijsten_geladen")
def _load(*, by: Actor, zending: Zending) -> Laadverslag:
    added = _load_lists(zending.lijsten) + _load_schemes(zending) + _load_crosswalks(zending)
    report = follow_up(zending, added)
    record("referentielijsten_geladen", None, reden=str(report))
    changed()
    return report


def _is_complete(zending: Zending) -> bool:
    codes = set(Code.objects.values_list("lijst__code", "code"))
    domains = set(Leefdomein.objects.values_list("stelsel__code", "code"))
    return (
        all((entry.code, regel.code) in codes for entry in zending.lijsten for regel in entry.codes)
        and all((entry.code, regel.code) in domains for entry in zending.stelsels for regel in entry.domeinen)
        and len(_wanted_lines(zending) - _known_lines()) == 0
    )


def _load_lists(shipped: Sequence[Lijstzending]) -> int:
    known = set(Lijst.objects.values_list("code", flat=True))
    _bulk(Lijst, [Lijst(code=entry.code, **list_head(entry)) for entry in shipped if entry.code not in known])
    ids = dict(Lijst.objects.values_list("code", "pk"))
    present = set(Code.objects.values_list("lijst_id", "code"))
    rows = [
        Code(lijst_id=ids[entry.code], telt_als=regel.telt_als, **_version(regel))
        for entry in shipped
        for regel in entry.codes
        if (ids[entry.code], regel.code) not in present
    ]
    return _bulk(Code, rows)


def _load_schemes(zending: Zending) -> int:
    known = set(Domeinstelsel.objects.values_list("code", flat=True))
    new = [entry for entry in zending.stelsels if entry.code not in known]
    _bulk(Domeinstelsel, [_scheme(entry) for entry in new])
    ids = dict(Domeinstelsel.objects.values_list("code", "pk"))
    present = set(Leefdomein.objects.values_list("stelsel_id", "code"))
    domains = [
        Leefdomein(stelsel_id=ids[entry.code], **_version(regel))
        for entry in zending.stelsels
        for regel in entry.domeinen
        if (ids[entry.code], regel.code) not in present
    ]
    levels = [
        Niveau(
            stelsel_id=ids[entry.code],
            waarde=level.waarde,
            naam=level.naam,
            volgorde=level.waarde,
            is_probleem=level.is_probleem,
            geldig_van=entry.geldig_van,
            geldig_tot=entry.geldig_tot,
            bron="instrumentwijzer.nl; R-047, R-051",
            betrouwbaarheid="H",
            kenmerken=dict(level.kenmerken),
            geleverd=True,
        )
        for entry in new
        for level in zending.niveaus
    ]
    return _bulk(Leefdomein, domains) + _bulk(Niveau, levels)


def _load_crosswalks(zending: Zending) -> int:
    ids = dict(Domeinstelsel.objects.values_list("code", "pk"))
    missing = _wanted_lines(zending) - _known_lines()
    rows = [
        Overgang(
            van_stelsel_id=ids[line.van_stelsel],
            van_code=line.van,
            naar_stelsel_id=ids[line.naar_stelsel],
            naar_code=target,
            soort=line.soort,
            bron=line.bron,
            betrouwbaarheid=line.betrouwbaarheid,
        )
        for line in zending.overgangen
        for target in line.naar or ("",)
        if (line.van_stelsel, line.van, line.naar_stelsel, target) in missing
    ]
    return _bulk(Overgang, rows)


def _wanted_lines(zending: Zending) -> set[tuple[str, str, str, str]]:
    return {
        (line.van_stelsel, line.van, line.naar_stelsel, target)
        for line in zending.overgangen
        for target in line.naar or ("",)
    }


def _known_lines() -> set[tuple[str, str, str, str]]:
    return set(Overgang.objects.values_list("van_stelsel__code", "van_code", "naar_stelsel__code", "naar_code"))


def _scheme(entry: Stelselzending) -> Domeinstelsel:
    return Domeinstelsel(
        code=entry.code,
        naam=entry.naam,
        geldig_van=entry.geldig_van,
        geldig_tot=entry.geldig_tot,
        voorbeeld=entry.voorbeeld,
        alleen_met_kinderen=entry.alleen_met_kinderen,
        voor_inzet=entry.voor_inzet,
        in_gebruik=entry.in_gebruik,
        bron=entry.bron,
        betrouwbaarheid=entry.betrouwbaarheid,
    )


def _version(regel: Regel) -> dict[str, Any]:
    return {
        "code": regel.code,
        "naam": regel.naam,
        "volgorde": regel.volgorde,
        "geldig_van": regel.geldig_van,
        "geldig_tot": regel.geldig_tot,
        "bron": regel.bron,
        "betrouwbaarheid": regel.betrouwbaarheid,
        "kenmerken": dict(regel.kenmerken),
        "geleverd": True,
    }


def _bulk(model: type[M], rows: list[M]) -> int:
    if rows:
        bulk_create_with_history(rows, model, batch_size=200)
    return len(rows)
