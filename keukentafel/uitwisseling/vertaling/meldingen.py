"""Meldingen, and the cases that stay outside the system as a number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from keukentafel.audit.public import SYSTEEM
from keukentafel.meldingen.public import (
    bulk_bring_in_meldingen,
    bulk_change_meldingen,
    bulk_set_buiten_systeem,
    export_buiten_systeem,
    export_meldingen,
)
from keukentafel.uitwisseling.vertaling.codes import outgoing_codes
from keukentafel.uitwisseling.vertaling.vorm import Uitrij, Uitvoersleutels
from keukentafel.uitwisseling.waarden import Waarden

#: Column to field, as it is stored. `terugkoppeling_op` is kept with the answer to the reporter.
MELDING = {
    "ontvangen_op": "ontvangen_op", "geregistreerd_op": "geregistreerd_op", "soort": "soort", "kanaal": "kanaal",
    "melder_soort": "melder_soort", "melder_organisatie": "melder_organisatie_id", "anoniem": "anoniem",
    "persoon": "persoon_id", "team": "team_id", "gebied": "gebied_id", "vraagtype": "vraagtype",
    "omschrijving": "omschrijving", "eerste_contact_op": "eerste_contact_op", "afhandeling": "afhandeling",
    "afgehandeld_op": "afgehandeld_op",
}  # fmt: skip
LIJSTEN = {
    "soort": "melding_soort", "kanaal": "kanaal", "melder_soort": "melder_soort", "vraagtype": "vraagtype",
    "afhandeling": "afhandeling",
}  # fmt: skip
VERWIJST = {"melder_organisatie": "organisaties", "persoon": "personen", "team": "teams"}


class Meldingen:
    """`meldingen`: what is told of a person who is no person yet stays here, for the contract has no place for it."""

    resource = "meldingen"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring meldingen in, without an owner, tasks or messages."""
        return bulk_bring_in_meldingen(
            by=SYSTEEM, velden=tuple(MELDING.values()), rijen=rijen.rows(*MELDING),
            teruggekoppeld=rijen["terugkoppeling_op"],
        )  # fmt: skip

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        kolommen = rijen.present(*MELDING)
        has_answers = bool(rijen.present("terugkoppeling_op"))
        answers = dict(zip(ids, rijen["terugkoppeling_op"], strict=True)) if has_answers else {}
        bulk_change_meldingen(
            by=SYSTEEM, velden=[MELDING[kolom] for kolom in kolommen],
            rijen=list(zip(ids, rijen.rows(*kolommen), strict=True)), teruggekoppeld=answers,
        )  # fmt: skip

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every melding, or these; also one that was found to be double."""
        codes = {kolom: outgoing_codes(self.resource, kolom, lijst) for kolom, lijst in LIJSTEN.items()}
        for row in export_meldingen(ids):
            for kolom, leave in codes.items():
                row[kolom] = leave(row[kolom])
            for kolom, resource in VERWIJST.items():
                row[kolom] = sleutels.of(resource, row.pop(f"{kolom}_id"))
            yield {"id": sleutels.of("meldingen", row["pk"]), "gebied": row.pop("gebied__code"), **row}


class BuitenSysteem:
    """`buiten_systeem`: a number per team and month, never a person."""

    resource = "buiten_systeem"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Set counts; one that is there for the team and the month is brought up to date."""
        rows = [(team, _first(maand), aantal) for team, maand, aantal in rijen.rows("team", "maand", "aantal")]
        return bulk_set_buiten_systeem(by=SYSTEEM, rijen=rows)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Set the number anew: team and month are its key."""
        self.add(rijen)

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every count."""
        for row in export_buiten_systeem():
            team = sleutels.of("teams", row["team_id"])
            yield {"team": team, "maand": row["maand"].isoformat()[:7], "aantal": row["aantal"]}


def _first(maand: str) -> date:
    return date.fromisoformat(f"{maand}-01")
