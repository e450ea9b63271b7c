from django.apps import AppConfig

from keukentafel.toegang.matrix import load_matrix


class ToegangConfig(AppConfig):
    name = "keukentafel.toegang"
    label = "toegang"

    def ready(self) -> None:
        """Refuse to start with a matrix or a register of processing activities in which a word is unknown."""
        load_matrix()
