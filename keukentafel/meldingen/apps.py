from django.apps import AppConfig


class MeldingenConfig(AppConfig):
    name = "keukentafel.meldingen"
    label = "meldingen"

    def ready(self) -> None:
        """Tell the rooms below what they ask of this room."""
        from keukentafel.meldingen.naar_lager import connect
        from keukentafel.meldingen.views import samen
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab
        from keukentafel.weergaven.public import LIJSTEN, TERUGDRAAIEN

        connect()
        BEHEERTABS.add("normen", Beheertab("Normen", "meldingen:normen", "norm_afspreken"))
        LIJSTEN.add(samen.SCHERM, "meldingen:bak")
        TERUGDRAAIEN.add(samen.TOEGEWEZEN, samen.turn_back)
