"""Writes on the municipality's own schemes and crosswalks, and the taking back of what has not begun yet.

A shipped scheme is an instrument that others use too: its domains are fixed, only its names may differ. Who wants
other domains makes a copy with a code of its own (R-049), which counts as the shipped one in the exchange package.
"""

from datetime import date, timedelta

from django.db.models import ProtectedError
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.models import Code, Domeinstelsel, Leefdomein, Lijst, Niveau, Overgang
from keukentafel.referentielijsten.momentopname import changed
from keukentafel.referentielijsten.states import Overgangsoort

Versierij = Code | Leefdomein | Niveau | Overgang
DAG = timedelta(days=1)
EIGEN = "eigen indeling van de gemeente"
MEEGELEVERD = "De leefdomeinen van een meegeleverd stelsel liggen vast. Maak eerst een kopie met een eigen code."
AL_GEBRUIKT = "Hiermee is al iets vastgelegd. Intrekken kan niet meer."


@action("stelsel_toegevoegd")
def copy_scheme(*, by: Actor, bron: Domeinstelsel, code: str, naam: str, geldig_van: date) -> Domeinstelsel:
    """A scheme of the municipality's own, with the domains and levels of `bron`, from `geldig_van` on (R-049).

    Every domain of the source goes over into its copy 1 to 1, as a line of the crosswalk. Raises Regelfout: the code
    is taken, or the day is past.
    """
    _not_past(geldig_van, "geldig_van")
    bron = Domeinstelsel.lock(bron.pk)
    if Domeinstelsel.objects.filter(code=code).exists():
        raise Regelfout("Deze code bestaat al. Kies een andere.", "code")
    made = Domeinstelsel(
        code=code, naam=naam, geldig_van=geldig_van, alleen_met_kinderen=bron.alleen_met_kinderen,
        voor_inzet=bron.voor_inzet, telt_als=bron.telt_als or bron.code, eigen=True,
        bron=f"kopie van {bron.naam}"[:200], betrouwbaarheid=bron.betrouwbaarheid,
    )  # fmt: skip
    made.save()
    day = min(bron.geldig_tot, geldig_van) if bron.geldig_tot else geldig_van
    for domein in Leefdomein.objects.filter(stelsel=bron).valid_on(day).order_by("volgorde", "code"):
        _copy(domein, made)
        _line(bron, domein.code, made, domein.code, geldig_van).save()
    for niveau in Niveau.objects.filter(stelsel=bron).valid_on(day).order_by("waarde"):
        _copy(niveau, made)
    record("stelsel_toegevoegd", made)
    changed()
    return made


@action("leefdomein_toegevoegd")
def add_domain(*, by: Actor, stelsel: Domeinstelsel, code: str, naam: str, geldig_van: date) -> Leefdomein:
    """Add a domain to the municipality's own scheme, last in order, or open an ended one again.

    Raises Regelfout: the scheme is shipped, the domain holds then already, or the day is past.
    """
    stelsel = _own(stelsel)
    _not_past(geldig_van, "geldig_van")
    versions = Leefdomein.objects.filter(stelsel=stelsel, code=code)
    if versions.overlapping(geldig_van, None).exists():
        raise Regelfout("Dit leefdomein geldt dan al. Kies een andere code of een latere dag.", "code")
    places = Leefdomein.objects.filter(stelsel=stelsel).order_by("-volgorde").values_list("volgorde", flat=True)
    row = Leefdomein(
        stelsel=stelsel, code=code, naam=naam, volgorde=(places.first() or 0) + 1, bron=EIGEN,
        geldig_van=max(geldig_van, stelsel.geldig_van), betrouwbaarheid=stelsel.betrouwbaarheid,
    )  # fmt: skip
    row.save()
    record("leefdomein_toegevoegd", row)
    changed()
    return row


@action("leefdomein_beeindigd")
def end_domain(*, by: Actor, domein: Leefdomein, laatste_dag: date, versie: int | None = None) -> Leefdomein:
    """Stop offering a domain of an own scheme after `laatste_dag`; what was measured stays. Raises as `end_line`."""
    _own(domein.stelsel)
    current = Leefdomein.lock(domein.pk, versie)
    _end(current, laatste_dag)
    record("leefdomein_beeindigd", current)
    changed()
    return current


@action("overgangsregel_toegevoegd")
def add_line(
    *, by: Actor, van_stelsel: Domeinstelsel, van_code: str, naar_stelsel: Domeinstelsel, naar_code: str, ingang: date
) -> Overgang:
    """Add a line to a crosswalk from `ingang` on; an empty `naar_code` says that there is no counterpart (R-055).

    Raises Regelfout: twice the same scheme, a domain that is not there, or a line that holds then already.
    """
    _not_past(ingang, "ingang")
    Domeinstelsel.lock(van_stelsel.pk)
    if van_stelsel.pk == naar_stelsel.pk:
        raise Regelfout("Kies een ander stelsel.", "naar")
    for stelsel, code in ((van_stelsel, van_code), (naar_stelsel, naar_code)):
        if code and not Leefdomein.objects.filter(stelsel=stelsel, code=code).exists():
            raise Regelfout("Kies een leefdomein van dit stelsel.", "naar" if stelsel is naar_stelsel else "van")
    row = _line(van_stelsel, van_code, naar_stelsel, naar_code, ingang)
    same = Overgang.objects.filter(van_stelsel=van_stelsel, van_code=van_code, naar_stelsel=naar_stelsel)
    if same.filter(naar_code=naar_code).overlapping(ingang, None).exists():
        raise Regelfout("Deze regel staat er dan al.", "naar")
    row.save()
    record("overgangsregel_toegevoegd", row)
    changed()
    return row


