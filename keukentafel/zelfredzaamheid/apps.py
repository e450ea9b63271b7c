from django.apps import AppConfig


class ZelfredzaamheidConfig(AppConfig):
    name = "keukentafel.zelfredzaamheid"
    label = "zelfredzaamheid"
