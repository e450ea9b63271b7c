from django.apps import AppConfig


class InzichtConfig(AppConfig):
    name = "keukentafel.inzicht"
    label = "inzicht"
