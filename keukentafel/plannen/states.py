"""States of a plan and its support, derived where they can be. No Django models here."""

from datetime import date

from django.db.models import TextChoices

from keukentafel.referentielijsten.public import Planakkoord, Planstatus


class Inzetstatus(TextChoices):
    """Where a support item stands (R-073)."""

    VOORGESTELD = "voorgesteld", "Voorgesteld"
    INGEZET = "ingezet", "Ingezet"
    GESTOPT = "gestopt", "Gestopt"


class Verstrekvorm(TextChoices):
    """How the household got its plan (R-066)."""

    PAPIER = "papier", "Op papier"
    MAIL_VEILIG = "mail_veilig", "Met beveiligde mail"
    SCHERM = "scherm", "Op het scherm laten zien"
    DIGITAAL = "digitaal", "Anders digitaal"
    VOORGELEZEN = "voorgelezen", "Voorgelezen"


class Resultaatgebied(TextChoices):
    """What a result is about (R-085)."""

    ZELFREDZAAMHEID = "zelfredzaamheid", "Zelfredzaamheid"
    PARTICIPATIE = "participatie", "Meedoen"


def plan_status(
    *,
    besproken_op: date | None,
    verstrekt_op: date | None,
    akkoord: str,
    beeindigd_op: date | None,
    op: date,
) -> Planstatus:
    """The status on day `op`: ended, else the household's answer, else the last step that was reached (R-066)."""
    if beeindigd_op is not None and beeindigd_op <= op:
        return Planstatus.BEEINDIGD
    if akkoord:
        return Planstatus(Planakkoord(akkoord).value)
    if verstrekt_op is not None and verstrekt_op <= op:
        return Planstatus.VERSTREKT
    if besproken_op is not None and besproken_op <= op:
        return Planstatus.BESPROKEN
    return Planstatus.CONCEPT
