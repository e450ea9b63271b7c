from django.apps import AppConfig


class PersonenConfig(AppConfig):
    name = "keukentafel.personen"
    label = "personen"
