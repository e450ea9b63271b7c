"""What the room of the privacy officer keeps; a module per subject."""

from keukentafel.privacy.models.verzoeken import (
    Beperking,
    Inbreng,
    Inzage,
    Inzagebestand,
    Verklaring,
    Verzoek,
)

__all__ = ["Beperking", "Inbreng", "Inzage", "Inzagebestand", "Verklaring", "Verzoek"]
