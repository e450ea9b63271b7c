"""From a name on a melding to a person and a household: at the latest when it becomes a case."""

from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.actions.bereik import follow_bereik
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.selectors import home_of_persoon
from keukentafel.personen.public import (
    Huishouden,
    NieuwLid,
    Persoon,
    Persoongegevens,
    refresh_bereik,
    register_huishouden,
    register_persoon,
    split_name,
)
from keukentafel.referentielijsten.public import Leefeenheidrol

MEERDERJARIG = 18  # years; BW 1:233
#: What is empty once it stands in the record of the person that was made from it.
OVERGENOMEN: dict[str, object] = {
    "wie_naam": "", "wie_onbekend": False, "wie_geboortedatum": None, "wie_postcode": "", "wie_huisnummer": "",
    "wie_telefoon": "",
}  # fmt: skip
#: The same of someone under a name of his own choice: nothing by which he could be found goes to the record.
OVERGENOMEN_PSEUDONIEM: dict[str, object] = {"wie_naam": "", "wie_pseudoniem": False, "wie_geboortedatum": None}


@action("persoon_gekoppeld")
def link_persoon(*, by: Actor, melding: Melding, persoon: Persoon, versie: int | None = None) -> Melding:
    """This melding is about this person. What was told about him stays with the melding: it may be newer.

    Raises Regelfout when the melding is about somebody already, or became a case.
    """
    locked = Melding.lock(melding.pk, versie)
    if locked.persoon_id is not None:
        raise Regelfout("Deze melding gaat al over iemand. Maak die koppeling eerst los.", veld="wie")
    values: dict[str, object] = {
        "persoon": persoon,
        "huishouden": home_of_persoon(persoon, timezone.localdate()),
        "wie_onbekend": False,
        "wie_pseudoniem": False,
    }
    if locked.gebied_id is None:
        values["gebied"] = persoon.gebied
    locked.change(**values)
    follow_bereik(locked)
    record("persoon_gekoppeld", locked, subjects=subjects_of_melding(locked), wet=locked.wet)
    return locked


@action("persoon_losgekoppeld")
def unlink_persoon(*, by: Actor, melding: Melding, versie: int | None = None) -> Melding:
    """It was somebody else after all. Raises Regelfout once the melding is a case."""
    locked = Melding.lock(melding.pk, versie)
    if hasattr(locked, "koppeling"):
        raise Regelfout("Deze melding is een casus. Wijzig de personen bij het huishouden.")
    subjects = subjects_of_melding(locked)
    same = locked.melder_persoon_id == locked.persoon_id
    locked.change(
        persoon=None,
        huishouden=None,
        wie_naam=locked.wie_naam or (locked.persoon.naam if locked.persoon is not None else ""),
        melder_persoon=None if same else locked.melder_persoon,
    )
    refresh_bereik(subjects)
    record("persoon_losgekoppeld", locked, subjects=subjects, wet=locked.wet)
    return locked


def settle_persoon(by: Actor, locked: Melding) -> tuple[Persoon, Huishouden]:
    """The person and the household of a locked melding, recorded now when they were not yet.

    Part of an action. Raises Regelfout when nobody knows whom it is about.
    """
    today = timezone.localdate()
    persoon, moved = locked.persoon, {}
    if persoon is None:
        if not locked.wie_naam and not locked.wie_onbekend:
            raise Regelfout("Vul eerst in om wie het gaat, of dat dat niet bekend is.", veld="wie")
        moved = OVERGENOMEN_PSEUDONIEM if locked.wie_pseudoniem else OVERGENOMEN
        persoon = register_persoon(by=by, gegevens=_gegevens(locked))
    home = locked.huishouden or home_of_persoon(persoon, today) or _new_home(by, persoon, today)
    locked.change(persoon=persoon, huishouden=home, **moved)
    return persoon, home


def _gegevens(melding: Melding) -> Persoongegevens:
    """What was typed at the desk, as data of a person. Of a pseudonym only that and the date of birth."""
    if melding.wie_pseudoniem and melding.wie_naam:
        return Persoongegevens(achternaam=melding.wie_naam, pseudoniem=True, geboortedatum=melding.wie_geboortedatum)
    given, surname = split_name(melding.wie_naam)
    return Persoongegevens(
        voornamen=given,
        achternaam=surname,
        anoniem=not melding.wie_naam,
        geboortedatum=melding.wie_geboortedatum,
        postcode=melding.wie_postcode,
        huisnummer=melding.wie_huisnummer,
        telefoon=melding.wie_telefoon,
    )


def _new_home(by: Actor, persoon: Persoon, today: date) -> Huishouden:
    age = persoon.age_on(today)
    rol = Leefeenheidrol.KIND if age is not None and age < MEERDERJARIG else Leefeenheidrol.VOLWASSENE
    return register_huishouden(by=by, leden=[NieuwLid(persoon, rol, today)])
