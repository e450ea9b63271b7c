from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "keukentafel.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Say on the start page what waits of each subject."""
        from keukentafel.privacy.noodtoegang import start_line
        from keukentafel.privacy.start import STARTREGELS

        STARTREGELS.add("noodtoegang", start_line)
