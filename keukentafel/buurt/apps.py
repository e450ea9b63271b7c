"""Start of the room."""

from django.apps import AppConfig


class BuurtConfig(AppConfig):
    name = "keukentafel.buurt"
    label = "buurt"

    def ready(self) -> None:
        """Offer the way from the support of a plan to a request."""
        from keukentafel.buurt.bij_plan import ask_the_neighbourhood
        from keukentafel.plannen.public import ONDERSTEUNINGSLINKS

        ONDERSTEUNINGSLINKS.add("buurtvraag", ask_the_neighbourhood)
