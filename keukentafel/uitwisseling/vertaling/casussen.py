"""Cases with their roles, contacts and reviews of the way of working."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import (
    bulk_bring_in_casussen,
    bulk_bring_in_rollen,
    bulk_change_casussen,
    bulk_change_rollen,
    export_casussen,
    export_rollen,
)
from keukentafel.meldingen.public import bulk_link_casussen, melding_of_casussen
from keukentafel.nazorg.public import (
    aftercare_of_casussen,
    bulk_bring_in_reviews,
    bulk_change_reviews,
    bulk_follow_closings,
    bulk_tell_nazorg,
    export_reviews,
)
from keukentafel.tijdlijn.public import bulk_bring_in_contactmomenten, export_contactmomenten
from keukentafel.uitwisseling.vertaling.codes import outgoing_codes
from keukentafel.uitwisseling.vertaling.vorm import Uitrij, Uitvoersleutels
from keukentafel.uitwisseling.waarden import Waarden

#: Column to field, as it is stored; the melding and the aftercare are kept in rooms above.
CASUS = {
    "huishouden": "huishouden_id", "persoon": "persoon_id", "team": "team_id", "casustype": "casustype",
    "vraagtype": "vraagtype", "zwaarte": "zwaarte", "veiligheid": "veiligheid", "aangemeld_op": "aangemeld_op",
    "geregistreerd_op": "geregistreerd_op", "vraagverheldering_op": "vraagverheldering_op", "plan_op": "plan_op",
    "volgen_vanaf": "volgen_vanaf", "afgesloten_op": "afgesloten_op", "afsluitreden": "afsluitreden",
}  # fmt: skip
NAZORG = ("nazorg_op", "nazorg_resultaat", "nazorg_gelijkwaardig")
VRAGEN = ("wijkt_af", "ander_arrangement", "tijdwinst", "wijkkracht", "voldoende_ondersteuning", "tevreden")
LIJSTEN = {
    "casustype": "casustype", "vraagtype": "vraagtype", "zwaarte": "zwaarte", "afsluitreden": "afsluitreden",
    "nazorg_resultaat": "nazorgresultaat",
}  # fmt: skip
REDENLIJSTEN = ("reden_niet_anders", "effect", "afwijking", "ander_arrangement")


class Casussen:
    """`casussen`: the case, the melding that it names, how it closed and what its aftercare gave."""

    resource = "casussen"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring cases in."""
        ids = bulk_bring_in_casussen(by=SYSTEEM, velden=tuple(CASUS.values()), rijen=rijen.rows(*CASUS))
        self._tell(ids, rijen)
        return ids

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them; a case that is open again keeps its earlier closing as such."""
        kolommen = rijen.present(*CASUS)
        rows = list(zip(ids, rijen.rows(*kolommen), strict=True))
        bulk_change_casussen(by=SYSTEEM, velden=[CASUS[kolom] for kolom in kolommen], rijen=rows)
        self._tell(ids, rijen)

    def _tell(self, ids: Sequence[int], rijen: Waarden) -> None:
        if rijen.present("melding"):
            links = list(zip(ids, rijen["melding"], rijen["aangemeld_op"], strict=True))
            bulk_link_casussen(by=SYSTEEM, rijen=links)
        if rijen.present("afgesloten_op", "afsluitreden"):
            bulk_follow_closings(by=SYSTEEM, casus_ids=ids)
        if velden := rijen.present(*NAZORG):
            bulk_tell_nazorg(by=SYSTEEM, velden=velden, rijen=list(zip(ids, rijen.rows(*velden), strict=True)))

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every case, or these."""
        codes = {kolom: outgoing_codes(self.resource, kolom, lijst) for kolom, lijst in LIJSTEN.items()}
        meldingen, nazorg = melding_of_casussen(), aftercare_of_casussen()
        for row in export_casussen(ids):
            pk = row["pk"]
            row |= zip(NAZORG, nazorg.get(pk, (None, "", None)), strict=True)
            for kolom, leave in codes.items():
                row[kolom] = leave(row[kolom])
            yield {
                "id": sleutels.of("casussen", pk),
                "huishouden": sleutels.of("huishoudens", row.pop("huishouden_id")),
                "persoon": sleutels.of("personen", row.pop("persoon_id")),
                "melding": sleutels.of("meldingen", meldingen.get(pk)),
                "team": sleutels.of("teams", row.pop("team_id")),
                **row,
            }


class Casusrollen:
    """`casusrollen`: known by case, worker, role and first day."""

    resource = "casusrollen"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring roles in."""
        return bulk_bring_in_rollen(by=SYSTEEM, rijen=rijen.rows("casus", "medewerker", "rol", "van", "tot"))

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Give roles the last day that they have now: all else is their key."""
        if rijen.present("tot"):
            bulk_change_rollen(by=SYSTEEM, rijen=list(zip(ids, rijen["tot"], strict=True)))

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every role, or these."""
        leave = outgoing_codes(self.resource, "rol", "casusrol", anders="consulent")
        for row in export_rollen(ids):
            casus, medewerker = row.pop("casus_id"), row.pop("medewerker_id")
            row["rol"] = leave(row["rol"])
            yield {"casus": sleutels.of("casussen", casus), "medewerker": sleutels.of("medewerkers", medewerker), **row}


class Contactmomenten:
    """`contactmomenten`: without a key; equal rows are counted."""

    resource = "contactmomenten"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring contacts in."""
        rows = rijen.rows("casus", "medewerker", "datum", "soort", "duur_minuten", "tekst")
        return bulk_bring_in_contactmomenten(by=SYSTEEM, rijen=rows)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Raise TypeError: a contact has no key, so one that differs is another contact and never a changed one."""
        raise TypeError("a contact has no key")

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every contact, or these; decisions, signals and internal notes are none."""
        leave = outgoing_codes(self.resource, "soort", "contactsoort", anders="overig")
        for row in export_contactmomenten(ids):
            casus, medewerker = row.pop("casus_id"), row.pop("medewerker_id")
            row["soort"] = leave(row["soort"])
            yield {"casus": sleutels.of("casussen", casus), "medewerker": sleutels.of("medewerkers", medewerker), **row}


class Werkwijzereviews:
    """`werkwijze_reviews`: known by case and day. A question that does not apply leaves as one without an answer."""

    resource = "werkwijze_reviews"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring reviews in; one that is there for the case and the day is brought up to date."""
        values = zip(rijen["casus"], rijen["datum"], _answers(rijen, (*VRAGEN, "redenen")), strict=True)
        return bulk_bring_in_reviews(by=SYSTEEM, rijen=list(values))

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        velden = rijen.present(*VRAGEN, "redenen")
        bulk_change_reviews(by=SYSTEEM, velden=velden, rijen=list(zip(ids, _answers(rijen, velden), strict=True)))

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every review."""
        leave = outgoing_codes(self.resource, "redenen", *REDENLIJSTEN)
        for row in export_reviews():
            row["redenen"] = " ".join(filter(None, map(leave, row["redenen"])))
            yield {"casus": sleutels.of("casussen", row.pop("casus_id")), **row}


def _answers(rijen: Waarden, velden: Sequence[str]) -> list[tuple[Any, ...]]:
    """The answers as they are stored: reasons as a list."""
    columns = [[text.split() for text in rijen[naam]] if naam == "redenen" else rijen[naam] for naam in velden]
    return list(zip(*columns, strict=True)) if columns else [()] * len(rijen)
