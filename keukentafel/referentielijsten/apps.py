from django.apps import AppConfig


class ReferentielijstenConfig(AppConfig):
    name = "keukentafel.referentielijsten"
    label = "referentielijsten"
