from django.apps import AppConfig


class PersonenConfig(AppConfig):
    name = "keukentafel.personen"
    label = "personen"

    def ready(self) -> None:
        """Say which households are closed to whom, and tell toegang whom one concerns, for the log of break-glass."""
        from keukentafel.personen.muur import connect
        from keukentafel.personen.noodzoeken import members_ever
        from keukentafel.toegang.public import NOODBETROKKENEN

        connect()
        NOODBETROKKENEN.add("personen", members_ever)
