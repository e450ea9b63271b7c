"""From a release to now: the facts before and after, and a process that is killed in each migration on the way."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from typing import Any

from tests.uitgaven.plaatsen import Plaats, on

KEYS = {
    f"KEUKENTAFEL_SLEUTEL_{name}": base64.b64encode(name.encode().ljust(32)).decode()
    for name in ("GEHEIM", "VERSLEUTELING", "BLINDE_INDEX", "AUDIT")
}
GEDOOD = 137

Feiten = Mapping[str, object]


def lost(before: Feiten, after: Feiten) -> list[str]:
    """In words, every fact that an upgrade changed; a table or column that came with it is none."""
    return [f"{what}: {was} werd {after.get(what, 'weg')}" for what, was in before.items() if after.get(what) != was]


def migrate_until_killed(place: Plaats) -> bool:
    """In a process of its own: run the first migration that waits, and be killed in the second, before its commit.

    True when it was killed so; False when nothing was left to be killed in.
    """
    child = os.fork()
    if not child:
        os._exit(_die_in_the_second(place))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == GEDOOD


def _die_in_the_second(place: Plaats) -> int:
    from django.core.management import call_command
    from django.db.migrations.recorder import MigrationRecorder

    ran, note = [], MigrationRecorder.record_applied

    def note_or_die(recorder: Any, app: str, name: str) -> None:
        if ran:
            os._exit(GEDOOD)  # no rollback, no goodbye: as when the power goes
        ran.append(name)
        note(recorder, app, name)

    MigrationRecorder.record_applied = note_or_die  # type: ignore[method-assign]
    with on(place):
        call_command("migrate", interactive=False, verbosity=0)
    return 0


def migrate(place: Plaats) -> None:
    """Run what waits."""
    from django.core.management import call_command

    with on(place):
        call_command("migrate", interactive=False, verbosity=0)


def chain_holds(place: Plaats) -> bool:
    """Whether the log of this database verifies."""
    from keukentafel.audit.public import verify_chain

    with on(place):
        return verify_chain()[1] is None
