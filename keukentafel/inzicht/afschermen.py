"""Figures for a screen or another system leave out what exists for nobody outside a list (security.md 2.3).

A shielded household is in no count, for a number that is one too high gives away that there is somebody; nor is one
that is closed to who leads its team (gesloten.py). Nobody is found by the area of a secret address. An operator's own
command (`report`, `export`) holds everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from keukentafel.inzicht.gesloten import closed_to_leads
from keukentafel.inzicht.momentopname import EIGEN, Momentopname, schema_of
from keukentafel.personen.public import kept_out_of_counts
from keukentafel.uitwisseling.public import Sleutelbos, resources

#: What a column of our own tables refers to; the tables of the package say so themselves.
VERWIJST = {"casus": "casussen", "plan": "plannen", "inzet": "inzet"}

#: Tables with the area of somebody, and the column that says of whom.
WIE_WOONT = {"personen": "id", "meldingen": "persoon"}


def without_shielded(opname: Momentopname) -> Momentopname:
    """Return this momentopname without shielded households, who live only there, and all that hangs on them.

    Likewise without those that are closed to the lead of their team.

    The area of who has a secret address is unknown in it. It is the same object when there is nothing to leave out.
    """
    hidden, sleutels = kept_out_of_counts(closed_to_leads()), Sleutelbos()
    gone = {
        "huishoudens": frozenset(sleutels.of("huishoudens", pk) for pk in hidden.huishoudens),
        "personen": frozenset(sleutels.of("personen", pk) for pk in hidden.personen),
    }
    secret = frozenset(sleutels.of("personen", pk) for pk in hidden.geheim_adres)
    return Afgeschermd(opname, gone, secret) if hidden.huishoudens or secret else opname


class Afgeschermd(Momentopname):
    """A momentopname without some households and people; each table is filtered when it is asked for."""

    def __init__(self, opname: Momentopname, gone: Mapping[str, frozenset[str]], secret: frozenset[str]) -> None:
        super().__init__({}, opname.folder)
        self._opname, self._secret = opname, secret
        self._gone = {**dict.fromkeys(resources(), frozenset[str]()), **gone}
        for naam, resource in resources().items():
            if resource.verwezen:
                self.table(naam)  # who is referred to comes first, so that what hangs on this is known

    def table(self, naam: str) -> pa.Table:
        """Return the table without the rows that are left out. Raises KeyError for no resource."""
        if naam not in self._tables:
            self._tables[naam] = self._left(naam, self._opname.table(naam))
        return self._tables[naam]

    def file(self, naam: str) -> Path | None:
        """Return the file of a table of which nothing is left out."""
        whole = self.table(naam) is self._opname.table(naam)
        return self._opname.file(naam) if whole else None

    def _left(self, naam: str, table: pa.Table) -> pa.Table:
        keep = self._keep(naam, table)
        key = "" if naam in EIGEN else resources()[naam].verwezen
        if keep is not None:
            if key:
                self._gone[naam] = self._gone[naam] | set(table.filter(pc.invert(keep))[key].to_pylist())
            table = table.filter(keep)
        if naam in WIE_WOONT and self._secret:
            secret = _among(table[WIE_WOONT[naam]], self._secret)
            masked = pc.if_else(secret, pa.scalar(None, pa.string()), table["gebied"])
            table = table.set_column(table.schema.get_field_index("gebied"), schema_of(naam).field("gebied"), masked)
        return table

    def _keep(self, naam: str, table: pa.Table) -> pa.ChunkedArray | None:
        """Which rows stay; None when all do."""
        keep = None
        for column, resource in self._references(naam).items():
            left_out = self._gone.get(resource)
            if left_out and column in table.schema.names:
                stays = pc.invert(_among(table[column], left_out))
                keep = stays if keep is None else pc.and_(keep, stays)
        return keep

    def _references(self, naam: str) -> Mapping[str, str]:
        if naam in EIGEN:
            return VERWIJST
        own = {"id": naam} if naam in ("huishoudens", "personen") else {}
        return own | {kolom.naam: kolom.verwijst_naar for kolom in resources()[naam].kolommen if kolom.verwijst_naar}


def _among(column: pa.ChunkedArray, keys: frozenset[str]) -> pa.ChunkedArray:
    """Whether a cell is one of these keys; an empty cell is not."""
    return pc.fill_null(pc.is_in(column, value_set=pa.array(sorted(keys), pa.string())), False)
