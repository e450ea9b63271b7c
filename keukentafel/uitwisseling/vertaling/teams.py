"""Teams, the areas they serve, workers and their placements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keukentafel.audit.public import SYSTEEM
from keukentafel.teams.public import (
    deliver_medewerkers,
    deliver_plaatsingen,
    deliver_teamgebieden,
    deliver_teams,
    take_medewerkers,
    take_plaatsingen,
    take_teamgebieden,
    take_teams,
    update_medewerkers,
    update_plaatsingen,
    update_teamgebieden,
    update_teams,
)
from keukentafel.uitwisseling.vertaling.velden import as_fields
from keukentafel.uitwisseling.vertaling.vorm import Uitrij, Uitvoersleutels
from keukentafel.uitwisseling.waarden import Waarden

TEAM = {"naam": "naam", "geldig_van": "geldig_van", "geldig_tot": "geldig_tot"}
TEAMGEBIED = {"team": "team_id", "gebied": "gebied_id", "van": "van", "tot": "tot"}
MEDEWERKER = {
    "naam": "naam",
    "moederorganisatie": "moederorganisatie_id",
    "skj_nummer": "skj_nummer",
    "skj_geldig_tot": "skj_geldig_tot",
}
PLAATSING = {
    "medewerker": "medewerker_id",
    "team": "team_id",
    "medewerkertype": "medewerkertype",
    "fte": "fte",
    "van": "van",
    "tot": "tot",
}


class Teams:
    """`teams`."""

    resource = "teams"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring teams in."""
        velden, rows = as_fields(rijen, TEAM)
        return take_teams(by=SYSTEEM, velden=velden, rijen=rows)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        velden, rows = as_fields(rijen, TEAM)
        update_teams(by=SYSTEEM, velden=velden, ids=ids, rijen=rows)

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every team."""
        for row in deliver_teams():
            yield {**row, "id": sleutels.of("teams", row["pk"])}


class Teamgebieden:
    """`team_gebieden`: known by team, area and begin, whoever sends them."""

    resource = "team_gebieden"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring them in."""
        velden, rows = as_fields(rijen, TEAMGEBIED, "van")
        return take_teamgebieden(by=SYSTEEM, velden=velden, rijen=rows)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        velden, rows = as_fields(rijen, TEAMGEBIED)
        update_teamgebieden(by=SYSTEEM, velden=velden, ids=ids, rijen=rows)

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every area of a team."""
        for row in deliver_teamgebieden():
            yield {**row, "team": sleutels.of("teams", row["team_id"]), "gebied": row["gebied__code"]}


class Medewerkers:
    """`medewerkers`."""

    resource = "medewerkers"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring workers in."""
        velden, rows = as_fields(rijen, MEDEWERKER)
        return take_medewerkers(by=SYSTEEM, velden=velden, rijen=rows)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        velden, rows = as_fields(rijen, MEDEWERKER)
        update_medewerkers(by=SYSTEEM, velden=velden, ids=ids, rijen=rows)

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every worker."""
        for row in deliver_medewerkers():
            employer = sleutels.of("organisaties", row["moederorganisatie_id"])
            yield {**row, "id": sleutels.of("medewerkers", row["pk"]), "moederorganisatie": employer}


class Plaatsingen:
    """`plaatsingen`: known by worker, team, kind of work and begin, whoever sends them."""

    resource = "plaatsingen"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring placements in."""
        velden, rows = as_fields(rijen, PLAATSING, "team")
        return take_plaatsingen(by=SYSTEEM, velden=velden, rijen=rows)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        velden, rows = as_fields(rijen, PLAATSING)
        update_plaatsingen(by=SYSTEEM, velden=velden, ids=ids, rijen=rows)

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every placement; the list of kinds of work is closed, so each leaves under its own code."""
        for row in deliver_plaatsingen():
            yield {
                **row,
                "medewerker": sleutels.of("medewerkers", row["medewerker_id"]),
                "team": sleutels.of("teams", row["team_id"]),
            }
