"""The board of a team: what is to be divided, load beside agreed room, standstill, in and out, expertise.

Load is a hint for a conversation: workers stand by name, never by rank, and see their own load first (R-161).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keukentafel.casussen.public import (
    Casus,
    Stroom,
    Teamlid,
    asked_expertise,
    flow,
    left_behind_casussen,
    regisseurs_of,
    stale_casussen,
    team_load,
    unassigned_casussen,
)
from keukentafel.core.tekenen import Belasting, Tekening, draw_belasting
from keukentafel.meldingen.public import Melding
from keukentafel.referentielijsten.public import label_of
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.casuslijst import log_households

HOOGSTENS = 15


@dataclass(frozen=True, slots=True)
class Stilstand:
    """A case that stands still, and who leads it."""

    casus: Casus
    regisseur: str
    sinds: date


@dataclass(frozen=True, slots=True)
class Expertiseregel:
    """How many cases ask for an expertise and how many workers bring it."""

    naam: str
    gevraagd: int
    aanwezig: int


@dataclass(frozen=True, slots=True)
class Teambord:
    """Everything on the board of one team."""

    team: Team
    meldingen: int
    zonder_regisseur: Sequence[Casus]
    zonder_regisseur_aantal: int
    achtergelaten: Sequence[Stilstand]
    achtergelaten_aantal: int
    belasting: Tekening | None
    zonder_afspraak: Sequence[str]
    stil: Sequence[Stilstand]
    stil_aantal: int
    stroom: Stroom
    expertise: Sequence[Expertiseregel]


def load_teambord(user: Gebruiker, team: Team, op: date) -> Teambord:
    """The board of `team` on day `op`, as this team lead may see it; households shown are logged."""
    visible = Casus.objects.visible_to(user, op)
    undivided = unassigned_casussen(team.pk, op).filter(pk__in=visible.values("pk"))
    still = stale_casussen(visible.filter(team=team), op).select_related("huishouden")
    waiting, standing = list(undivided[:HOOGSTENS]), list(still[:HOOGSTENS])
    gone = left_behind_casussen(team.pk, op).filter(pk__in=visible.values("pk"))
    behind = list(gone[:HOOGSTENS])
    leads = regisseurs_of([casus.pk for casus in (*standing, *behind)])
    log_households([*waiting, *standing, *behind], op)
    members = team_load(team.pk, op, lezer=user)
    return Teambord(
        team=team,
        meldingen=undivided_meldingen(user, team),
        zonder_regisseur=waiting,
        zonder_regisseur_aantal=len(waiting) if len(waiting) < HOOGSTENS else undivided.count(),
        achtergelaten=[Stilstand(casus, leads[casus.pk].medewerker.naam, casus.aangemeld_op) for casus in behind],
        achtergelaten_aantal=len(behind) if len(behind) < HOOGSTENS else gone.count(),
        belasting=load_drawing(members),
        zonder_afspraak=[m.medewerker.naam for m in members if m.bandbreedte is None and m.caseload.gewogen],
        stil=[
            Stilstand(
                casus,
                leads[casus.pk].medewerker.naam if casus.pk in leads else "",
                casus.laatste_contact_op or casus.aangemeld_op,
            )
            for casus in standing
        ],
        stil_aantal=len(standing) if len(standing) < HOOGSTENS else still.count(),
        stroom=flow([team.pk], op, lezer=user),
        expertise=_expertise(user, team, members, op),
    )


def undivided_meldingen(user: Gebruiker, team: Team) -> int:
    """How many open meldingen of this team nobody has taken up yet."""
    return Melding.objects.visible_to(user).filter(team=team, eigenaar=None, afgehandeld_op=None).count()


def load_drawing(members: Sequence[Teamlid]) -> Tekening | None:
    """Weighted load against the room that each agreed to; None when nobody agreed to anything yet."""
    rows = [
        Belasting(
            m.medewerker.naam,
            float(m.caseload.gewogen),
            float(m.bandbreedte.hoog),
            m.caseload.actief + m.caseload.volgen,
        )
        for m in members
        if m.bandbreedte is not None
    ]
    return draw_belasting(rows) if rows else None


def _expertise(user: Gebruiker, team: Team, members: Sequence[Teamlid], op: date) -> list[Expertiseregel]:
    asked = asked_expertise([team.pk], op, lezer=user)
    present: dict[str, int] = {}
    for member in members:
        for code in member.medewerker.expertise:
            present[code] = present.get(code, 0) + 1
    codes = sorted(set(asked) | set(present))
    rows = [Expertiseregel(label_of("expertise", code, op), asked.get(code, 0), present.get(code, 0)) for code in codes]
    return [row for row in rows if row.gevraagd or row.aanwezig]
