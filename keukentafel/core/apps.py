from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "keukentafel.core"
    label = "core"
