from django.apps import AppConfig


class WerkplekConfig(AppConfig):
    name = "keukentafel.werkplek"
    label = "werkplek"

    def ready(self) -> None:
        """Let a saved form take its draft with it; the overview is the first tab of a case."""
        from keukentafel.audit.public import AFTER_POST
        from keukentafel.casussen.public import OVERZICHT, TABS, Tabblad
        from keukentafel.core.opruimen import OPRUIMEN
        from keukentafel.weergaven.public import LIJSTEN
        from keukentafel.werkplek.concepten import discard_after_post, drop_old_concepten
        from keukentafel.werkplek.mensen import people_block

        if discard_after_post not in AFTER_POST:
            AFTER_POST.append(discard_after_post)
        OPRUIMEN.add("concepten", drop_old_concepten)
        LIJSTEN.add("casuslijst", "werkplek:casuslijst")
        OVERZICHT.add("mensen", people_block)
        TABS.add("overzicht", Tabblad("Overzicht", "werkplek:casuspagina", 10))
