from django.apps import AppConfig


class InzichtConfig(AppConfig):
    name = "keukentafel.inzicht"
    label = "inzicht"

    def ready(self) -> None:
        """Offer the watchdog its tab, a case its hints, and the page of meldingen what was published."""
        from keukentafel.casussen.public import OVERZICHT
        from keukentafel.inzicht.selectors import published_meldingen
        from keukentafel.inzicht.teamkwaliteit import hints_block
        from keukentafel.meldingen.public import PUBLICATIES
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab

        PUBLICATIES.add("inzicht", published_meldingen)
        BEHEERTABS.add("vulgraad", Beheertab("Vulgraad", "inzicht:vulgraad", "vulgraad_inzien"))
        OVERZICHT.add("aanvullen", hints_block)
