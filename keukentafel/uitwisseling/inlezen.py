"""Bring a package in: checked whole, then written whole or not at all (rules 3 and 4 of the contract).

A row that came before from the same source is recognised: unchanged it is left alone, whatever was done to the object
here since; changed it gives the object its new values, but for an end that was put here (einde.py). Rows that are gone
are not deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from keukentafel.audit.public import Actor, post_event, record
from keukentafel.casussen.public import contacts_later
from keukentafel.core.geheugen import seldom_collected
from keukentafel.core.inlezen import found_by_index
from keukentafel.personen.public import index_later, kept_personen, release_bsn
from keukentafel.uitwisseling.bezet import check_bsn
from keukentafel.uitwisseling.controle import check_package
from keukentafel.uitwisseling.definitie import Resource, resources
from keukentafel.uitwisseling.eerder import VanBron
from keukentafel.uitwisseling.einde import Afloop, columns_of, weigh_ends
from keukentafel.uitwisseling.fouten import Foutenlijst, Pakketfout
from keukentafel.uitwisseling.models import Bron, Sleutel
from keukentafel.uitwisseling.moment import no_way_back
from keukentafel.uitwisseling.pakket import Pakket, Pakketplek, open_package
from keukentafel.uitwisseling.sporen import Sporen, Verdeling
from keukentafel.uitwisseling.tabel import Tabel, Tabelblok, read_table
from keukentafel.uitwisseling.vertaling.register import VERTALINGEN
from keukentafel.uitwisseling.vertaling.vorm import Vertaling
from keukentafel.uitwisseling.waarden import Omzetter, Waarden

BRON_HOOGSTENS = 80  # characters of the name of a source
STANDAARD = "standaard"  # the source of a package that names none
Voortgang = Callable[[str, str, int], None]  # "controle" or "inlezen", the table, how many of its rows are done


@dataclass(slots=True)
class Telling:
    """What became of the rows of one table.

    Of the changed ones: `heropend` open again what was closed here, and `behouden` are about what stays closed here,
    for their source never said that it ended (einde.py).
    """

    nieuw: int = 0
    gewijzigd: int = 0
    gelijk: int = 0
    heropend: int = 0
    behouden: int = 0

    def add(self, verdeling: Verdeling, rijen: int, afloop: Afloop) -> None:
        """Count the rows of one block."""
        self.heropend += len(afloop.opent)
        self.behouden += len(afloop.blijft)
        self.nieuw += len(verdeling.nieuw)
        self.gewijzigd += len(verdeling.gewijzigd)
        self.gelijk += rijen - len(verdeling.nieuw) - len(verdeling.gewijzigd)

    def as_row(self) -> list[int]:
        """Return new, changed and equal; and where there is any what opens again, and what stays closed here."""
        ends = [self.heropend, self.behouden]
        return [self.nieuw, self.gewijzigd, self.gelijk, *(ends if any(ends) else [])]


@dataclass(slots=True)
class Uitkomst:
    """What an import found and did, or in a trial would do, per resource; with faults `tellingen` is empty."""

    rijen: Mapping[str, int]
    tellingen: dict[str, Telling] = field(default_factory=dict)


def silent(stap: str, naam: str, rijen: int) -> None:
    """Say nothing of the progress."""


@seldom_collected()
def import_package(
    *,
    by: Actor,
    pad: Pakketplek,
    fouten: Foutenlijst,
    bron: str = STANDAARD,
    proef: bool = False,
    voortgang: Voortgang = silent,
) -> Uitkomst:
    """Check the package at this path and, when it has no fault and is no trial (`proef`), bring it in.

    Faults go on `fouten`; then nothing is written. Everything is written in one transaction with one audit event; an
    interruption leaves the database as it was, or comes too late when that transaction is being concluded. Raises
    Pakketfout for what is no package, or a source without a good name.
    """
    if not bron.strip() or len(bron) > BRON_HOOGSTENS:
        raise Pakketfout(f"Geef de bron een naam van hoogstens {BRON_HOOGSTENS} tekens.")
    with open_package(pad, fouten) as pakket:
        rijen = check_package(pakket, fouten, VanBron(bron), lambda naam, done: voortgang("controle", naam, done))
        freed = check_bsn(pakket, fouten, bron)
        outcome = Uitkomst(rijen)
        if fouten:
            return outcome
        if proef:
            outcome.tellingen = _foreseen(pakket, bron)
            return outcome
        written = post_event("gegevenspakket_ingelezen", by=by)
        with written, no_way_back(), found_by_index(), index_later(), contacts_later():
            source, _made = Bron.objects.get_or_create(naam=bron)
            if freed:
                release_bsn(by=by, persoon_ids=freed)
            loading = Invoer(pakket, source, voortgang)
            for naam in pakket.resources:
                outcome.tellingen[naam] = loading.bring_in(resources()[naam])
            tellingen = outcome.tellingen.values()
            nieuw, gewijzigd = sum(each.nieuw for each in tellingen), sum(each.gewijzigd for each in tellingen)
            record("gegevenspakket_ingelezen", source, reden=f"{nieuw} nieuw, {gewijzigd} gewijzigd")  # at most 60
    return outcome


def _foreseen(pakket: Pakket, bron: str) -> dict[str, Telling]:
    """Return what would become of the rows of each table, without writing anything."""
    found = {naam: Telling() for naam in pakket.resources}
    source = Bron.objects.filter(naam=bron).first()
    for naam, telling in found.items():
        sporen = Sporen(resources()[naam], source)
        for blok in read_table(pakket, Tabel(resources()[naam]), Foutenlijst()):
            verdeling = sporen.sort_out(blok)[0]
            telling.add(verdeling, len(blok), _ends(naam, blok, verdeling))
    return found


def _ends(naam: str, blok: Tabelblok, verdeling: Verdeling) -> Afloop:
    return weigh_ends(naam, blok, verdeling.gewijzigd, verdeling.objecten, verdeling.liepen)


class Invoer:
    """One package on its way in: the keys of what is there already and of what came in just now."""

    def __init__(self, pakket: Pakket, bron: Bron, voortgang: Voortgang) -> None:
        self._pakket, self._bron, self._told = pakket, bron, voortgang
        self._keys: dict[str, dict[str, int]] = {naam: {} for naam in resources()}
        earlier = Sleutel.objects.filter(bron=bron).order_by()
        for naam, key, object_id in earlier.values_list("resource", "sleutel", "object_id").iterator():
            self._keys[naam][key] = object_id
        kept, persons = kept_personen(), self._keys["personen"]
        if kept:  # what comes for someone who was merged away is for who he is now
            persons.update((key, kept.get(pk, pk)) for key, pk in list(persons.items()))

    def bring_in(self, resource: Resource) -> Telling:
        """Bring one table in, block by block; those it refers to have come in."""
        telling, tabel = Telling(), Tabel(resource)
        vertaling, sporen = VERTALINGEN[resource.naam], Sporen(resource, self._bron)
        convert, keys = Omzetter(resource, self._keys).convert, self._keys[resource.naam]
        for blok in read_table(self._pakket, tabel, Foutenlijst()):
            verdeling, prints = sporen.sort_out(blok)
            afloop = _ends(resource.naam, blok, verdeling)
            if verdeling.nieuw or verdeling.gewijzigd:
                waarden = convert(blok)
                ids = vertaling.add(waarden.pick(verdeling.nieuw)) if verdeling.nieuw else []
                _change(vertaling, verdeling, waarden, afloop.blijft)
                sporen.remember(blok, verdeling, prints, ids)
                if resource.verwezen:
                    cells = blok.column(resource.verwezen)
                    keys.update(zip((cells[place] for place in verdeling.nieuw), ids, strict=True))
            telling.add(verdeling, len(blok), afloop)
            self._told("inlezen", resource.naam, tabel.rijen)
        return telling


def _change(vertaling: Vertaling, verdeling: Verdeling, waarden: Waarden, blijft: Sequence[int]) -> None:
    """Give the changed rows to their room: of those that stay ended here (places among them) all but that end."""
    stays, goes = frozenset(blijft), range(len(verdeling.gewijzigd))
    ended = waarden.without(*columns_of(vertaling.resource)) if blijft else waarden
    for places, values in (([at for at in goes if at not in stays], waarden), (blijft, ended)):
        if places:
            rows = values.pick([verdeling.gewijzigd[at] for at in places])
            vertaling.change([verdeling.objecten[at] for at in places], rows)
