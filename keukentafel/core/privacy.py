"""Privacy classes: what kind of personal data a field holds. Every field of every model has one."""

from collections.abc import Mapping
from enum import StrEnum


class Privacy(StrEnum):
    """Classes from harmless to most sensitive; used by export, retention and the guard test."""

    TECHNISCH = "technisch"  # says nothing about a person
    ORGANISATIE = "organisatie"  # about a team, organisation or list
    MEDEWERKER = "medewerker"  # about a worker in his work
    IDENTIFICEREND = "identificerend"  # who it is: name, date of birth
    CONTACT = "contact"  # where to find someone
    DOSSIER = "dossier"  # ordinary personal data of a dossier
    BIJZONDER = "bijzonder"  # AVG art. 9 and 10: health, violence, crime, free text that may hold it
    BSN = "bsn"  # UAVG art. 46
    GEHEIM = "geheim"  # keys, tokens, secrets


BASE: Mapping[str, Privacy] = dict.fromkeys(("id", "versie", "gemaakt_op", "gewijzigd_op"), Privacy.TECHNISCH)


def privacy_of(**fields: str) -> dict[str, Privacy]:
    """Class of each field: `privacy_of(dossier="team fase", bijzonder="omschrijving")`.

    Keys are privacy classes in lower case, values field names separated by spaces; the fields of
    the base model are added. Raises ValueError when a field is named twice.
    """
    classes = dict(BASE)
    for klasse, names in fields.items():
        for name in names.split():
            if name in classes:
                raise ValueError(f"{name} has two privacy classes")
            classes[name] = Privacy(klasse)
    return classes
