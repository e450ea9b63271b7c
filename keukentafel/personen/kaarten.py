"""What a screen shows of persons and households: typed cards that hold no more than the decision opens."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from keukentafel.personen.bsn import mask_bsn
from keukentafel.personen.models import Huishoudlid, Persoon, Relatie
from keukentafel.personen.permissions import INZIEN, Elders, Huishoudentoegang, decisions_about, look_elsewhere
from keukentafel.personen.relatiewoorden import relation_sentence, relation_word
from keukentafel.referentielijsten.public import label_of
from keukentafel.toegang.public import Besluit, Gebruiker, Veld, decision

VERBORGEN_ADRES = "geheim adres"


@dataclass(frozen=True, slots=True)
class Persoonskaart:
    """A person as this reader may see him; what is not open to him is empty, and the BSN is masked."""

    id: int
    versie: int
    naam: str
    korte_naam: str
    geboortedatum: date | None
    leeftijd: int | None
    geslacht: str
    overleden_op: date | None
    adres: str
    geheim_adres: bool
    telefoon: str
    email: str
    bsn: str
    heeft_bsn: bool
    reden_zonder_casus: str
    bekendheid: str


@dataclass(frozen=True, slots=True)
class Lidkaart:
    """A member of a household on a day."""

    lid_id: int
    versie: int
    rol: str
    van: date
    tot: date | None
    persoon: Persoonskaart
    open: bool  # False: who moved on to a household that is closed to this reader; only the name is known here


@dataclass(frozen=True, slots=True)
class Relatieregel:
    """A relation as a sentence: "Mieke de Wit" "is moeder van" "Daan de Wit"; a person outside has no link."""

    id: int
    versie: int
    wie_id: int
    wie: str
    zin: str
    ander_id: int
    ander: str
    woord: str
    van: date | None
    tot: date | None
    binnen: bool
    open: bool = False  # the reader may open the page of the other, who lives elsewhere


@dataclass(frozen=True, slots=True)
class Huishoudenkaart:
    """A household with who lives there on a day, who lived there, and who is what to whom."""

    id: int
    versie: int
    naam: str
    naam_gekozen: bool
    afgeschermd: bool
    leden: tuple[Lidkaart, ...]
    vertrokken: tuple[Lidkaart, ...]
    relaties: tuple[Relatieregel, ...]
    met_kinderen: bool


def persoonskaart(persoon: Persoon, besluit: Besluit, op: date, *, met_bsn: bool = True) -> Persoonskaart:
    """Return the card of one person; the caller decided and logs. `met_bsn` False in a list: never a BSN there."""
    contact = besluit.mag_zien(Veld.CONTACT)
    address = contact and (not persoon.geheim_adres or besluit.mag_zien(Veld.GEHEIM_ADRES))
    bsn = persoon.bsn if met_bsn and besluit.mag_zien(Veld.BSN) else ""
    return Persoonskaart(
        id=persoon.pk,
        versie=persoon.versie,
        naam=persoon.naam,
        korte_naam=persoon.korte_naam,
        geboortedatum=persoon.geboortedatum,
        leeftijd=persoon.age_on(op),
        geslacht=persoon.geslacht,
        overleden_op=persoon.overleden_op,
        adres=full_address(persoon) if address else (VERBORGEN_ADRES if contact and persoon.geheim_adres else ""),
        geheim_adres=persoon.geheim_adres,
        telefoon=persoon.telefoon if contact else "",
        email=persoon.email if contact else "",
        bsn=mask_bsn(bsn),
        heeft_bsn=bool(bsn),
        reden_zonder_casus=label_of("reden_zonder_casus", persoon.reden_zonder_casus, op),
        bekendheid=_known_as(persoon),
    )


def full_address(persoon: Persoon) -> str:
    """The address of a person on one line, see `address_line`."""
    return address_line(persoon.straat, persoon.huisnummer, persoon.postcode, persoon.woonplaats)


def address_line(straat: str, huisnummer: str, postcode: str, woonplaats: str = "") -> str:
    """Return an address on one line; what is not known is left out.

    "Boterdiep 31, 3077 AW Rotterdam"; without the street the number follows the postcode: "3077 AW 31".
    """
    spaced = f"{postcode[:4]} {postcode[4:]}".strip()
    home, place = ([straat, huisnummer], [spaced, woonplaats]) if straat else ([spaced, huisnummer], [woonplaats])
    return ", ".join(part for part in (" ".join(filter(None, home)), " ".join(filter(None, place))) if part)


def _known_as(persoon: Persoon) -> str:
    if persoon.pseudoniem:
        return "andere naam, op eigen verzoek"
    return "naam niet bekend" if persoon.anoniem else ""


def huishoudenkaart(user: Gebruiker, toegang: Huishoudentoegang, op: date) -> Huishoudenkaart:
    """Return the card of a household on a day for this reader; as many queries, however many people live there."""
    huishouden = toegang.huishouden
    rows = list(
        Huishoudlid.objects.filter(huishouden=huishouden, persoon__samengevoegd_in=None)
        .select_related("persoon")
        .order_by("van", "pk")
    )
    people = [lid.persoon_id for lid in rows]
    living = [lid.persoon_id for lid in rows if lid.van <= op and (lid.tot is None or lid.tot >= op)]
    lines = relation_lines(living, op)
    elders = look_elsewhere(user, huishouden.pk, people, {line.ander_id for line in lines if not line.binnen}, op)
    besluiten = decisions_about(user, toegang, people, elders)
    cards = [(lid, _lidkaart(lid, besluiten[lid.persoon_id], op)) for lid in rows]
    now = [card for lid, card in cards if lid.van <= op and (lid.tot is None or lid.tot >= op)]
    now.sort(key=_eldest_first)
    gone = tuple(card for lid, card in cards if lid.tot is not None and lid.tot < op)
    return Huishoudenkaart(
        id=huishouden.pk,
        versie=huishouden.versie,
        naam=huishouden.naam,
        naam_gekozen=huishouden.naam_gekozen,
        afgeschermd=huishouden.label == "afgeschermd",
        leden=tuple(now),
        vertrokken=gone,
        relaties=_open_lines(user, lines, elders),
        met_kinderen=any(card.rol == "kind" for card in now),
    )


def _lidkaart(lid: Huishoudlid, besluit: Besluit, op: date) -> Lidkaart:
    card = persoonskaart(lid.persoon, besluit, op)
    return Lidkaart(lid.pk, lid.versie, lid.rol, lid.van, lid.tot, card, open=besluit.toegestaan)


def _eldest_first(card: Lidkaart) -> tuple[bool, date, int]:
    return card.rol == "kind", card.persoon.geboortedatum or date.max, card.lid_id


def memberkaart(
    user: Gebruiker, toegang: Huishoudentoegang, persoon: Persoon, op: date
) -> tuple[Persoonskaart, Besluit, tuple[Relatieregel, ...]]:
    """Return one member for this reader: his card, the decision about him, and his relations; the caller logs."""
    lines = relation_lines([persoon.pk], op)
    elders = look_elsewhere(user, toegang.huishouden.pk, [persoon.pk], {line.ander_id for line in lines}, op)
    besluit = decisions_about(user, toegang, [persoon.pk], elders)[persoon.pk]
    return persoonskaart(persoon, besluit, op), besluit, _open_lines(user, lines, elders)


def outsiderkaart(
    user: Gebruiker, toegang: Huishoudentoegang, persoon: Persoon, besluit: Besluit, op: date
) -> tuple[Persoonskaart, tuple[Relatieregel, ...]]:
    """Return someone outside the household for this reader: card, and relations to people who exist for him."""
    lines = relation_lines([persoon.pk], op)
    elders = look_elsewhere(user, toegang.huishouden.pk, (), {line.ander_id for line in lines}, op)
    return persoonskaart(persoon, besluit, op), _open_lines(user, lines, elders)


def _open_lines(user: Gebruiker, lines: Sequence[Relatieregel], elders: Elders) -> tuple[Relatieregel, ...]:
    """The relations without those to whoever does not exist for the reader, told of whom he may open the page."""
    shown = (line for line in lines if line.binnen or not elders.absent(line.ander_id))
    return tuple(line if line.binnen else replace(line, open=_opens(user, elders, line.ander_id)) for line in shown)


def _opens(user: Gebruiker, elders: Elders, persoon_id: int) -> bool:
    return decision(user, INZIEN, elders.feiten[persoon_id]).toegestaan


def relation_lines(persoon_ids: Sequence[int], op: date) -> tuple[Relatieregel, ...]:
    """Return the relations of these persons that hold that day, told from their side; one query.

    A relation between two of them is told once, from the one that comes first in `persoon_ids`.
    """
    place = {pk: index for index, pk in enumerate(persoon_ids)}
    rows = (
        Relatie.objects.touching(persoon_ids)
        .valid_on(op)
        .filter(persoon_a__samengevoegd_in=None, persoon_b__samengevoegd_in=None)
        .select_related("persoon_a", "persoon_b")
        .order_by("pk")
    )
    lines = [_line(relatie, place) for relatie in rows]
    return tuple(sorted(lines, key=lambda line: (not line.binnen, place[line.wie_id], line.ander, line.id)))


def _line(relatie: Relatie, place: dict[int, int]) -> Relatieregel:
    one, other = relatie.persoon_a, relatie.persoon_b
    reverse = one.pk not in place or (other.pk in place and place[other.pk] < place[one.pk])
    if reverse:
        one, other = other, one
    return Relatieregel(
        id=relatie.pk,
        versie=relatie.versie,
        wie_id=one.pk,
        wie=one.naam,
        zin=relation_sentence(relatie.soort, one.geslacht, reverse=reverse),
        ander_id=other.pk,
        ander=other.naam,
        woord=relation_word(relatie.soort, other.geslacht, reverse=not reverse),
        van=relatie.van,
        tot=relatie.tot,
        binnen=other.pk in place,
    )
