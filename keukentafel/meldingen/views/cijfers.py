"""The figures of meldingen: of the own team for a team lead, of the municipality for an analyst."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from keukentafel.core.rekenen import median, p80, whole_share
from keukentafel.core.schermdelen import Cel, Feit, Kolom, Tabel
from keukentafel.meldingen.forms import CijferForm
from keukentafel.meldingen.registers import WACHTCIJFERS
from keukentafel.meldingen.selectors import (
    Kenmerkregel,
    Snelheid,
    advice_only,
    bypasses,
    features,
    feedback,
    feedback_days,
    initiative_hours,
    not_offered,
    outside_count,
    services,
    speed,
    target_group,
    waiting_on,
    without_case,
)
from keukentafel.referentielijsten.public import label_of
from keukentafel.teams.public import Team, teams_of
from keukentafel.toegang.public import Gebruiker, Rol, StaffRequest, authorize

INZIEN = "meldingcijfers_inzien"
HOOGSTENS_KLEIN = 10  # reports.md: small numbers (n < 10) are not told where a figure leaves the team
TE_KLEIN, TE_WEINIG = "minder dan 10", "te weinig meldingen"
LIJST = {"soort": "melding_soort", "kanaal": "kanaal", "melder_soort": "melder_soort", "vraagtype": "vraagtype",
         "afhandeling": "afhandeling"}  # fmt: skip
KENMERK = {"soort": "Wat het was", "kanaal": "Hoe het binnenkwam", "melder_soort": "Van wie",
           "vraagtype": "Vraagtype", "afhandeling": "Hoe het eindigde"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lezer:
    """Who reads: of which teams he may choose, and whether he sees exact small numbers."""

    gebruiker: Gebruiker
    teams: Sequence[Team]
    exact: bool

    def number(self, count: int) -> str:
        """A count in words: a small one is not told to who stands outside the team."""
        return str(count) if self.exact or count == 0 or count >= HOOGSTENS_KLEIN else TE_KLEIN

    def enough(self, count: int) -> bool:
        """Whether a median or a share over so many may be told."""
        return self.exact or count >= HOOGSTENS_KLEIN


@require_safe
def cijfers(request: StaffRequest) -> HttpResponse:
    """Speed, answers, target group and counts over a period; what cannot be read in the address is left out."""
    authorize(request.user, INZIEN)
    exact = Rol.TEAMLEIDER in request.user.rollen
    teams = teams_of(request.user) if exact else list(Team.objects.order_by("naam", "pk"))
    reader = Lezer(request.user, teams, exact)
    today = timezone.localdate()
    form = CijferForm(request.GET or None, teams=reader.teams, alle=not exact, today=today)
    team, since, until = form.chosen()
    lines = features(until, since, team.pk if team is not None else None, request.user)
    context = {
        "form": form,
        "naam": team.naam if team is not None else "Hele gemeente",
        "leeg": exact and team is None,
        "feiten": [_received(reader, lines), *_facts(reader, team, since, until)],
        "tabellen": _tables(reader, lines, team, since, until),
        "zonder_kleine": not exact,
    }
    return render(request, "meldingen/cijfers.html", context)


def _received(reader: Lezer, lines: Sequence[Kenmerkregel]) -> Feit:
    """How many came in; every melding has one kind."""
    count = sum(line.aantal for line in lines if line.kenmerk == "soort")
    return Feit("Binnengekomen", _meldingen(count) if reader.enough(count) else reader.number(count))


def _facts(reader: Lezer, team: Team | None, since: date, until: date) -> list[Feit]:
    pk, who = team.pk if team is not None else None, reader.gebruiker
    answered, checks = feedback(until, since, pk, who), target_group(until, since, pk, who)
    told = "nog geen"
    if answered.n and reader.enough(answered.n):
        told = f"{answered.binnen_14_dagen} van {answered.n} binnen 14 dagen, {answered.gedaan} in totaal"
    elif answered.n:
        told = TE_WEINIG
    group = "nog geen regiechecks"
    if checks.n and reader.enough(checks.n):
        share = whole_share(checks.zonder_regie, checks.n)
        group = f"{checks.zonder_regie} van {checks.n} regiechecks ({share}%)"
    elif checks.n:
        group = TE_WEINIG
    hours = initiative_hours(until, since, [pk] if pk is not None else None, who)
    return [
        Feit("Eerste contact", _speed(reader, speed(until, since, pk, who)), erbij="van melding tot eerste contact"),
        Feit("Antwoord aan professionals", told),
        Feit("Tijd tot dat antwoord", _speed(reader, feedback_days(until, since, pk, who))),
        Feit("Doelgroep", group, erbij="meer vragen en te weinig regie; niemand wordt hierop geweigerd"),
        Feit("Alleen informatie en advies", reader.number(advice_only(until, since, pk, who)), erbij="zonder casus"),
        Feit("Wachten op eerste contact", reader.number(waiting_on(until, pk, who)), erbij="op de laatste dag"),
        *_waits(reader, pk, since, until),
        Feit("Buiten het systeem", reader.number(outside_count(until, pk)), erbij="op verzoek, tot en met die maand"),
        Feit("Uren voor initiatieven", f"{hours.normalize():f}".replace(".", ",")),
    ]


def _speed(reader: Lezer, found: Snelheid) -> str:
    if not found.n:
        return "nog geen"
    if not reader.enough(found.n):
        return TE_WEINIG
    middle = f"{found.mediaan:g}".replace(".", ",")
    return f"{_meldingen(found.n)}, de helft binnen {middle} dagen, 80% binnen {found.p80}"


def _waits(reader: Lezer, team_id: int | None, since: date, until: date) -> list[Feit]:
    """What comes after the melding: how long people waited for it, and who waits now (R-027)."""
    facts = []
    for count in WACHTCIJFERS:
        found = count(until, since, team_id, reader.gebruiker)
        told = "nog geen" if not found.dagen else TE_WEINIG
        if found.dagen and reader.enough(len(found.dagen)):
            days = Counter(found.dagen)
            middle = f"{median(days):g}".replace(".", ",")
            told = f"{days.total()} keer, de helft binnen {middle} dagen, 80% binnen {p80(days)}"
        facts.append(Feit(found.naam, told, erbij=found.erbij))
        now = reader.number(found.wachtend)
        if found.wachtend and reader.exact:
            now = f"{found.wachtend}, van wie {found.zonder_contact} zonder iemand die contact houdt"
        facts.append(Feit(f"{found.naam}: wie wacht", now, erbij="op de laatste dag"))
    return facts


def _meldingen(count: int) -> str:
    return "1 melding" if count == 1 else f"{count} meldingen"


def _tables(reader: Lezer, lines: Sequence[Kenmerkregel], team: Team | None, since: date, until: date) -> list[Tabel]:
    pk, who = team.pk if team is not None else None, reader.gebruiker
    rows: dict[str, list[tuple[str, int]]] = {}
    for line in lines:
        rows.setdefault(line.kenmerk, []).append((_label(line, until), line.aantal))
    tables = [_table(reader, KENMERK[name], counts) for name, counts in rows.items()]
    done = _named(services(until, since, pk, who), "taak_sociaal_team", until)
    known = _named(without_case(until, [pk] if pk is not None else None, who), "reden_zonder_casus", until)
    tables += [_table(reader, "Wat het team deed, zonder casus", done)] if done else []
    tables += [_table(reader, "Mensen bekend zonder casus", known)] if known else []
    round_us = _named(bypasses(until, since, pk, who), "escalatiesoort", until)
    tables += [_table(reader, "Partners die zelf opschaalden", round_us)] if round_us else []
    kept = list(not_offered(until, since, pk).items())
    return tables + ([_table(reader, "Niet aangeboden, per organisatie", kept)] if kept else [])


def _named(counts: Mapping[str, int], lijst: str, op: date) -> list[tuple[str, int]]:
    return [(label_of(lijst, code, op), count) for code, count in counts.items()]


def _label(line: Kenmerkregel, op: date) -> str:
    return "Onbekend" if line.waarde == "onbekend" else label_of(LIJST[line.kenmerk], line.waarde, op)


def _table(reader: Lezer, name: str, lines: Sequence[tuple[str, int]]) -> Tabel:
    """One feature; where one small number could be found by subtracting, the next smallest is left out too."""
    hidden = [] if reader.exact else [count for _label, count in lines if 0 < count < HOOGSTENS_KLEIN]
    limit = HOOGSTENS_KLEIN - 1
    if len(hidden) == 1:
        limit = min((count for _label, count in lines if count >= HOOGSTENS_KLEIN), default=limit)
    shown = [(label, _cell(count, limit if hidden else 0)) for label, count in lines]
    return Tabel(
        [Kolom(name), Kolom("Aantal", getal=True)], [[Cel(label), Cel(count)] for label, count in shown], naam=name
    )


def _cell(count: int, limit: int) -> str:
    """A count up to `limit` is not told; the words say whether it is small or left out for another's sake."""
    if count == 0 or count > limit:
        return str(count)
    return TE_KLEIN if count < HOOGSTENS_KLEIN else "niet getoond"
