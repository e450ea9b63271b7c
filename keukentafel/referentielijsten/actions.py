"""Writes: a change closes the version that holds until then and opens the next one, with a day of effect."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.criteria import Criteriumregel, check_criteria
from keukentafel.referentielijsten.models import (
    Code,
    Criteriumtekst,
    Domeinstelsel,
    Leefdomein,
    Lijst,
    Niveau,
)
from keukentafel.referentielijsten.momentopname import changed
from keukentafel.referentielijsten.selectors import domains_of, list_codes
from keukentafel.referentielijsten.states import Lijstsoort, Wet
from keukentafel.referentielijsten.toetsing import Band, check_attributes, check_bands, check_product

V = TypeVar("V", Code, Leefdomein, Niveau)
DAG = timedelta(days=1)
LEEFTIJD = "leeftijdsband"
PRODUCT = "product"


@action("code_toegevoegd")
def add_code(
    *,
    by: Actor,
    lijst: Lijst,
    code: str,
    naam: str,
    geldig_van: date,
    telt_als: str = "",
    bron: str = "",
    kenmerken: Mapping[str, Any] | None = None,
) -> Code:
    """Add a code of the municipality's own, or open an ended code again from a later day.

    In an extensible list `telt_als` names the fixed code it counts as: the exchange package is closed.
    Raises Regelfout: the list is closed, the code holds already on or after that day, or telt_als is missing.
    """
    lijst = Lijst.lock(lijst.pk)
    versions = Code.objects.filter(lijst=lijst, code=code)
    earlier = versions.order_by("-geldig_van").first()
    if lijst.soort == Lijstsoort.GESLOTEN and earlier is None:
        raise Regelfout("Deze lijst heeft vaste codes. U kunt wel namen en volgorde wijzigen.", "code")
    if versions.overlapping(geldig_van, None).exists():
        raise Regelfout("Deze code geldt dan al. Kies een andere code of een latere dag.", "code")
    if lijst.soort == Lijstsoort.UITBREIDBAAR and earlier is None:
        _check_counts_as(lijst, telt_als)
    if earlier is None:
        check_attributes(pattern_of(lijst), kenmerken or {})
    else:
        telt_als, kenmerken = telt_als or earlier.telt_als, kenmerken or earlier.kenmerken
    _check_list_rules(lijst, kenmerken or {})
    row = Code(
        lijst=lijst,
        code=code,
        naam=naam,
        volgorde=_last_place(lijst) + 1 if earlier is None else earlier.volgorde,
        geldig_van=geldig_van,
        bron=bron or "eigen code van de gemeente",
        betrouwbaarheid=lijst.betrouwbaarheid if earlier is None else earlier.betrouwbaarheid,
        kenmerken=dict(kenmerken or {}),
        telt_als=telt_als,
        eigen=earlier is None or earlier.eigen,
    )
    row.save()
    record("code_toegevoegd", row)
    changed()
    return row


@action("code_gewijzigd")
def change_code(*, by: Actor, code: Code, ingang: date, versie: int | None = None, **fields: Any) -> Code:
    """Change name, order, telt_als, source or attributes of a code from `ingang` on; the new version.

    Raises Regelfout (a day in the past or outside this version, wrong attributes) and Versieconflict.
    """
    lijst = Lijst.lock(code.lijst_id)
    if lijst.code == LEEFTIJD and fields.get("kenmerken", code.kenmerken) != code.kenmerken:
        raise Regelfout("Wijzig de grenzen van alle leeftijdsgroepen samen.", "kenmerken")
    if fields.get("telt_als", code.telt_als) != code.telt_als:
        _check_counts_as(lijst, fields["telt_als"])
    _check_list_rules(lijst, fields.get("kenmerken", code.kenmerken))
    row = _next_version(Code, code, ingang, versie, fields)
    record("code_gewijzigd", row)
    changed()
    return row


@action("leeftijdsgroepen_gewijzigd")
def set_age_bands(*, by: Actor, ondergrenzen: Sequence[int], ingang: date) -> int:
    """Replace all age bands from `ingang` on; each lower bound in years opens a band, the last one is open.

    Bands therefore join and never overlap (R-007). The number of bands. Raises Regelfout.
    """
    lijst = Lijst.lock(Lijst.objects.get(code=LEEFTIJD).pk)
    if ingang <= timezone.localdate():
        raise Regelfout("Kies morgen of een latere dag.", "ingang")
    bands = check_bands(ondergrenzen)
    if Code.objects.filter(lijst=lijst, geldig_van__gte=ingang).exists():
        raise Regelfout("Er staat al een latere wijziging klaar.", "ingang")
    current = {row.code: row for row in Code.objects.filter(lijst=lijst).valid_on(ingang)}
    wanted = {band.code: band for band in bands}
    for code, row in current.items():
        if code not in wanted:
            row.change(geldig_tot=ingang - DAG)
    for place, band in enumerate(bands, start=1):
        if band.code not in current:
            _add_band(lijst, band, place, ingang)
    record("leeftijdsgroepen_gewijzigd", lijst)
    changed()
    return len(bands)


@action("leefdomein_gewijzigd")
def change_domain(
    *, by: Actor, domein: Leefdomein, ingang: date, versie: int | None = None, **fields: Any
) -> Leefdomein:
    """Change name or order of a domain from `ingang` on; the new version. Raises as `change_code`."""
    Domeinstelsel.lock(domein.stelsel_id)
    row = _next_version(Leefdomein, domein, ingang, versie, fields)
    record("leefdomein_gewijzigd", row)
    changed()
    return row


@action("niveau_gewijzigd")
def change_level(*, by: Actor, niveau: Niveau, ingang: date, versie: int | None = None, **fields: Any) -> Niveau:
    """Change the name of a level, or whether it counts as a problem, from `ingang` on.

    Raises as `change_code`.
    """
    Domeinstelsel.lock(niveau.stelsel_id)
    row = _next_version(Niveau, niveau, ingang, versie, fields)
    record("niveau_gewijzigd", row)
    changed()
    return row


@action("code_beeindigd")
def end_code(*, by: Actor, code: Code, laatste_dag: date, versie: int | None = None) -> Code:
    """Stop offering a code after `laatste_dag`; what was recorded with it stays.

    Raises Regelfout: the product needs every code of this list, or the day is past or before its start.
    """
    if Lijst.lock(code.lijst_id).alles_nodig:
        raise Regelfout("Deze code is nodig en kan niet worden beëindigd. U kunt hem wel anders noemen.")
    current = Code.lock(code.pk, versie)
    if laatste_dag < timezone.localdate() - DAG or laatste_dag < current.geldig_van:
        raise Regelfout("Kies gisteren, vandaag of een latere dag, en niet voor het begin.", "laatste_dag")
    if current.geldig_tot is not None and laatste_dag > current.geldig_tot:
        raise Regelfout("Deze versie eindigt al eerder.", "laatste_dag")
    current.change(geldig_tot=laatste_dag)
    record("code_beeindigd", current)
    changed()
    return current


@action("criteriumteksten_ingelezen")
def import_criteria(*, by: Actor, stelsel: Domeinstelsel, regels: Sequence[Criteriumregel], toestemming: str) -> int:
    """Load a municipality's own criteria texts, all or nothing; same domain and level are replaced.

    `toestemming`: on whose permission. The number of texts. Raises Regelfout (no permission named) and
    CriteriaFout (with every fault of the file).
    """
    if not toestemming.strip():
        raise Regelfout("Vul in van wie u toestemming hebt voor deze teksten.", "toestemming")
    stelsel = Domeinstelsel.lock(stelsel.pk)
    check_criteria(regels, {domain.code for domain in domains_of(stelsel.code)})
    for regel in regels:
        text, made = Criteriumtekst.objects.get_or_create(
            stelsel=stelsel,
            domein_code=regel.domein,
            niveau=regel.niveau,
            defaults={"tekst": regel.tekst, "toestemming": toestemming},
        )
        if not made:
            text.change(tekst=regel.tekst, toestemming=toestemming)
    record("criteriumteksten_ingelezen", stelsel)
    return len(regels)


def _next_version(model: type[V], row: V, ingang: date, versie: int | None, fields: Mapping[str, Any]) -> V:
    current = model.lock(row.pk, versie)
    if "kenmerken" in fields:
        check_attributes(current.kenmerken, fields["kenmerken"])
    if not any(getattr(current, name) != value for name, value in fields.items()):
        raise Regelfout("Er is niets veranderd.")
    if ingang < timezone.localdate():
        raise Regelfout("Kies vandaag of een latere dag. Cijfers van vroeger blijven zo hetzelfde.", "ingang")
    if current.geldig_tot is not None and ingang > current.geldig_tot:
        raise Regelfout("Deze versie geldt dan niet meer. Kies een eerdere dag.", "ingang")
    if ingang < current.geldig_van:
        raise Regelfout("Kies een dag op of na het begin van deze versie.", "ingang")
    if ingang == current.geldig_van == timezone.localdate():
        raise Regelfout("Deze versie begon vandaag. Kies morgen of een latere dag.", "ingang")
    if ingang == current.geldig_van:  # still to begin: nothing was recorded with it
        current.change(**fields, geleverd=False)
        return current
    last_day = current.geldig_tot
    current.change(geldig_tot=ingang - DAG)
    following = model.objects.get(pk=current.pk)
    following.pk, following.versie = None, 1
    following._state.adding = True
    following.geldig_van, following.geldig_tot, following.geleverd = ingang, last_day, False
    for name, value in fields.items():
        setattr(following, name, value)
    following.save()
    return following


def _add_band(lijst: Lijst, band: Band, place: int, ingang: date) -> None:
    Code(
        lijst=lijst,
        code=band.code,
        naam=band.naam,
        volgorde=place,
        geldig_van=ingang,
        bron="eigen indeling van de gemeente",
        betrouwbaarheid=lijst.betrouwbaarheid,
        kenmerken=band.kenmerken,
        eigen=True,
    ).save()


def _check_counts_as(lijst: Lijst, telt_als: str) -> None:
    target = Code.objects.filter(lijst__code=lijst.telt_als_lijst or lijst.code, eigen=False)
    if not target.filter(code=telt_als).exists():
        raise Regelfout("Kies als welke vaste code deze code meetelt.", "telt_als")


def _check_list_rules(lijst: Lijst, kenmerken: Mapping[str, Any]) -> None:
    if lijst.code == PRODUCT:
        wmo, youth = (frozenset(v.code for v in list_codes(f"productcategorie_{law}")) for law in ("wmo", "jeugd"))
        check_product(kenmerken, {Wet.WMO.value: wmo, Wet.JEUGD.value: youth})


def pattern_of(lijst: Lijst) -> Mapping[str, Any]:
    """The attributes that a new code of this list must have: those of its first code."""
    first = Code.objects.filter(lijst=lijst).order_by("volgorde", "code", "geldig_van").first()
    return first.kenmerken if first else {}


def _last_place(lijst: Lijst) -> int:
    places = Code.objects.filter(lijst=lijst).order_by("-volgorde").values_list("volgorde", flat=True)
    return places.first() or 0
