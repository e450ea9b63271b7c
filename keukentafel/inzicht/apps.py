from django.apps import AppConfig


class InzichtConfig(AppConfig):
    name = "keukentafel.inzicht"
    label = "inzicht"

    def ready(self) -> None:
        """Offer the watchdog a place among the tabs of the administration, and a case its hints."""
        from keukentafel.casussen.public import OVERZICHT
        from keukentafel.inzicht.teamkwaliteit import hints_block
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab

        BEHEERTABS.add("vulgraad", Beheertab("Vulgraad", "inzicht:vulgraad", "vulgraad_inzien"))
        OVERZICHT.add("aanvullen", hints_block)
