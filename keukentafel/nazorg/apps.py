from django.apps import AppConfig


class NazorgConfig(AppConfig):
    name = "keukentafel.nazorg"
    label = "nazorg"
