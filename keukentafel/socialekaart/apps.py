from django.apps import AppConfig


class SocialekaartConfig(AppConfig):
    name = "keukentafel.socialekaart"
    label = "socialekaart"
