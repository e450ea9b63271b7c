"""What may be recorded about a person: the fields as one value, cleaned and checked in one place."""

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.nl import postcode as postcode_rule

from keukentafel.core.fouten import Regelfout
from keukentafel.personen.bsn import BsnOngeldig, normalise_bsn
from keukentafel.personen.namen import normalise_name, split_surname

#: Longest text per field in characters; of names as in the BRP (Logisch Ontwerp GBA, 02.10 and 02.40).
LENGTES = {
    "voornamen": 200,
    "tussenvoegsel": 30,
    "achternaam": 200,
    "straat": 120,
    "huisnummer": 20,
    "woonplaats": 80,
    "telefoon": 20,
    "email": 254,
}
OUDSTE = 125  # years; nobody in the Netherlands ever became older


@dataclass(frozen=True, slots=True)
class Persoongegevens:
    """Everything that someone types about a person. `bsn` None: leave the number as it is."""

    voornamen: str = ""
    tussenvoegsel: str = ""
    achternaam: str = ""
    pseudoniem: bool = False
    anoniem: bool = False
    geboortedatum: date | None = None
    geslacht: str = ""
    straat: str = ""
    huisnummer: str = ""
    postcode: str = ""
    woonplaats: str = ""
    geheim_adres: bool = False
    telefoon: str = ""
    email: str = ""
    overleden_op: date | None = None
    reden_zonder_casus: str = ""
    bsn: str | None = None

    def __repr__(self) -> str:
        return "Persoongegevens(…)"


def clean_gegevens(given: Persoongegevens, today: date) -> Persoongegevens:
    """Return the data as they are stored. Raises Regelfout, naming the field, for what cannot be true."""
    cleaned = _clean_name(given)
    _check_dates(cleaned, today)
    cleaned = replace(
        cleaned,
        straat=normalise_name(given.straat),
        huisnummer=normalise_name(given.huisnummer).upper(),
        postcode=clean_postcode(given.postcode),
        woonplaats=normalise_name(given.woonplaats),
        telefoon=normalise_name(given.telefoon),
        email=_clean_email(given.email),
        bsn=_clean_bsn(given.bsn),
    )
    for name, length in LENGTES.items():
        if len(getattr(cleaned, name)) > length:
            raise Regelfout(f"Maak dit korter: er passen {length} tekens in.", veld=name)
    if cleaned.pseudoniem or cleaned.anoniem:
        _check_unknown(cleaned)
    return cleaned


def clean_postcode(value: str) -> str:
    """Return a postcode as 1234AB; '' stays ''. Raises Regelfout for another form."""
    if not value.strip():
        return ""
    try:
        return str(postcode_rule.validate(value)).replace(" ", "")
    except StdnumError as error:
        raise Regelfout("Een postcode heeft vier cijfers en twee letters, zoals 6217 AB.", veld="postcode") from error


def _clean_name(given: Persoongegevens) -> Persoongegevens:
    """Names in one form; a tussenvoegsel typed before the surname is parted from it."""
    prefix, surname = normalise_name(given.tussenvoegsel), normalise_name(given.achternaam)
    if not prefix and not given.pseudoniem:
        prefix, surname = split_surname(surname)
    if not surname and not given.anoniem:
        raise Regelfout("Vul een achternaam in, of kies dat de naam niet bekend is.", veld="achternaam")
    if given.anoniem and given.pseudoniem:
        raise Regelfout("Kies één van beide: een andere naam, of naam niet bekend.", veld="anoniem")
    return replace(given, voornamen=normalise_name(given.voornamen), tussenvoegsel=prefix, achternaam=surname)


def _check_dates(given: Persoongegevens, today: date) -> None:
    born, died = given.geboortedatum, given.overleden_op
    if born is not None and born > today:
        raise Regelfout("De geboortedatum ligt in de toekomst.", veld="geboortedatum")
    if born is not None and born.year < (died or today).year - OUDSTE:
        raise Regelfout(f"Met deze geboortedatum is iemand ouder dan {OUDSTE} jaar.", veld="geboortedatum")
    if died is not None and died > today:
        raise Regelfout("De datum van overlijden ligt in de toekomst.", veld="overleden_op")
    if died is not None and born is not None and died < born:
        raise Regelfout("De datum van overlijden ligt voor de geboortedatum.", veld="overleden_op")


def _clean_email(value: str) -> str:
    address = value.strip()
    if address:
        try:
            validate_email(address)
        except ValidationError as error:
            raise Regelfout("Dit e-mailadres klopt niet. Het lijkt op naam@voorbeeld.nl.", veld="email") from error
    return address


def _clean_bsn(value: str | None) -> str | None:
    if not value:
        return value
    try:
        return normalise_bsn(value)
    except BsnOngeldig as error:
        raise Regelfout(str(error), veld="bsn") from None


def _check_unknown(given: Persoongegevens) -> None:
    """Someone who does not want to be known, or is not, leaves nothing by which he could be found."""
    if given.bsn:
        raise Regelfout("Zonder eigen naam leggen we geen burgerservicenummer vast.", veld="bsn")
    if given.pseudoniem and (given.straat or given.huisnummer or given.postcode or given.email or given.telefoon):
        raise Regelfout("Bij een andere naam leggen we geen adres, telefoon of e-mail vast.", veld="postcode")
