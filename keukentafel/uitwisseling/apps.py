from django.apps import AppConfig


class UitwisselingConfig(AppConfig):
    name = "keukentafel.uitwisseling"
    label = "uitwisseling"

    def ready(self) -> None:
        """Put exchange packages among the tabs of the administration; one that waits lapses."""
        from keukentafel.core.opruimen import OPRUIMEN
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab
        from keukentafel.uitwisseling.map import drop_stale

        OPRUIMEN.add("pakketten", drop_stale)
        BEHEERTABS.add("pakketten", Beheertab("Pakketten", "uitwisseling:pakketten", "pakket_inlezen"))
