"""The door of toegang."""

from keukentafel.toegang.actions import create_gebruiker, end_gebruiker, grant_rol, withdraw_rol
from keukentafel.toegang.beslissing import Besluit, Feiten, decide, readable_laws
from keukentafel.toegang.matrix import Matrix, load_matrix
from keukentafel.toegang.models import Gebruiker, Noodtoegang
from keukentafel.toegang.noodtoegang import (
    REDENEN,
    emergencies_of_households,
    end_noodtoegang,
    judge_noodtoegang,
    late_judgement,
    noodtoegang_of,
    on_crisis_duty,
    open_noodtoegang,
    own_active,
    put_off_on,
    remember_noodtoegang,
    under_noodtoegang,
    waiting_judgement,
)
from keukentafel.toegang.opdrachten import OpdrachtGeweigerd
from keukentafel.toegang.opdrachten import run as run_opdracht
from keukentafel.toegang.opnieuw import ask_factor_again
from keukentafel.toegang.rechten import Objectfeiten, StaffRequest, authorize, decision, may_ever
from keukentafel.toegang.registers import CRISISDIENST, NOODBETROKKENEN, NOODMELDINGEN, PLAATSINGEN, SLEUTELDEUREN
from keukentafel.toegang.sessies import end_every_session, end_sessions
from keukentafel.toegang.states import Label, Noodreden, Plaatsingseis, Reden, Relatie, Rol, Uitkomst, Veld
from keukentafel.toegang.tafel import stay_at_table
from keukentafel.toegang.verwerkingen import load_verwerkingen

__all__ = [
    "CRISISDIENST",
    "NOODBETROKKENEN",
    "NOODMELDINGEN",
    "PLAATSINGEN",
    "REDENEN",
    "SLEUTELDEUREN",
    "Besluit",
    "Feiten",
    "Gebruiker",
    "Label",
    "Matrix",
    "Noodreden",
    "Noodtoegang",
    "Objectfeiten",
    "OpdrachtGeweigerd",
    "Plaatsingseis",
    "Reden",
    "Relatie",
    "Rol",
    "StaffRequest",
    "Uitkomst",
    "Veld",
    "ask_factor_again",
    "authorize",
    "create_gebruiker",
    "decide",
    "decision",
    "emergencies_of_households",
    "end_every_session",
    "end_gebruiker",
    "end_noodtoegang",
    "end_sessions",
    "grant_rol",
    "judge_noodtoegang",
    "late_judgement",
    "load_matrix",
    "load_verwerkingen",
    "may_ever",
    "noodtoegang_of",
    "on_crisis_duty",
    "open_noodtoegang",
    "own_active",
    "put_off_on",
    "readable_laws",
    "remember_noodtoegang",
    "run_opdracht",
    "stay_at_table",
    "under_noodtoegang",
    "waiting_judgement",
    "withdraw_rol",
]
