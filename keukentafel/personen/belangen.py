"""Writes: who must not see a household, and who alone may (security.md 2.3)."""

from collections.abc import Sequence
from datetime import date, timedelta

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Afschermlid, Belang, EigenPersoon, Huishouden, Persoon
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
    record("huishouden_afgeschermd", locked)
    return locked
