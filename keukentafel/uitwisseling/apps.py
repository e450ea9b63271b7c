from django.apps import AppConfig


class UitwisselingConfig(AppConfig):
    name = "keukentafel.uitwisseling"
    label = "uitwisseling"

    def ready(self) -> None:
        """Put exchange packages among the tabs of the administration; how large; one that waits lapses, encrypted."""
        from keukentafel.core.omvang import OMVANG, RUIMTE
        from keukentafel.core.opruimen import OPRUIMEN
        from keukentafel.core.sleutelbeheer import PLAATSEN
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab
        from keukentafel.uitwisseling.forms import GROOTSTE
        from keukentafel.uitwisseling.map import PLAATS, Pakketplaats, drop_stale

        OMVANG.add("uitwisseling:pakketten", GROOTSTE + RUIMTE)
        OPRUIMEN.add("pakketten", drop_stale)
        BEHEERTABS.add("pakketten", Beheertab("Pakketten", "uitwisseling:pakketten", "pakket_inlezen"))
        PLAATSEN.add(PLAATS, Pakketplaats())
