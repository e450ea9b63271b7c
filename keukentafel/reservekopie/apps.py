from django.apps import AppConfig


class ReservekopieConfig(AppConfig):
    name = "keukentafel.reservekopie"
    label = "reservekopie"
