"""The console script `keukentafel`: the product's commands, without a manage.py to look for."""

import os
import sys

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from keukentafel.core.muur import as_system

ZONDER_APPS = ("help", "version")


def main() -> None:
    """Run one command, for instance `keukentafel migrate` or `keukentafel audit verify`.

    Without keys, or with settings that do not go together, it says what to do and ends with 1; so for a command that
    is not declared in toegang/opdrachten.toml, or of which the log cannot take the line.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        _ = settings.SLEUTELS
    except ImproperlyConfigured as reason:
        sys.exit(f"Keukentafel start niet: {reason}")
    asked = sys.argv[1:]
    if not asked or "--help" in asked or asked[0].startswith("-") or asked[0] in ZONDER_APPS:
        execute_from_command_line(["keukentafel", *asked])
        return
    django.setup()
    from keukentafel.toegang.public import OpdrachtGeweigerd, run_opdracht  # only now the apps are there

    try:
        with as_system(f"opdracht {asked[0]}"):
            run_opdracht(asked[0], lambda: execute_from_command_line(["keukentafel", *asked]))
    except OpdrachtGeweigerd as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
