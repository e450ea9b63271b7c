"""Sessions in the database, as Django keeps them; the question that every page asks has a fixed form."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.sessions.backends import db
from django.utils import timezone

from keukentafel.core.opvragen import compiled

if TYPE_CHECKING:
    from django.contrib.sessions.base_session import AbstractBaseSession
    from django.db.models import QuerySet


class SessionStore(db.SessionStore):
    """What Django's own store does; only finding the session is cheaper."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        """The session with this key while it lasts; without one the key is forgotten."""
        found = next(iter(_valid(str(self.session_key), timezone.now())), None)
        if found is None:
            self._session_key = None
        return found


@compiled
def _valid(sleutel: str, nu: datetime) -> QuerySet[AbstractBaseSession]:
    return SessionStore.get_model_class()._default_manager.filter(session_key=sleutel, expire_date__gt=nu).order_by()
