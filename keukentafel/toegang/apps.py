from django.apps import AppConfig

from keukentafel.toegang.matrix import load_matrix


class ToegangConfig(AppConfig):
    name = "keukentafel.toegang"
    label = "toegang"

    def ready(self) -> None:
        """Refuse to start with a matrix or register of processing activities with an unknown word; say what lapses."""
        from keukentafel.core.opruimen import OPRUIMEN
        from keukentafel.toegang.middleware import drop_old_input

        load_matrix()
        OPRUIMEN.add("bewaarde_invoer", drop_old_input)
