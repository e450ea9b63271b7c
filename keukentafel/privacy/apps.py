from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "keukentafel.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Say on the start page what waits of each subject."""
        from keukentafel.privacy import controle, noodtoegang
        from keukentafel.privacy.start import STARTREGELS

        STARTREGELS.add("noodtoegang", noodtoegang.start_line)
        STARTREGELS.add("controle", controle.start_line)
