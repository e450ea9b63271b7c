from django.apps import AppConfig


class WerkplekConfig(AppConfig):
    name = "keukentafel.werkplek"
    label = "werkplek"
