"""The database that every fault begins with: the fixed cast, some cases of one person, and people who are logged in."""

from __future__ import annotations

import json
import secrets
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

CASES = 20
DESKS = 8  # people who write at the same time


def prepare(directory: Path) -> None:
    """Fill the database of DATABASE_URL (migrated, or an empty one that is migrated here) and write `wereld.json`."""
    from django.core.management import call_command
    from django.db import connection

    from keukentafel.core.muur import name_system
    from tests import migrated
    from tests.cast import make_cast

    name_system("storingen")
    if connection.vendor == "sqlite" and migrated.kept().is_file():
        shutil.copyfile(migrated.kept(), connection.settings_dict["NAME"])
    call_command("migrate", interactive=False, verbosity=0)
    cast = make_cast()
    cases = [_case(cast, number) for number in range(CASES)]
    found = {"casussen": cases, "sessies": [_session(cast.sanne) for _ in range(DESKS)],
             "cookie": settings.SESSION_COOKIE_NAME}  # fmt: skip
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    (directory / "wereld.json").write_text(json.dumps(found))


def _case(cast: object, number: int) -> int:
    from keukentafel.audit.public import SYSTEEM
    from keukentafel.casussen.public import assign_regisseur, open_casus
    from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
    from tests.cast import LANG_GELEDEN, Cast

    assert isinstance(cast, Cast)
    person = Persoon.objects.create(voornamen=f"Proef {number}", achternaam="Storing", geslacht="onbekend")
    household = Huishouden.objects.create(naam=f"Proef {number} Storing")
    Huishoudlid.objects.create(huishouden=household, persoon=person, rol="volwassene", van=LANG_GELEDEN)
    day = date.today() - timedelta(days=30)
    casus = open_casus(by=SYSTEEM, huishouden=household, persoon=person, team=cast.noord, aangemeld_op=day)
    assign_regisseur(by=SYSTEEM, casus=casus, medewerker=cast.medewerkers["sanne"], op=day)
    return casus.pk


def _session(user: object) -> str:
    """A session as logging in makes it; its times lie years ahead, so that no clock jump ends or locks it."""
    from importlib import import_module

    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from keukentafel.toegang.public import Gebruiker

    assert isinstance(user, Gebruiker)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    later = timezone.now() + timedelta(days=2000)
    store.update({
        SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: "keukentafel.toegang.aanmelden.Wachtwoord",
        HASH_SESSION_KEY: user.get_session_auth_hash(), "begonnen": later.timestamp(),
        "laatst_actief": later.timestamp(), "account_authentication_methods": [{"method": "mfa", "type": "totp"}],
    })  # fmt: skip
    store.set_expiry(later)
    store.create()
    return str(store.session_key)


def csrf() -> str:
    """A token of 32 characters that is right in cookie and form."""
    return secrets.token_hex(16)


if __name__ == "__main__":
    import django

    django.setup()
    prepare(Path(sys.argv[1]))
