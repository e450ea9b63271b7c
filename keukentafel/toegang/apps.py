from django.apps import AppConfig

from keukentafel.toegang.matrix import load_matrix


class ToegangConfig(AppConfig):
    name = "keukentafel.toegang"
    label = "toegang"

    def ready(self) -> None:
        """Refuse to start with an unknown word in matrix or register; say what lapses, and what a rotation moves."""
        from allauth.mfa.models import Authenticator

        from keukentafel.core.opruimen import OPRUIMEN
        from keukentafel.core.sleutelbeheer import PLAATSEN, Jsonplaats
        from keukentafel.toegang.aanmeldlog import connect
        from keukentafel.toegang.allauth_adapter import PLAATS
        from keukentafel.toegang.getypt import drop_old_input
        from keukentafel.toegang.tempo import load_tempo

        load_matrix()
        load_tempo()
        connect()
        OPRUIMEN.add("bewaarde_invoer", drop_old_input)
        PLAATSEN.add(PLAATS, Jsonplaats(Authenticator, "data", ("secret", "seed"), PLAATS))
