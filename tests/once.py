"""What a run of the tests works out once, and every test would otherwise work out again.

Measured over tests/plannen and tests/meldingen: one part in twenty-five of the processor's time went into looking on
the disk which static files there are (at the first request of each client), another into logging in, a third into
copying the cast.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from whitenoise.middleware import WhiteNoiseMiddleware

from keukentafel.toegang.public import Gebruiker

_look = WhiteNoiseMiddleware.add_files_from_finders
_static: dict[tuple[object, ...], dict[str, Any]] = {}


def static_files(server: WhiteNoiseMiddleware) -> None:
    """Serve the static files that an earlier server with these settings found: they stay what they are during a run."""
    how = (server.static_prefix, server.max_age, server.charset, server.allow_all_origins, *settings.STATICFILES_DIRS)
    if how not in _static:
        _look(server)
        _static[how] = dict(server.files)
    server.files.update(_static[how])


def switch_on() -> None:
    """Put this in place for the whole run."""
    WhiteNoiseMiddleware.add_files_from_finders = static_files


def new_session(user: Gebruiker, backend: str) -> SessionBase:
    """Return a saved session in which this user is logged in with two factors.

    It holds what `Client.force_login` puts there, which also notes when that was and writes the session twice more.
    """
    session: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp"}]
    session.create()
    return session
