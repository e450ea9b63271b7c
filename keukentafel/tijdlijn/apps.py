from django.apps import AppConfig


class TijdlijnConfig(AppConfig):
    name = "keukentafel.tijdlijn"
    label = "tijdlijn"
