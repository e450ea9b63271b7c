"""Writes: part of a household moves to a household of its own, and that can be taken back exactly."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta

from django.db.models import ProtectedError
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.actions import NieuwLid, change_persoon, follow_name, register_huishouden
from keukentafel.personen.belang import kept_out, listed_users
from keukentafel.personen.gegevens import Persoongegevens
from keukentafel.personen.models import Afschermlid, Belang, Huishouden, Huishoudlid, Persoon
from keukentafel.personen.zoekindex import refresh_bereik
from keukentafel.toegang.public import Label

ADRES = ("straat", "huisnummer", "postcode", "woonplaats", "geheim_adres")
ONGEDAAN_BINNEN = timedelta(days=7)  # as volgen and closing; later than that somebody may count on the new household
GEWIJZIGD = "Na de verhuizing is hier iets gewijzigd. Terugdraaien kan niet meer."
TE_LAAT = "Deze verhuizing is langer dan een week geleden vastgelegd. Zet bij het huishouden zelf recht wat niet klopt."


@dataclass(frozen=True, slots=True)
class Adres:
    """Where people live from the move on; all empty: not known, the old address stays."""

    straat: str = ""
    huisnummer: str = ""
    postcode: str = ""
    woonplaats: str = ""
    geheim_adres: bool = False

    def __bool__(self) -> bool:
        return bool(self.straat or self.huisnummer or self.postcode or self.woonplaats or self.geheim_adres)


@action("leden_verhuisd")
def move_out(
    *,
    by: Actor,
    huishouden: Huishouden,
    leden: Sequence[Huishoudlid],
    op: date,
    adres: Adres,
    versie: int | None = None,
) -> Huishouden:
    """These members live in a new household of their own from `op` on (R-001, R-002); returns that household.

    They keep their role. Whoever may not see the old household may not see the new one either: a declared tie and
    a shield go along, and a home of one's own counts as a tie. Raises Regelfout, naming the field, and
    Versieconflict when the household changed meanwhile.
    """
    locked = Huishouden.lock(huishouden.pk, versie)
    rows = [Huishoudlid.lock(lid.pk) for lid in leden]
    _check_move(locked, rows, op)
    people = {pk: Persoon.lock(pk) for pk in sorted(lid.persoon_id for lid in rows)}
    for lid in rows:
        lid.change(tot=op - timedelta(days=1))
    if adres:  # before the household is there: what changes after that is no part of the move (see _return_address)
        for persoon in people.values():
            _move_address(by, persoon, adres)
    fresh = register_huishouden(by=by, leden=[NieuwLid(people[lid.persoon_id], lid.rol, op) for lid in rows])
    _keep_closed(locked, fresh)
    follow_name(locked)
    refresh_bereik(people)
    record("leden_verhuisd", locked, subjects=sorted(people))
    return fresh


def _check_move(huishouden: Huishouden, leden: Sequence[Huishoudlid], op: date) -> None:
    today = date.today()
    if not leden:
        raise Regelfout("Kies wie er verhuizen.", veld="wie")
    if any(lid.huishouden_id != huishouden.pk or lid.tot is not None for lid in leden):
        raise Regelfout("Een van hen woont hier niet meer.", veld="wie")
    staying = Huishoudlid.objects.valid_on(today).filter(huishouden=huishouden, persoon__samengevoegd_in=None)
    if not staying.exclude(pk__in=[lid.pk for lid in leden]).exists():
        raise Regelfout("Dan blijft hier niemand over. Verhuist iedereen, wijzig dan het adres.", veld="wie")
    if any(op <= lid.van for lid in leden):
        raise Regelfout("Een van hen kwam er toen pas bij. Kies een latere dag.", veld="op")
    if op > today:
        raise Regelfout("Leg een verhuizing vast als die is geweest.", veld="op")


def _keep_closed(old: Huishouden, fresh: Huishouden) -> None:
    """Who is kept out of the old household is kept out of the new one."""
    for user_id, belang in kept_out(old).items():
        Belang.objects.create(gebruiker_id=user_id, huishouden=fresh, gemeld_op=belang.gemeld_op, tot=belang.tot)
    if old.label == Label.AFGESCHERMD:
        for user_id in listed_users(old.pk):
            Afschermlid.objects.create(huishouden=fresh, gebruiker_id=user_id)
        fresh.change(label=Label.AFGESCHERMD)


def _move_address(by: Actor, persoon: Persoon, adres: Adres) -> None:
    """The new address, which stays secret when the old one was."""
    names = [field.name for field in fields(Persoongegevens) if field.name != "bsn"]
    known = Persoongegevens(**{name: getattr(persoon, name) for name in names})
    if persoon.pseudoniem:  # an address is not kept of who does not want to be known
        return
    moved = replace(known, **asdict(adres) | {"geheim_adres": adres.geheim_adres or persoon.geheim_adres})
    change_persoon(by=by, persoon=persoon, gegevens=moved)


@action("verhuizing_ongedaan_gemaakt")
def undo_move(*, by: Actor, oud: Huishouden, nieuw: Huishouden) -> None:
    """They never left: the new household goes, the old memberships and addresses are as they were.

    Raises Regelfout when the new household is not one that came out of the old one, when the move was recorded more
    than a week ago, or when anything was done with the household or with its people since.
    """
    old, fresh = Huishouden.lock(oud.pk), Huishouden.lock(nieuw.pk)
    if timezone.localdate(fresh.gemaakt_op) + ONGEDAAN_BINNEN < timezone.localdate():
        raise Regelfout(TE_LAAT)
    if fresh.naam_gekozen:
        raise Regelfout(GEWIJZIGD)
    _check_still_closed_alike(old, fresh)
    rows = list(Huishoudlid.objects.select_for_update().filter(huishouden=fresh).order_by("pk"))
    before = [_old_membership(oud, lid) for lid in rows]
    if not rows or any(lid.versie != 1 or lid.tot is not None for lid in rows):
        raise Regelfout(GEWIJZIGD)
    people = [lid.persoon_id for lid in rows]
    for lid in before:
        _return_address(Persoon.lock(lid.persoon_id), lid, fresh)
    for lid in rows:
        lid.delete()
    for belang in Belang.objects.filter(huishouden=fresh, versie=1):
        belang.delete()
    try:
        fresh.delete()
    except ProtectedError:
        raise Regelfout("Er is al gewerkt voor het nieuwe huishouden. Terugdraaien kan niet meer.") from None
    for lid in before:
        lid.change(tot=None)
    follow_name(oud)
    refresh_bereik(people)
    record("verhuizing_ongedaan_gemaakt", oud, subjects=people)


def _check_still_closed_alike(old: Huishouden, fresh: Huishouden) -> None:
    """Who was kept out of the new household since would be let in again by putting its people back."""
    same = old.label == fresh.label and set(listed_users(old.pk)) == set(listed_users(fresh.pk))
    if not same or kept_out(fresh).keys() - kept_out(old).keys():
        raise Regelfout(GEWIJZIGD)


def _old_membership(oud: Huishouden, lid: Huishoudlid) -> Huishoudlid:
    """The membership that ended the day before this one began."""
    rows = Huishoudlid.objects.select_for_update().filter(huishouden=oud, persoon=lid.persoon_id)
    found = rows.filter(tot=lid.van - timedelta(days=1)).first()
    if found is None:
        raise Regelfout(GEWIJZIGD)
    return found


def _return_address(persoon: Persoon, oud: Huishoudlid, fresh: Huishouden) -> None:
    """Put back the address of before the move, provided that nothing of this person changed since.

    The move ended the old membership first and made the new household last, with the person locked: what changed
    between is its doing. An address that became secret after it would be told again, so any later change counts.
    """
    began = oud.history.filter(tot=oud.tot).order_by("versie")[0].history_date
    since = list(persoon.history.filter(history_type="~", history_date__gte=began).order_by("versie"))
    if any(version.history_date >= fresh.gemaakt_op for version in since):
        raise Regelfout(GEWIJZIGD)
    if since:
        was = persoon.history.get(versie=since[0].versie - 1)
        persoon.change(**{name: getattr(was, name) for name in (*ADRES, "gebied_id")})
