"""The door of privacy."""

from keukentafel.privacy.start import STARTREGELS, Startregel

__all__ = ["STARTREGELS", "Startregel"]