@action("overgangsregel_beeindigd")
def end_line(*, by: Actor, lijn: Overgang, laatste_dag: date, versie: int | None = None) -> Overgang:
    """Show a line of a crosswalk no longer after `laatste_dag`.

    Raises Regelfout (the day is before yesterday or before its start, or it ends earlier) and Versieconflict.
    """
    current = Overgang.lock(lijn.pk, versie)
    _end(current, laatste_dag)
    record("overgangsregel_beeindigd", current)
    changed()
    return current


@action("lijstwijziging_ingetrokken")
def withdraw_change(*, by: Actor, row: Versierij, versie: int | None = None) -> None:
    """Take back what has not begun yet, or an end that has not come yet; the history keeps both.

    What is to begin goes, and the version before it goes on as it did. Raises Regelfout when it holds already.
    """
    _lock_owner(row)
    current = type(row).lock(row.pk, versie)
    today = timezone.localdate()
    if current.geldig_van > today:
        record("lijstwijziging_ingetrokken", current)
        _remove(current)
    elif current.geldig_tot is not None and current.geldig_tot >= today and not _followed(current):
        current.change(geldig_tot=None)
        record("lijstwijziging_ingetrokken", current)
    else:
        raise Regelfout("Deze wijziging is al ingegaan. Leg een nieuwe wijziging vast met een dag van ingang.")
    changed()


@action("stelsel_ingetrokken")
def withdraw_scheme(*, by: Actor, stelsel: Domeinstelsel, versie: int | None = None) -> None:
    """Take back an own scheme before its first day, with its domains, levels, lines and texts.

    Raises Regelfout: it is shipped, it holds already, or something was recorded under it (an import may be early).
    """
    current = Domeinstelsel.lock(_own(stelsel).pk, versie)
    if current.geldig_van <= timezone.localdate():
        raise Regelfout("Dit stelsel geldt al. Beëindig de leefdomeinen die u niet meer gebruikt.")
    record("stelsel_ingetrokken", current)
    parts = (
        current.domeinen, current.niveaus, current.overgangen_uit, current.overgangen_in, current.criteriumteksten,
    )  # fmt: skip
    try:
        for rows in parts:
            for row in rows.order_by("pk"):
                row.delete()
        current.delete()
    except ProtectedError:
        raise Regelfout(AL_GEBRUIKT) from None
    changed()


def may_withdraw(row: Versierij | Domeinstelsel) -> bool:
    """True when this has not begun, or has an end that has not come: shows or hides the way to take it back."""
    today = timezone.localdate()
    if isinstance(row, Domeinstelsel):
        return row.eigen and row.geldig_van > today
    ends = row.geldig_tot is not None and row.geldig_tot >= today and not _followed(row)
    return row.geldig_van > today or ends


def _copy(row: Leefdomein | Niveau, naar: Domeinstelsel) -> None:
    row.pk, row.versie, row._state.adding = None, 1, True
    row.stelsel, row.geldig_van, row.geldig_tot, row.geleverd = naar, naar.geldig_van, None, False
    row.bron = EIGEN
    row.save()


def _line(van: Domeinstelsel, van_code: str, naar: Domeinstelsel, naar_code: str, ingang: date) -> Overgang:
    kind = Overgangsoort.EEN_OP_EEN if naar_code else Overgangsoort.GEEN
    return Overgang(
        van_stelsel=van, van_code=van_code, naar_stelsel=naar, naar_code=naar_code, soort=kind, geldig_van=ingang,
        eigen=True, bron="eigen afleiding van de gemeente", betrouwbaarheid="L",
    )  # fmt: skip


def _own(stelsel: Domeinstelsel) -> Domeinstelsel:
    found = Domeinstelsel.lock(stelsel.pk)
    if not found.eigen:
        raise Regelfout(MEEGELEVERD)
    return found


def _not_past(day: date, veld: str) -> None:
    if day < timezone.localdate():
        raise Regelfout("Kies vandaag of een latere dag.", veld)


def _end(row: Leefdomein | Overgang, laatste_dag: date) -> None:
    if laatste_dag < timezone.localdate() - DAG or laatste_dag < row.geldig_van:
        raise Regelfout("Kies gisteren, vandaag of een latere dag, en niet voor het begin.", "laatste_dag")
    if row.geldig_tot is not None and laatste_dag > row.geldig_tot:
        raise Regelfout("Dit eindigt al eerder.", "laatste_dag")
    row.change(geldig_tot=laatste_dag)


def _lock_owner(row: Versierij) -> None:
    if isinstance(row, Code):
        Lijst.lock(row.lijst_id)
    elif not isinstance(row, Overgang):
        Domeinstelsel.lock(row.stelsel_id)


def _followed(row: Versierij) -> bool:
    """True when another version of the same entry begins after this one."""
    return not isinstance(row, Overgang) and row.siblings().filter(geldig_van__gt=row.geldig_van).exists()


def _remove(row: Versierij) -> None:
    before = None
    if not isinstance(row, Overgang):
        before = row.siblings().filter(geldig_tot=row.geldig_van - DAG).first()
    last_day = row.geldig_tot
    try:
        row.delete()
    except ProtectedError:
        raise Regelfout(AL_GEBRUIKT) from None
    if before is not None:
        before.change(geldig_tot=last_day)
