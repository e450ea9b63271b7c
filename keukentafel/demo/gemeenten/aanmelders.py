"""Who can log in to a demo municipality: workers of the package, and three who work for all teams."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casusrol
from keukentafel.teams.public import Medewerker, Medewerkergegevens, Plaatsing, register_medewerker
from keukentafel.toegang.public import Gebruiker, Rol, create_gebruiker, grant_rol

ERBIJ = (("Ana Ferreira", Rol.BELEIDSANALIST), ("Bea Verhoeven", Rol.FUNCTIONEEL_BEHEERDER),
         ("Petra Smit", Rol.PRIVACY_OFFICER))  # fmt: skip


def let_in(peildatum: date) -> int:
    """Give these people a button at the login; returns how many. None of them changes a figure of the formatie."""
    chosen = [*((worker, Rol.REGISSEUR) for worker in _leads(2)), *((one, Rol.TEAMLEIDER) for one in _heads(1))]
    for worker, rol in chosen:
        worker.change(gebruiker=_user(worker.naam, rol, peildatum))
    for naam, rol in ERBIJ:
        user = _user(naam, rol, peildatum)
        register_medewerker(by=SYSTEEM, gegevens=Medewerkergegevens(naam=naam), gebruiker=user)
    return len(chosen) + len(ERBIJ)


def _leads(number: int) -> Sequence[Medewerker]:
    """Who leads most of the cases that are open."""
    open_ = Casusrol.objects.filter(rol="regisseur", tot=None, casus__afgesloten_op=None).order_by("medewerker_id")
    counts: dict[int, int] = {}
    for pk in open_.values_list("medewerker_id", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    busiest = sorted(counts, key=lambda pk: (-counts[pk], pk))[:number]
    return list(Medewerker.objects.filter(pk__in=busiest).order_by("pk"))


def _heads(number: int) -> Sequence[Medewerker]:
    heads = Plaatsing.objects.filter(medewerkertype="teamleiding", tot=None, medewerker__gebruiker=None)
    return [one.medewerker for one in heads.select_related("medewerker").order_by("pk")[:number]]


def _user(naam: str, rol: Rol, van: date) -> Gebruiker:
    mail = "".join(letter for letter in naam.lower() if letter.isascii() and letter.isalnum())
    user = create_gebruiker(by=SYSTEEM, email=f"{mail}@demo.invalid", naam=naam, demo=True)
    user.demo_speler = True
    user.save(update_fields=["demo_speler"])
    grant_rol(by=SYSTEEM, gebruiker=user, rol=rol, van=van)
    return user
