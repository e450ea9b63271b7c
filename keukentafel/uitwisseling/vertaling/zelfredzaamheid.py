"""Measurements and scores."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from keukentafel.audit.public import SYSTEEM
from keukentafel.referentielijsten.public import scheme
from keukentafel.uitwisseling.vertaling.domeinen import Domeinen
from keukentafel.uitwisseling.vertaling.samengevoegd import Blijvers
from keukentafel.uitwisseling.vertaling.vorm import Uitrij, Uitvoersleutels
from keukentafel.uitwisseling.waarden import Waarden
from keukentafel.zelfredzaamheid.public import (
    all_metingen,
    all_scores,
    bulk_change_metingen,
    bulk_change_scores,
    bulk_store_metingen,
    bulk_store_scores,
    instruments_of_metingen,
)

METING = {
    "casus": "casus_id", "persoon": "persoon_id", "instrument": "instrument_id", "datum": "datum", "moment": "moment",
    "bron": "bron",
}  # fmt: skip


class Metingen:
    """`metingen`: what is not finished stays here, and so does what was measured in a scheme outside the contract."""

    resource = "metingen"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring measurements in, as recorded; without `bron` it is unknown whose judgement it is."""
        return bulk_store_metingen(by=SYSTEEM, kolommen=_columns(rijen, tuple(METING)))

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        bulk_change_metingen(by=SYSTEEM, ids=ids, kolommen=_columns(rijen, rijen.present(*METING)))

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every recorded measurement, or these."""
        domeinen, blijvers = Domeinen(), Blijvers()
        for meting in all_metingen(ids):
            instrument = domeinen.instrument(meting.instrument_id)
            if instrument:
                yield {
                    "pk": meting.pk,
                    "id": sleutels.of("metingen", meting.pk),
                    "casus": sleutels.of("casussen", meting.casus_id),
                    "persoon": sleutels.of("personen", blijvers.of(meting.persoon_id)),
                    "instrument": instrument,
                    "datum": meting.datum,
                    "moment": meting.moment,
                    "bron": meting.bron,
                }


class Scores:
    """`scores`: known by measurement and domain. A measurement may have come in an earlier block or package."""

    resource = "scores"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring scores in. Raises Regelfout for a domain that the instrument of the measurement has not."""
        metingen, version = rijen["meting"], Domeinen().version
        known = instruments_of_metingen(set(metingen))
        domains = [
            version(known[meting][0], domein, known[meting][1])
            for meting, domein in zip(metingen, rijen["domein"], strict=True)
        ]
        columns = {"meting_id": metingen, "leefdomein_id": domains, **_judgement(rijen)}
        return bulk_store_scores(by=SYSTEEM, kolommen=columns)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change level and reason together: of the two exactly one is filled, also when a column is absent."""
        bulk_change_scores(by=SYSTEEM, ids=ids, kolommen=_judgement(rijen))

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every score in a domain of the instrument of its measurement; of two that count as one, the first.

        `ids`: of these measurements; `pk` is the measurement.
        """
        domeinen, meting, seen = Domeinen(), 0, set[str]()
        for score in all_scores(ids):
            if score.meting_id != meting:
                meting, seen = score.meting_id, set()
            found = domeinen.outgoing(score.leefdomein_id)
            if found is None or found[0] != domeinen.instrument(score.instrument_id) or found[1] in seen:
                continue
            seen.add(found[1])
            yield {
                "pk": score.meting_id,
                "meting": sleutels.of("metingen", score.meting_id),
                "domein": found[1],
                "niveau": score.niveau,
                "reden_niet_gescoord": score.reden_niet_gescoord,
            }


def _columns(rijen: Waarden, kolommen: Sequence[str]) -> dict[str, Sequence[Any]]:
    """These columns as fields; an instrument as the id of its scheme."""
    columns = {METING[kolom]: rijen[kolom] for kolom in kolommen}
    if "instrument_id" in columns:
        ids = {code: scheme(code).pk for code in set(columns["instrument_id"])}
        columns["instrument_id"] = [ids[code] for code in columns["instrument_id"]]
    return columns


def _judgement(rijen: Waarden) -> dict[str, Sequence[Any]]:
    return {"niveau": rijen["niveau"], "reden_niet_gescoord": rijen["reden_niet_gescoord"]}
