from django.apps import AppConfig


class VoorzieningenConfig(AppConfig):
    name = "keukentafel.voorzieningen"
    label = "voorzieningen"
