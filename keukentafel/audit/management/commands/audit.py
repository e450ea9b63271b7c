"""`keukentafel audit verify` names the first broken link; `audit head` prints the checkpoint."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.audit.selectors import head, verify_chain


class Command(BaseCommand):
    """Check the log."""

    help = "Controleer het logboek: verify (hele keten), head (laatste regel als ijkpunt)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word: what to do."""
        parser.add_argument("wat", choices=["verify", "head"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when the chain is broken."""
        if options["wat"] == "head":
            number, digest = head()
            self.stdout.write(f"{number} {digest}")
            return
        read, broken = verify_chain()
        if broken:
            raise CommandError(f"De keten is gebroken bij regel {broken.volgnr}: {broken.reden}")
        self.stdout.write(f"De keten klopt: {read} regels.")
