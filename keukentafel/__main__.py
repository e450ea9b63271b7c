"""The console script `keukentafel`: the product's commands, without a manage.py to look for."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command, for instance `keukentafel migrate` or `keukentafel audit verify`.

    Without keys, or with settings that do not go together, it says what to do and ends with 1.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        _ = settings.SLEUTELS
    except ImproperlyConfigured as reason:
        sys.exit(f"Keukentafel start niet: {reason}")
    execute_from_command_line(["keukentafel", *sys.argv[1:]])


if __name__ == "__main__":
    main()
