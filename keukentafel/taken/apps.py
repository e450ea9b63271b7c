from django.apps import AppConfig


class TakenConfig(AppConfig):
    name = "keukentafel.taken"
    label = "taken"
