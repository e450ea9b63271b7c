"""`keukentafel grants ROL`: what the application's role in PostgreSQL may do; with --toepassen it is done."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from keukentafel.audit.rechten import OnjuisteRol, grants


class Command(BaseCommand):
    """Print or apply the rights; run it as the role that migrates, after every migrate."""

    help = "De rechten van de rol waaronder de toepassing draait: het logboek alleen lezen en aanvullen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The role, and whether to do it."""
        parser.add_argument("rol", help="de naam van de rol; maak haar eerst met CREATE ROLE naam LOGIN")
        parser.add_argument("--toepassen", action="store_true", help="voer de regels uit in plaats van ze te tonen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the statements, or run them all or none. Raises CommandError on SQLite and for a wrong role."""
        if connection.vendor != "postgresql":
            raise CommandError("Alleen PostgreSQL kent rollen.")
        try:
            statements = grants(options["rol"])
        except OnjuisteRol as fout:
            raise CommandError(str(fout)) from fout
        if not options["toepassen"]:
            self.stdout.write("".join(f"{statement};\n" for statement in statements), ending="")
            return
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.stdout.write(f"{options['rol']} mag het logboek lezen en aanvullen, en niets meer.")
