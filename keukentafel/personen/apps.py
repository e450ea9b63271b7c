from django.apps import AppConfig


class PersonenConfig(AppConfig):
    name = "keukentafel.personen"
    label = "personen"

    def ready(self) -> None:
        """Tell toegang whom a household concerns, for the log of break-glass."""
        from keukentafel.personen.noodzoeken import members_ever
        from keukentafel.toegang.public import NOODBETROKKENEN

        NOODBETROKKENEN.add("personen", members_ever)
