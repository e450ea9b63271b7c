from django.apps import AppConfig


class UitwisselingConfig(AppConfig):
    name = "keukentafel.uitwisseling"
    label = "uitwisseling"

    def ready(self) -> None:
        """Put exchange packages among the tabs of the administration."""
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab

        BEHEERTABS.add("pakketten", Beheertab("Pakketten", "uitwisseling:pakketten", "pakket_inlezen"))
