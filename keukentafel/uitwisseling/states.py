"""Where a package stands that was brought in on the screen."""

from django.db.models import TextChoices


class Inlezingstatus(TextChoices):
    """Checked first, then brought in by who pressed the button; whole or not at all."""

    CONTROLE = "controle", "Wordt gecontroleerd"
    GECONTROLEERD = "gecontroleerd", "Zonder fouten"
    GEWEIGERD = "geweigerd", "Geweigerd"
    INLEZEN = "inlezen", "Wordt ingelezen"
    INGELEZEN = "ingelezen", "Ingelezen"
    WEGGEDAAN = "weggedaan", "Weggedaan"
