"""Errors that an action raises and a screen shows; the message is plain Dutch for the user."""

from typing import Any


class Regelfout(Exception):
    """A rule of the work forbids this now; the message says what to do. `veld` names the form field."""

    def __init__(self, melding: str, veld: str | None = None) -> None:
        super().__init__(melding)
        self.melding = melding
        self.veld = veld


class Versieconflict(Exception):
    """Someone else changed the object after this form was opened; `huidig` is the object as it is now."""

    def __init__(self, huidig: Any) -> None:
        super().__init__("gewijzigd door een ander")
        self.huidig = huidig
