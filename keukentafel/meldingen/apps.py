from django.apps import AppConfig


class MeldingenConfig(AppConfig):
    name = "keukentafel.meldingen"
    label = "meldingen"

    def ready(self) -> None:
        """Tell the rooms below what they ask of this room."""
        from keukentafel.meldingen.naar_lager import connect

        connect()
