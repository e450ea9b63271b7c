from django.apps import AppConfig


class WeergavenConfig(AppConfig):
    name = "keukentafel.weergaven"
    label = "weergaven"
