"""`keukentafel verzend`: mail what waits in the outbox, once; for a timer of the system beside the server's own."""

from typing import Any

from django.core.management.base import BaseCommand

from keukentafel.core.opruimen import clean_up
from keukentafel.meldingen.actions.verzenden import send_waiting


class Command(BaseCommand):
    """Send what waits."""

    help = "Verstuur de mails aan melders die klaarstaan."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many went; names nobody."""
        clean_up()
        sent, failed = send_waiting()
        self.stdout.write(f"{sent} verzonden, {failed} niet gelukt.")
