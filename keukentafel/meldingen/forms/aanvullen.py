"""The form with which a melding is completed: the fields of the desk, filled with what is known already."""

from typing import Any, ClassVar

from keukentafel.meldingen.actions.aanvullen import OVER_DE_MELDER
from keukentafel.meldingen.forms.aannemen import SnelmeldingForm, flag
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.public import Meldinggegevens
from keukentafel.referentielijsten.public import MelderSoort
from keukentafel.socialekaart.public import Organisatie
from keukentafel.toegang.public import Gebruiker

#: What is settled when a melding comes in and is not completed here: it has a screen of its own, or none.
VAST = ("team", "ontvangen_op", "antwoord")
#: Name of the field on the form, where that differs from the name on the melding.
ANDERE_NAAM = {
    "geboortedatum": "wie_geboortedatum",
    "postcode": "wie_postcode",
    "huisnummer": "wie_huisnummer",
    "telefoon": "wie_telefoon",
}
JA_NEE = ("weet_inwoner_ervan", "kende_team")
WOORD = {True: "ja", False: "nee", None: ""}


class AanvulForm(SnelmeldingForm):
    """What is known of a melding, to complete. Of an ended melding only who reported; of a linked one not the who."""

    begint_bij: ClassVar[str] = "melder_naam"
    vraagt_melder: ClassVar[bool] = False
    wie_ontbreekt: ClassVar[str] = "Vul een naam in, of kruis aan dat niet bekend is om wie het gaat."

    def __init__(self, *args: Any, gebruiker: Gebruiker, melding: Melding, **kwargs: Any) -> None:
        self.melding = melding
        kwargs["initial"] = _known(melding)
        super().__init__(*args, gebruiker=gebruiker, versie=melding.versie, **kwargs)
        gone = set(VAST)
        if melding.persoon_id is not None:
            gone |= {"wie", "wie_onbekend", "wie_pseudoniem"}
        if melding.afgehandeld_op is not None:
            gone |= set(self.fields) - {*OVER_DE_MELDER, "idempotentiesleutel", "versie"}
        for name in gone & set(self.fields):
            del self.fields[name]
        if "kanaal" in self.fields:
            self.fields["kanaal"].required = False  # of an imported melding it may not be known
            self.fields["urgentie"].zonder = ()  # type: ignore[attr-defined]
            self.fields["urgentie"].offer()  # type: ignore[attr-defined]

    def gegevens(self) -> Meldinggegevens:
        """What is known now: what was typed, and of what this form does not ask what stood there."""
        given: dict[str, Any] = {}
        for name in self._melding_names():
            field = next((ours for ours, theirs in ANDERE_NAAM.items() if theirs == name), name)
            given[name] = self._typed(field) if field in self.fields else getattr(self.melding, name)
        given |= self.who() if "wie" in self.fields else {"persoon": self.melding.persoon}
        if given["melder_soort"] == MelderSoort.INWONER_ZELF:
            given |= {"melder_organisatie": None, "melder_naam": "", "melder_contact": "", "melder_adres": ""}
        return Meldinggegevens(**given)

    def _melding_names(self) -> list[str]:
        """Names that the melding and its Meldinggegevens share and that can be completed."""
        asked = set(self.base_fields) - {*VAST, "wie", "idempotentiesleutel", "versie"}
        return sorted(ANDERE_NAAM.get(name, name) for name in asked)

    def _typed(self, field: str) -> Any:
        value = self.cleaned_data[field]
        if field in JA_NEE:
            return flag(value)
        if field == "melder_organisatie":
            return Organisatie.objects.get(pk=int(value)) if value else None
        return value


def _known(melding: Melding) -> dict[str, Any]:
    """The values with which the form opens."""
    names = [
        name for name in SnelmeldingForm.base_fields if name not in (*VAST, "wie", "idempotentiesleutel", "versie")
    ]
    known = {name: getattr(melding, ANDERE_NAAM.get(name, name)) for name in names}
    for name in JA_NEE:
        known[name] = WOORD[known[name]]
    known["melder_organisatie"] = str(melding.melder_organisatie_id or "")
    return known | {"wie": melding.wie_naam}
