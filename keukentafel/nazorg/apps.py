from django.apps import AppConfig


class NazorgConfig(AppConfig):
    name = "keukentafel.nazorg"
    label = "nazorg"

    def ready(self) -> None:
        """Register what this room adds to a case."""
        from keukentafel.nazorg.naar_casus import connect

        connect()
