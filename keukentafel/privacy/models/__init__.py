"""What the room of the privacy officer keeps; a module per subject."""

from keukentafel.privacy.models.bewaren import (
    Bewaartermijn,
    Vernietigdetelling,
    Vernietigingslijst,
    Vernietigingsregel,
    Vernietigingsstop,
)
from keukentafel.privacy.models.controle import Controle, Controlepunt
from keukentafel.privacy.models.verzoeken import (
    Beperking,
    Inbreng,
    Inzage,
    Inzagebestand,
    Verklaring,
    Verzoek,
)

__all__ = [
    "Beperking", "Bewaartermijn", "Controle", "Controlepunt", "Inbreng", "Inzage", "Inzagebestand", "Verklaring",
    "Vernietigdetelling", "Vernietigingslijst", "Vernietigingsregel", "Vernietigingsstop", "Verzoek",
]  # fmt: skip
