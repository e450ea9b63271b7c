from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "keukentafel.teams"
    label = "teams"
