from django.apps import AppConfig


class CijfersConfig(AppConfig):
    name = "keukentafel.cijfers"
    label = "cijfers"

    def ready(self) -> None:
        """Put series and price lists among the tabs of the administration."""
        from keukentafel.cijfers.forms import GROOTSTE
        from keukentafel.core.omvang import OMVANG, RUIMTE
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab

        BEHEERTABS.add("prijzen", Beheertab("Prijslijsten", "cijfers:prijzen", "reeksen_inlezen"))
        for screen in ("aanbieden", "prijzen_aanbieden"):
            OMVANG.add(f"cijfers:{screen}", GROOTSTE + RUIMTE)
        BEHEERTABS.add("reeksen", Beheertab("Reeksen", "cijfers:reeksen", "reeksen_inlezen"))
