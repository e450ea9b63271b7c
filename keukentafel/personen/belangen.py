"""Writes: who must not see a household, and who alone may (security.md 2.3)."""

from collections.abc import Sequence
from datetime import date, timedelta

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.belang import open_ontschermverzoek
from keukentafel.personen.dubbelen import Kenmerken, find_same
from keukentafel.personen.models import Afschermlid, Belang, EigenPersoon, Huishouden, Ontschermverzoek, Persoon
from keukentafel.personen.registers import BIJ_AFSCHERMEN
from keukentafel.toegang.public import Gebruiker, Label


@action("belang_gemeld")
def declare_belang(*, by: Actor, huishouden: Huishouden, gebruiker: Gebruiker) -> Belang:
    """Close this household to this user from now on. Which tie it is, and who said so, is not recorded."""
    belang, made = Belang.objects.get_or_create(
        gebruiker=gebruiker, huishouden=huishouden, defaults={"gemeld_op": date.today()}
    )
    if not made:
        belang.change(tot=None)
    record("belang_gemeld", huishouden)
    return belang


@action("belang_ingetrokken")
def withdraw_belang(*, by: Actor, belang: Belang) -> None:
    """Open the household again; nobody withdraws his own. Raises Regelfout."""
    locked = Belang.lock(belang.pk)
    if by.pk == locked.gebruiker_id:
        raise Regelfout("Laat een collega dit intrekken. Dat kan niet voor uzelf.")
    locked.change(tot=max(locked.gemeld_op, date.today()) - timedelta(days=1))
    record("belang_ingetrokken", locked.huishouden)


@action("eigen_persoon_gekoppeld")
def link_eigen_persoon(*, by: Actor, gebruiker: Gebruiker, persoon: Persoon) -> EigenPersoon:
    """This user is this person: his own household is closed to him, whatever his role."""
    eigen, made = EigenPersoon.objects.get_or_create(gebruiker=gebruiker, defaults={"persoon": persoon})
    if not made:
        eigen.change(persoon_id=persoon.pk)
    record("eigen_persoon_gekoppeld", eigen, subjects=[persoon.pk])
    return eigen


@action("eigen_persoon_opgegeven")
def declare_eigen_persoon(*, by: Actor, gebruiker: Gebruiker, kenmerken: Kenmerken) -> None:
    """Link this user to the person who is all but certainly himself: same date of birth, name or address alike.

    Nobody is told whether someone was found, and nobody changes his own link: both would open a door.
    """
    record("eigen_persoon_opgegeven", gebruiker)
    if by.pk == gebruiker.pk and EigenPersoon.objects.filter(gebruiker=gebruiker).exists():
        return
    found = find_same(kenmerken)
    if found is not None:
        link_eigen_persoon(by=by, gebruiker=gebruiker, persoon=found)


@action("huishouden_afgeschermd")
def shield_huishouden(
    *, by: Actor, huishouden: Huishouden, gebruikers: Sequence[Gebruiker], versie: int | None = None
) -> Huishouden:
    """Only these users know from now on that this household exists. Raises Regelfout for an empty list.

    Whoever shields it stands on the list himself: otherwise he would lose it with this very step.
    """
    locked = Huishouden.lock(huishouden.pk, versie)
    listed = {user.pk for user in gebruikers}
    if by.pk is not None and by.pk not in listed:
        raise Regelfout("Zet ook uzelf op de lijst, anders kunt u er niet meer bij.", veld="gebruikers")
    if not listed:
        raise Regelfout("Kies wie dit huishouden wel mag zien.", veld="gebruikers")
    for old in Afschermlid.objects.filter(huishouden=locked).exclude(gebruiker__in=listed):
        old.delete()
    present = set(Afschermlid.objects.filter(huishouden=locked).values_list("gebruiker_id", flat=True))
    for user_id in sorted(listed - present):
        Afschermlid.objects.create(huishouden=locked, gebruiker_id=user_id)
    locked.change(label=Label.AFGESCHERMD)
    for take_away in BIJ_AFSCHERMEN:
        take_away(locked.pk)
    record("huishouden_afgeschermd", locked)
    return locked


@action("ontscherming_gevraagd")
def request_ontscherming(*, by: Gebruiker, huishouden: Huishouden, reden: str) -> Ontschermverzoek:
    """Ask to lift the shield; somebody else of the list decides (two persons: ASVS 2.3.5).

    Raises Regelfout when it is not shielded, when nobody else is on the list, or when it was asked already.
    """
    locked = Huishouden.lock(huishouden.pk)
    if locked.label != Label.AFGESCHERMD:
        raise Regelfout("Dit huishouden is niet afgeschermd.")
    if not reden.strip():
        raise Regelfout("Schrijf waarom het niet meer nodig is.", veld="reden")
    if open_ontschermverzoek(locked) is not None:
        raise Regelfout("Dit is al gevraagd. Wacht op uw collega.")
    if not Afschermlid.objects.filter(huishouden=locked).exclude(gebruiker=by).exists():
        raise Regelfout("U staat als enige op de lijst. Zet er eerst een collega bij, die beslist mee.")
    asked = Ontschermverzoek.objects.create(
        huishouden=locked, gevraagd_door=by, gevraagd_op=date.today(), reden=reden.strip()
    )
    record("ontscherming_gevraagd", locked)
    return asked


@action("ontscherming_besloten")
def answer_ontscherming(*, by: Gebruiker, verzoek: Ontschermverzoek, akkoord: bool) -> Ontschermverzoek:
    """Lift the shield, or leave it. Raises Regelfout for whoever asked, or who is not on the list."""
    locked = Ontschermverzoek.lock(verzoek.pk)
    if locked.besloten_op is not None:
        raise Regelfout("Hierover is al beslist.")
    if locked.gevraagd_door_id == by.pk:
        raise Regelfout("U heeft dit zelf gevraagd. Een collega van de lijst beslist.")
    home = Huishouden.lock(locked.huishouden_id)
    if not Afschermlid.objects.filter(huishouden=home, gebruiker=by).exists():
        raise Regelfout("Alleen wie op de lijst staat kan dit beslissen.")
    locked.change(besloten_door=by, besloten_op=date.today(), akkoord=akkoord)
    if akkoord:
        for listed in Afschermlid.objects.filter(huishouden=home).order_by("pk"):
            listed.delete()
        home.change(label=Label.NORMAAL)
    record("ontscherming_besloten", home, reden="opgeheven" if akkoord else "blijft")
    return locked
