from django.apps import AppConfig


class WerkplekConfig(AppConfig):
    name = "keukentafel.werkplek"
    label = "werkplek"

    def ready(self) -> None:
        """Let a saved form take its draft with it."""
        from keukentafel.audit.public import AFTER_POST
        from keukentafel.werkplek.concepten import discard_after_post

        if discard_after_post not in AFTER_POST:
            AFTER_POST.append(discard_after_post)
