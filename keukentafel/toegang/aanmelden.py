"""How the user of a session is found: with the roles of today, in one query."""

from datetime import date
from typing import Any

from django.contrib.auth.backends import ModelBackend

from keukentafel.toegang.models import Gebruiker, Roltoekenning
from keukentafel.toegang.states import Rol

BACKEND = "keukentafel.toegang.aanmelden.Wachtwoord"  # as sessions name it


class Wachtwoord(ModelBackend):
    """Logs in with e-mail address and password."""

    def get_user(self, user_id: Any) -> Gebruiker | None:
        """The user of a session as he is at this request, or None when he may not log in any more."""
        rows = Roltoekenning.objects.valid_on(date.today()).filter(gebruiker=user_id).select_related("gebruiker")
        granted = list(rows.order_by())
        if not granted:
            found: Gebruiker | None = super().get_user(user_id)
            return found
        user = granted[0].gebruiker
        user.toegekende_rollen = frozenset(Rol(row.rol) for row in granted)
        return user if self.user_can_authenticate(user) else None
