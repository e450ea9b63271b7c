from django.apps import AppConfig


class MeldingenConfig(AppConfig):
    name = "keukentafel.meldingen"
    label = "meldingen"
