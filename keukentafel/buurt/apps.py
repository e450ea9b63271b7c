from django.apps import AppConfig


class BuurtConfig(AppConfig):
    name = "keukentafel.buurt"
    label = "buurt"
