"""The door of toegang."""

from keukentafel.toegang.actions import create_gebruiker, end_gebruiker, end_sessions, grant_rol, withdraw_rol
from keukentafel.toegang.beslissing import Besluit, Feiten, decide, readable_laws
from keukentafel.toegang.matrix import Matrix, load_matrix
from keukentafel.toegang.models import Gebruiker
from keukentafel.toegang.rechten import Objectfeiten, StaffRequest, authorize, decision, may_ever
from keukentafel.toegang.registers import PLAATSINGEN, SLEUTELDEUREN
from keukentafel.toegang.states import Label, Plaatsingseis, Reden, Relatie, Rol, Veld
from keukentafel.toegang.tafel import stay_at_table

__all__ = [
    "PLAATSINGEN",
    "SLEUTELDEUREN",
    "Besluit",
    "Feiten",
    "Gebruiker",
    "Label",
    "Matrix",
    "Objectfeiten",
    "Plaatsingseis",
    "Reden",
    "Relatie",
    "Rol",
    "StaffRequest",
    "Veld",
    "authorize",
    "create_gebruiker",
    "decide",
    "decision",
    "end_gebruiker",
    "end_sessions",
    "grant_rol",
    "load_matrix",
    "may_ever",
    "readable_laws",
    "stay_at_table",
    "withdraw_rol",
]
