"""A BSN in the package that somebody else has here already: found before anything is written.

Two sources may know the same person; that is for people to see, on the screen that merges two records, and not for an
import to decide. Within one source a BSN may move: who had it gets another or none in the same package.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from keukentafel.personen.public import have_bsn, holders_of_bsn, is_bsn, kept_personen
from keukentafel.uitwisseling.definitie import resources
from keukentafel.uitwisseling.fouten import Fout, Foutenlijst
from keukentafel.uitwisseling.models import Sleutel
from keukentafel.uitwisseling.pakket import Pakket
from keukentafel.uitwisseling.sporen import fingerprints
from keukentafel.uitwisseling.tabel import Tabel, read_table

PERSONEN = "personen"
TWEE = "Deze persoon is hier samengevoegd met iemand met een ander burgerservicenummer: het zijn twee mensen."
BEZET = "Dit burgerservicenummer staat hier al bij een andere persoon. Kijk of het dezelfde is."


def check_bsn(pakket: Pakket, fouten: Foutenlijst, bron: str) -> frozenset[int]:
    """Note a fault for each BSN that somebody else has here, and return whose BSN becomes free by this package.

    Those are persons of the same source whose own row, changed since last time, has another BSN or none.
    """
    if PERSONEN not in pakket.resources:
        return frozenset()
    rows = Sleutel.objects.filter(bron__naam=bron, resource=PERSONEN).order_by()
    known = {key: (pk, print_) for key, pk, print_ in rows.values_list("sleutel", "object_id", "vingerafdruk")}
    taken, changed, merged = _read(pakket, known)
    free = {pk for _number, pk in taken if pk in changed}
    wrong = [Fout(PERSONEN, number, "bsn", "in_gebruik", BEZET) for number, pk in taken if pk not in free]
    wrong += [Fout(PERSONEN, number, "bsn", "samengevoegd", TWEE) for number in merged]
    fouten.extend(sorted(wrong, key=attrgetter("rij")))
    return frozenset(free)


def _read(pakket: Pakket, known: Mapping[str, tuple[int, int]]) -> tuple[list[tuple[int, int]], set[int], list[int]]:
    """Return (row, holder) for each BSN that is someone else's now, the persons whose rows changed, and other rows.

    A changed row whose BSN stays with its person is not among them: it would not become free. The last are rows of who
    was merged into somebody with another BSN.
    """
    resource, kept = resources()[PERSONEN], kept_personen()
    taken: list[tuple[int, int]] = []
    changed: set[int] = set()
    merged: dict[int, list[int]] = {}
    said: dict[int, int] = {}  # how many rows with a BSN that nobody has are about who is one person here
    for blok in read_table(pakket, Tabel(resource), Foutenlijst()):
        keys, bsns = blok.column("id"), blok.column("bsn")
        holders = holders_of_bsn({bsn for bsn in bsns if bsn and is_bsn(bsn)})
        prints = fingerprints(blok, resource) if known and "bsn" in blok.kolommen else []
        for place, key in enumerate(keys):
            own, before = known.get(key, (0, 0))
            person, holder = kept.get(own, own), holders.get(bsns[place])
            if holder is not None and holder != person:
                taken.append((blok.nummers[place], holder))
            elif holder is None and own and bsns[place] and prints and prints[place] != before:
                said[person] = said.get(person, 0) + 1
                if own != person:
                    merged.setdefault(person, []).append(blok.nummers[place])
            if own and holder != own and prints and prints[place] != before:
                changed.add(own)
    numbered = have_bsn(merged)
    two = [number for person, rows in merged.items() if person in numbered or said[person] > 1 for number in rows]
    return taken, changed, two
