"""The console script `keukentafel`: the product's commands, without a manage.py to look for."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command, for instance `keukentafel migrate` or `keukentafel audit verify`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(["keukentafel", *sys.argv[1:]])


if __name__ == "__main__":
    main()
