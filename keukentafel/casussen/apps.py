from django.apps import AppConfig


class CasussenConfig(AppConfig):
    name = "keukentafel.casussen"
    label = "casussen"

    def ready(self) -> None:
        """Tell personen what it asks of this room."""
        from keukentafel.casussen.naar_personen import connect

        connect()
