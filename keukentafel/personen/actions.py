"""Writes: persons, households, who lives where since when, who is what to whom."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.adressen import open_address, share_secret
from keukentafel.personen.gegevens import Persoongegevens, clean_gegevens
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie, bsn_fingerprint
from keukentafel.personen.naamgeving import derive_name
from keukentafel.personen.namen import normalise_name
from keukentafel.personen.relatiewoorden import SYMMETRIC
from keukentafel.personen.schildtreffer import hand_to_holders, is_hidden_from
from keukentafel.personen.zoekindex import index_personen, refresh_bereik
from keukentafel.referentielijsten.public import RedenZonderCasus
from keukentafel.socialekaart.public import gebied_of_postcode

BSN_IN_GEBRUIK = "Dit burgerservicenummer staat al bij iemand. Kijk of het dezelfde persoon is."


@dataclass(frozen=True, slots=True)
class NieuwLid:
    """Someone who comes to live in a household; `rol` volwassene or kind."""

    persoon: Persoon
    rol: str
    van: date


@action("persoon_geregistreerd")
def register_persoon(*, by: Actor, gegevens: Persoongegevens) -> Persoon:
    """Record a person (R-004: a case is not needed). Raises Regelfout, naming the field."""
    persoon = Persoon()
    _fill(persoon, clean_gegevens(gegevens, date.today()), by)
    persoon.save()
    index_personen([persoon], new=True)
    record("persoon_geregistreerd", persoon, subjects=[persoon.pk])
    hand_to_holders(by, persoon)
    return persoon


@action("persoon_gewijzigd")
def change_persoon(*, by: Actor, persoon: Persoon, gegevens: Persoongegevens, versie: int | None = None) -> Persoon:
    """Change a person's data; the household's derived name follows. Raises Regelfout and Versieconflict.

    An address that becomes secret, or is secret no more, is so for everyone who lives with him there.
    """
    today = date.today()
    locked = Persoon.lock(persoon.pk, versie)
    was_secret = locked.geheim_adres
    _fill(locked, clean_gegevens(gegevens, today), by)
    locked.save()
    index_personen([locked])
    homes = list(Huishouden.objects.filter(leden__in=locked.lidmaatschappen.valid_on(today)))
    for home in homes:
        follow_name(home)
    opened = open_address(locked, today) if was_secret and not locked.geheim_adres else []
    mates = opened or share_secret([home.pk for home in homes], today)
    record("persoon_gewijzigd", locked, subjects=[locked.pk, *(pk for pk in mates if pk != locked.pk)])
    hand_to_holders(by, locked)
    return locked


@action("persoon_gewijzigd")
def change_telefoon(*, by: Actor, persoon: Persoon, telefoon: str) -> Persoon:
    """Change only the telephone number. Raises Regelfout when it is too long, or may not be kept (pseudonym)."""
    locked = Persoon.lock(persoon.pk)
    names = [field.name for field in fields(Persoongegevens) if field.name != "bsn"]
    known = Persoongegevens(**{name: getattr(locked, name) for name in names})
    locked.change(telefoon=clean_gegevens(replace(known, telefoon=telefoon), date.today()).telefoon)
    record("persoon_gewijzigd", locked, subjects=[locked.pk])
    return locked


@action("reden_zonder_casus_vastgelegd")
def note_zonder_casus(*, by: Actor, persoon: Persoon, reden: str) -> Persoon:
    """Write down why someone is known without a case (R-004); '' when he has one. Raises Regelfout for no reason."""
    if reden and reden not in RedenZonderCasus.values:
        raise Regelfout("Kies waarom er geen casus is.", veld="reden_zonder_casus")
    locked = Persoon.lock(persoon.pk)
    locked.change(reden_zonder_casus=reden)
    record("reden_zonder_casus_vastgelegd", locked, subjects=[locked.pk])
    return locked


def _fill(persoon: Persoon, cleaned: Persoongegevens, by: Actor) -> None:
    """Set the fields of one person. Raises Regelfout when the BSN is someone else's.

    When that other does not exist for `by`, the number is kept without its fingerprint, and nothing is said.
    """
    fill_persoon(persoon, cleaned, gebied_of_postcode)
    index = persoon.bsn_index
    other = Persoon.objects.filter(bsn_index=index).exclude(pk=persoon.pk).only("pk").first() if index else None
    if other is None:
        return
    if not is_hidden_from(by, other.pk):
        raise Regelfout(BSN_IN_GEBRUIK, veld="bsn")
    persoon.bsn_index = None


def fill_persoon(persoon: Persoon, cleaned: Persoongegevens, area: Callable[[str], int | None]) -> None:
    """Set the fields of a person from cleaned data; the area follows the postcode. Does not save."""
    for name, value in asdict(cleaned).items():
        if name != "bsn":
            setattr(persoon, name, value)
    persoon.gebied_id = area(cleaned.postcode) if cleaned.postcode else None
    bsn = "" if cleaned.pseudoniem or cleaned.anoniem else cleaned.bsn
    if bsn is not None:
        persoon.bsn, persoon.bsn_index = bsn, bsn_fingerprint(bsn) if bsn else None


@action("huishouden_geregistreerd")
def register_huishouden(*, by: Actor, leden: Sequence[NieuwLid], naam: str = "") -> Huishouden:
    """Record a household with at least one member; without a name it is named after its people."""
    if not leden:
        raise Regelfout("Een huishouden heeft minstens één lid.")
    chosen = normalise_name(naam)
    huishouden = Huishouden.objects.create(naam=chosen or "?", naam_gekozen=bool(chosen))
    for lid in leden:
        Huishoudlid.objects.create(huishouden=huishouden, persoon=lid.persoon, rol=lid.rol, van=lid.van)
    follow_name(huishouden)
    share_secret([huishouden.pk], date.today())
    record("huishouden_geregistreerd", huishouden, subjects=[lid.persoon.pk for lid in leden])
    return huishouden


@action("huishouden_hernoemd")
def rename_huishouden(*, by: Actor, huishouden: Huishouden, naam: str, versie: int | None = None) -> Huishouden:
    """Give a household a name of its own; an empty name lets it follow its people again."""
    locked = Huishouden.lock(huishouden.pk, versie)
    chosen = normalise_name(naam)[:160]
    locked.change(naam=chosen or derive_name(locked, date.today()), naam_gekozen=bool(chosen))
    record("huishouden_hernoemd", locked)
    return locked


@action("lid_toegevoegd")
def add_member(
    *, by: Actor, huishouden: Huishouden, persoon: Persoon, rol: str, van: date, tot: date | None = None
) -> Huishoudlid:
    """Someone lives in this household from `van` (R-002). Raises Regelfout when he already did then.

    Someone may live in several households at once, as a child of divorced parents does.
    """
    Huishouden.lock(huishouden.pk)
    check_period(van, tot)
    if persoon.samengevoegd_in_id is not None:
        raise Regelfout("Deze persoon is samengevoegd met een andere. Kies die andere.", veld="persoon")
    earlier = Huishoudlid.objects.filter(huishouden=huishouden, persoon=persoon).overlapping(van, tot)
    if earlier.exists():
        raise Regelfout("Deze persoon hoort in die periode al bij dit huishouden.", veld="van")
    lid = Huishoudlid.objects.create(huishouden=huishouden, persoon=persoon, rol=rol, van=van, tot=tot)
    follow_name(huishouden)
    refresh_bereik([persoon.pk])
    mates = share_secret([huishouden.pk], date.today())
    record("lid_toegevoegd", huishouden, subjects=[persoon.pk, *(pk for pk in mates if pk != persoon.pk)])
    return lid


@action("lidmaatschap_beeindigd")
def end_membership(*, by: Actor, lid: Huishoudlid, tot: date, versie: int | None = None) -> Huishoudlid:
    """Someone lives here up to and including `tot`. Raises Regelfout for a date before he came."""
    locked = Huishoudlid.lock(lid.pk, versie)
    if tot < locked.van:
        raise Regelfout("Deze datum ligt voor de dag waarop hij of zij erbij kwam.", veld="tot")
    _check_future(tot)
    locked.change(tot=tot)
    follow_name(locked.huishouden)
    refresh_bereik([locked.persoon_id])
    record("lidmaatschap_beeindigd", locked.huishouden, subjects=[locked.persoon_id])
    return locked


@action("relatie_vastgelegd")
def record_relatie(
    *, by: Actor, persoon_a: Persoon, persoon_b: Persoon, soort: str,
    van: date | None = None, tot: date | None = None,
) -> Relatie:  # fmt: skip
    """persoon_a is <soort> of persoon_b. Raises Regelfout when it is there already in that period."""
    if persoon_a.pk == persoon_b.pk:
        raise Regelfout("Kies twee verschillende personen.", veld="persoon_b")
    if van is not None and tot is not None:
        check_period(van, tot)
    same = Relatie.objects.filter(soort=soort, persoon_a=persoon_a, persoon_b=persoon_b)
    if soort in SYMMETRIC:
        same |= Relatie.objects.filter(soort=soort, persoon_a=persoon_b, persoon_b=persoon_a)
    if same.valid_on(van or date.today()).exists():
        raise Regelfout("Deze relatie is al vastgelegd.", veld="soort")
    relatie = Relatie.objects.create(persoon_a=persoon_a, persoon_b=persoon_b, soort=soort, van=van, tot=tot)
    record("relatie_vastgelegd", relatie, subjects=[persoon_a.pk, persoon_b.pk])
    return relatie


@action("relatie_beeindigd")
def end_relatie(*, by: Actor, relatie: Relatie, tot: date, versie: int | None = None) -> Relatie:
    """The relation holds up to and including `tot`."""
    locked = Relatie.lock(relatie.pk, versie)
    if locked.van is not None and tot < locked.van:
        raise Regelfout("Deze datum ligt voor het begin van de relatie.", veld="tot")
    _check_future(tot)
    locked.change(tot=tot)
    record("relatie_beeindigd", locked, subjects=[locked.persoon_a_id, locked.persoon_b_id])
    return locked


def follow_name(huishouden: Huishouden) -> None:
    """Rename a household after its people, unless someone gave it a name."""
    if not huishouden.naam_gekozen:
        huishouden.change(naam=derive_name(huishouden, date.today()))


def check_period(van: date, tot: date | None) -> None:
    """Raises Regelfout when a period ends before it begins, or begins far ahead."""
    _check_future(van, "van")
    if tot is not None and tot < van:
        raise Regelfout("De einddatum ligt voor de begindatum.", veld="tot")


def _check_future(day: date, veld: str = "tot") -> None:
    """A household is recorded as it is or was; at most a year ahead, for a move that is known."""
    if day > date.today() + timedelta(days=366):
        raise Regelfout("Deze datum ligt te ver in de toekomst.", veld=veld)
