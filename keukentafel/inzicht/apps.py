from django.apps import AppConfig


class InzichtConfig(AppConfig):
    name = "keukentafel.inzicht"
    label = "inzicht"

    def ready(self) -> None:
        """Offer tabs, a case its costs, meldingen what was published, and the interface a door for keys."""
        from keukentafel.casussen.public import OVERGANGEN
        from keukentafel.inzicht.api.vragers import Koppeldeur
        from keukentafel.inzicht.casuskosten import costs_block
        from keukentafel.inzicht.gesloten import forget_shielded, forget_undone
        from keukentafel.inzicht.selectors import published_meldingen
        from keukentafel.meldingen.public import PUBLICATIES
        from keukentafel.personen.public import BIJ_AFSCHERMEN
        from keukentafel.plannen.public import ONDERSTEUNINGSBLOKKEN
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab
        from keukentafel.toegang.public import SLEUTELDEUREN

        PUBLICATIES.add("inzicht", published_meldingen)
        BIJ_AFSCHERMEN.add("inzicht", forget_shielded)
        OVERGANGEN.add("inzicht", forget_undone)
        BEHEERTABS.add("vulgraad", Beheertab("Vulgraad", "inzicht:vulgraad", "vulgraad_inzien"))
        ONDERSTEUNINGSBLOKKEN.add("kosten", costs_block)
        BEHEERTABS.add("koppelingen", Beheertab("Koppelingen", "inzicht_api:sleutels", "koppelingen_beheren"))
        door = Koppeldeur()
        for naam in ("rapporten", "rapport", "cijfers", "cijfer"):
            SLEUTELDEUREN.add(f"inzicht_api:{naam}", door)
