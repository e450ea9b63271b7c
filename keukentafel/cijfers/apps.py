from django.apps import AppConfig


class CijfersConfig(AppConfig):
    name = "keukentafel.cijfers"
    label = "cijfers"
