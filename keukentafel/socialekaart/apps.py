"""Start of the room: its two tabs in the administration."""

from django.apps import AppConfig


class SocialekaartConfig(AppConfig):
    name = "keukentafel.socialekaart"
    label = "socialekaart"

    def ready(self) -> None:
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab

        BEHEERTABS.add("organisaties", Beheertab("Organisaties", "socialekaart:organisaties", "lijst_inzien"))
        BEHEERTABS.add("gebieden", Beheertab("Gebieden", "socialekaart:gebieden", "lijst_inzien"))
