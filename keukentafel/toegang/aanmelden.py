"""How the user of a session is found: with the roles of today, in one query."""

from datetime import date
from typing import Any

from django.contrib.auth.backends import ModelBackend

from keukentafel.core.opvragen import compiled
from keukentafel.toegang.models import Gebruiker, Roltoekenning, RoltoekenningQuerySet
from keukentafel.toegang.states import Rol

BACKEND = "keukentafel.toegang.aanmelden.Wachtwoord"  # as sessions name it


@compiled
def _granted(user_id: int, op: date) -> RoltoekenningQuerySet:
    return Roltoekenning.objects.valid_on(op).filter(gebruiker=user_id).select_related("gebruiker").order_by()


class Wachtwoord(ModelBackend):
    """Logs in with e-mail address and password."""

    def get_user(self, user_id: Any) -> Gebruiker | None:
        """The user of a session as he is at this request, or None when he may not log in any more."""
        granted = list(_granted(int(user_id), date.today()))
        if not granted:
            found: Gebruiker | None = super().get_user(user_id)
            return found
        user = granted[0].gebruiker
        user.toegekende_rollen = frozenset(Rol(row.rol) for row in granted)
        return user if self.user_can_authenticate(user) else None
