from django.apps import AppConfig


class CasussenConfig(AppConfig):
    name = "keukentafel.casussen"
    label = "casussen"
