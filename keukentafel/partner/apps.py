from django.apps import AppConfig


class PartnerConfig(AppConfig):
    name = "keukentafel.partner"
    label = "partner"

    def ready(self) -> None:
        """Take a place among the tabs of the administration."""
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab

        BEHEERTABS.add("partners", Beheertab("Partners", "partner:sleutels", "partners_beheren"))
