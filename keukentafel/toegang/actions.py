"""Writes: users and their roles."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.toegang.models import Gebruiker, Roltoekenning
from keukentafel.toegang.sessies import end_sessions
from keukentafel.toegang.states import Rol


@action("gebruiker_gemaakt")
def create_gebruiker(*, by: Actor, email: str, naam: str, password: str | None = None, demo: bool = False) -> Gebruiker:
    """Make a user without roles. Raises Regelfout when the address is in use."""
    if Gebruiker.objects.filter(email=email.lower()).exists():
        raise Regelfout("Er is al een gebruiker met dit e-mailadres.", veld="email")
    user = Gebruiker.objects.create_user(email, naam, password)
    if demo:
        user.demo = True
        user.save(update_fields=["demo"])
    record("gebruiker_gemaakt", user)
    return user


@action("rol_toegekend")
def grant_rol(*, by: Actor, gebruiker: Gebruiker, rol: Rol, van: date, tot: date | None = None) -> Roltoekenning:
    """Give a role from `van` to `tot` (both inclusive; None: until further notice)."""
    if tot is not None and tot < van:
        raise Regelfout("De einddatum ligt voor de begindatum.", veld="tot")
    granted = Roltoekenning.objects.create(gebruiker=gebruiker, rol=rol, van=van, tot=tot)
    for kept in ("rollen", "toegekende_rollen", "geheugen"):
        gebruiker.__dict__.pop(kept, None)
    record("rol_toegekend", granted)
    return granted


@action("rol_ingetrokken")
def withdraw_rol(*, by: Actor, roltoekenning: Roltoekenning, tot: date) -> None:
    """End a role; it holds up to and including `tot`. Effective at the next request."""
    locked = Roltoekenning.lock(roltoekenning.pk)
    locked.change(tot=tot)
    record("rol_ingetrokken", locked)


@action("gebruiker_vertrokken")
def end_gebruiker(*, by: Actor, gebruiker: Gebruiker, tot: date) -> None:
    """Roles end on `tot` (inclusive), a role that begins later goes; once that day is past, open sessions end too."""
    for granted in gebruiker.roltoekenningen.filter(Q(tot=None) | Q(tot__gt=tot)).order_by("pk"):
        locked = Roltoekenning.lock(granted.pk)
        if locked.van > tot:
            record("rol_vervallen", locked)
            locked.delete()
        else:
            withdraw_rol(by=by, roltoekenning=locked, tot=tot)
    if tot < timezone.localdate():
        end_sessions(gebruiker)
    record("gebruiker_vertrokken", gebruiker)
