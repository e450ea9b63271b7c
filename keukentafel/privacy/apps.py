from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "keukentafel.privacy"
    label = "privacy"
