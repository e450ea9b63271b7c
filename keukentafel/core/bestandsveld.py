"""A file that somebody offers: as large as it may be, of the kind that it says, and looked at for viruses."""

from __future__ import annotations

import logging
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from keukentafel.core.virusscan import ScannerStil, Virusgevonden, scan

logger = logging.getLogger(__name__)


class Bestandsoort(Enum):
    """What a file can be: its extension, and what it says when it is not one."""

    CSV = (".csv", "Dit is geen CSV-bestand met tekst. Bewaar het in uw rekenprogramma als CSV met UTF-8.")
    ZIP = (".zip", "Dit is geen zipbestand. Pak het gegevenspakket opnieuw in.")


#: How files begin that are not text, whatever they are called: pictures, documents, programs, packed files.
VREEMD = (b"PK\x03\x04", b"PK\x05\x06", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"\x1f\x8b",
          b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"BZh", b"\xfd7zXZ", b"PAR1", b"SQLite format 3", b"{\\rtf",
          b"<svg", b"<!DOCTYPE", b"<html", b"<?xml", b"<script")  # fmt: skip
ZIPBEGIN = (b"PK\x03\x04", b"PK\x05\x06")


class Bestandsveld(forms.FileField):
    """A file of this kind and of at most `hoogstens` bytes; `te_groot` says what to do with a larger one.

    Nothing of its name is kept or believed: its extension must be that of its kind, its first bytes decide.
    """

    def __init__(self, *, soort: Bestandsoort, hoogstens: int, te_groot: str, **kwargs: Any) -> None:
        extension = soort.value[0]
        widget = forms.FileInput({"class": "utrecht-textbox", "accept": extension})
        super().__init__(widget=widget, allow_empty_file=False, **kwargs)
        self.soort, self.hoogstens, self.te_groot = soort, hoogstens, te_groot

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload. Raises ValidationError when it is too large, of another kind, or has a virus in it."""
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return upload
        if (upload.size or 0) > self.hoogstens:
            raise ValidationError(self.te_groot, code="te_groot")
        extension, refusal = self.soort.value
        if not (upload.name or "").lower().endswith(extension) or not self._begins_right(upload):
            raise ValidationError(refusal, code="andere_soort")
        try:
            scan(upload.chunks())
        except Virusgevonden:
            logger.warning("In een aangeboden bestand zit een virus; het is geweigerd.")
            raise ValidationError(
                "In dit bestand zit een virus. Het is geweigerd en niet bewaard. Meld dit bij uw servicedesk.",
                code="virus",
            ) from None
        except ScannerStil as reason:
            logger.error("De virusscanner antwoordt niet: %s", reason)
            raise ValidationError(
                "Het bestand kan nu niet op virussen worden nagekeken en is daarom niet aangenomen. Probeer het later "
                "opnieuw.",
                code="scanner",
            ) from None
        upload.seek(0)
        return upload

    def _begins_right(self, upload: UploadedFile[Any]) -> bool:
        upload.seek(0)
        begin = bytes(upload.read(512))
        upload.seek(0)
        if self.soort is Bestandsoort.ZIP:
            return begin.startswith(ZIPBEGIN)
        bare = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
        return b"\0" not in begin and not bare.startswith(VREEMD)
