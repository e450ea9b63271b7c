from django.apps import AppConfig


class UitwisselingConfig(AppConfig):
    name = "keukentafel.uitwisseling"
    label = "uitwisseling"
