"""Teams, the areas they serve, workers and their placements."""

from __future__ import annotations

from collections.abc import Iterator

from keukentafel.teams.public import (
    MEDEWERKERLEVERING,
    PLAATSINGLEVERING,
    TEAMGEBIEDLEVERING,
    TEAMLEVERING,
    deliver_medewerkers,
    deliver_plaatsingen,
    deliver_teamgebieden,
    deliver_teams,
)
from keukentafel.uitwisseling.vertaling.velden import Geleverd
from keukentafel.uitwisseling.vertaling.vorm import Uitrij, Uitvoersleutels

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


class Teams(Geleverd):
    """`teams`."""

    resource = "teams"
    velden = TEAM
    levering = TEAMLEVERING

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every team."""
        for row in deliver_teams():
            yield {**row, "id": sleutels.of("teams", row["pk"])}


class Teamgebieden(Geleverd):
    """`team_gebieden`: known by team, area and begin, whoever sends them."""

    resource = "team_gebieden"
    velden = TEAMGEBIED
    levering = TEAMGEBIEDLEVERING
    altijd = ("van",)

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every area of a team."""
        for row in deliver_teamgebieden():
            yield {**row, "team": sleutels.of("teams", row["team_id"]), "gebied": row["gebied__code"]}


class Medewerkers(Geleverd):
    """`medewerkers`."""

    resource = "medewerkers"
    velden = MEDEWERKER
    levering = MEDEWERKERLEVERING

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every worker."""
        for row in deliver_medewerkers():
            employer = sleutels.of("organisaties", row["moederorganisatie_id"])
            yield {**row, "id": sleutels.of("medewerkers", row["pk"]), "moederorganisatie": employer}


class Plaatsingen(Geleverd):
    """`plaatsingen`: known by worker, team, kind of work and begin, whoever sends them."""

    resource = "plaatsingen"
    velden = PLAATSING
    levering = PLAATSINGLEVERING
    altijd = ("team",)

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every placement; the list of kinds of work is closed, so each leaves under its own code."""
        for row in deliver_plaatsingen():
            yield {
                **row,
                "medewerker": sleutels.of("medewerkers", row["medewerker_id"]),
                "team": sleutels.of("teams", row["team_id"]),
            }
