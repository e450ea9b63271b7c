"""The figures of meldingen: of the own team for a team lead, of the municipality for an analyst."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from keukentafel.core.rekenen import median, p80, whole_share
from keukentafel.core.schermdelen import Cel, Feit, Kolom, Tabel
from keukentafel.meldingen.cijferwoorden import (
    KENMERK,
    in_hours,
    in_meldingen,
    in_spans,
    value_label,
    with_labels,
)
from keukentafel.meldingen.forms import CijferForm, TijdvakForm
from keukentafel.meldingen.gemeentecijfers import shown_again
from keukentafel.meldingen.registers import PUBLICATIES, WACHTCIJFERS
from keukentafel.meldingen.selectors import (
    Kenmerkregel,
    Snelheid,
    advice_only,
    bypasses,
    familiarity,
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
from keukentafel.meldingen.selectors.cijfers import ONBEKEND
from keukentafel.referentielijsten.public import Kanaal
from keukentafel.teams.public import teams_of
from keukentafel.toegang.public import Gebruiker, Rol, StaffRequest, authorize

INZIEN = "meldingcijfers_inzien"


@require_safe
def cijfers(request: StaffRequest) -> HttpResponse:
    """Speed, answers, target group and counts over a period; what cannot be read in the address is left out.

    Who leads a team sees that team exactly, over any period, whatever other role he has: an exact team could be
    subtracted from the municipality. Anybody else sees what may leave the team (reports.md, small numbers).
    """
    authorize(request.user, INZIEN)
    today = timezone.localdate()
    return _own(request, today) if Rol.TEAMLEIDER in request.user.rollen else _beyond(request)


def _beyond(request: StaffRequest) -> HttpResponse:
    published = {span: page for load in PUBLICATIES for span, page in load().items()}
    form = TijdvakForm(request.GET or None, spans=list(published))
    chosen = form.chosen()
    facts, tables = shown_again(published[chosen]) if chosen else ([], [])
    context = {
        "form": form,
        "velden": [form["tijdvak"]],
        "naam": "Hele gemeente",
        "feiten": facts,
        "tabellen": tables,
        "buiten_team": True,
        "ongepubliceerd": chosen is None,
        "leeg": False,
    }
    return render(request, "meldingen/cijfers.html", context)


def _own(request: StaffRequest, today: date) -> HttpResponse:
    form = CijferForm(request.GET or None, teams=teams_of(request.user), today=today)
    team, since, until = form.chosen()
    context: dict[str, object] = {
        "form": form,
        "velden": form.visible_fields(),
        "leeg": team is None,
        "buiten_team": False,
        "ongepubliceerd": False,
        "naam": "",
    }
    if team is not None:
        lines = features(until, since, team.pk, request.user)
        received = sum(line.aantal for line in lines if line.kenmerk == "soort")  # every melding has one kind
        context["naam"] = team.naam
        context["feiten"] = [
            Feit("Binnengekomen", in_meldingen(received)), *_pull(team.pk, lines, since, until, request.user),
            *_facts(team.pk, since, until, request.user),
        ]  # fmt: skip
        context["tabellen"] = _tables(team.pk, lines, since, until, request.user)
    return render(request, "meldingen/cijfers.html", context)


def _pull(pk: int, lines: Sequence[Kenmerkregel], since: date, until: date, who: Gebruiker) -> list[Feit]:
    """Whether the team draws new questions: who comes for the first time, and whom it found itself (R-039)."""
    known = familiarity(until, since, pk, who)
    channels = {line.waarde: line.aantal for line in lines if line.kenmerk == "kanaal"}
    unknown, outreach = channels.pop(ONBEKEND, 0), channels.pop(Kanaal.HUISBEZOEK, 0)
    found = f"{outreach} door het team opgezocht, {sum(channels.values())} op vraag"
    return [
        Feit("Voor het eerst of eerder bekend", f"{known.eerste} voor het eerst, {known.eerder} eerder bekend",
             erbij="waar bekend is om wie het gaat; eerder bekend is een melding of casus op een dag ervoor"),
        Feit("Opgezocht of op vraag", f"{found}, {unknown} onbekend" if unknown else found,
             erbij="opgezocht is: huisbezoek of in de wijk"),
    ]  # fmt: skip


def _facts(pk: int, since: date, until: date, who: Gebruiker) -> list[Feit]:
    answered, checks = feedback(until, since, pk, who), target_group(until, since, pk, who)
    told = f"{answered.binnen_14_dagen} van {answered.n} binnen 14 dagen, {answered.gedaan} in totaal"
    group = "nog geen regiechecks"
    if checks.n:
        group = f"{checks.zonder_regie} van {checks.n} regiechecks ({whole_share(checks.zonder_regie, checks.n)}%)"
    return [
        Feit("Eerste contact", _speed(speed(until, since, pk, who)), erbij="van melding tot eerste contact"),
        Feit("Antwoord aan professionals", told if answered.n else "nog geen"),
        Feit("Tijd tot dat antwoord", _speed(feedback_days(until, since, pk, who))),
        Feit("Doelgroep", group, erbij="meer vragen en te weinig regie; niemand wordt hierop geweigerd"),
        Feit("Alleen informatie en advies", str(advice_only(until, since, pk, who)), erbij="zonder casus"),
        Feit("Wachten op eerste contact", str(waiting_on(until, pk, who)), erbij="op de laatste dag"),
        *_waits(pk, since, until, who),
        Feit("Buiten het systeem", str(outside_count(until, pk)), erbij="op verzoek, tot en met die maand"),
        Feit("Uren voor initiatieven", in_hours(initiative_hours(until, since, [pk], who))),
    ]


def _speed(found: Snelheid) -> str:
    return f"{in_meldingen(found.n)}, {in_spans(found.mediaan, found.p80)}" if found.n else "nog geen"


def _waits(team_id: int, since: date, until: date, who: Gebruiker) -> list[Feit]:
    """What comes after the melding: how long people waited for it, and who waits now (R-027)."""
    facts = []
    for count in WACHTCIJFERS:
        found = count(until, since, team_id, who)
        days = Counter(found.dagen)
        told = f"{days.total()} keer, {in_spans(median(days), p80(days))}" if days else "nog geen"
        facts.append(Feit(found.naam, told, erbij=found.erbij))
        now = "0"
        if found.wachtend:
            now = f"{found.wachtend}, van wie {found.zonder_contact} zonder iemand die contact houdt"
        facts.append(Feit(f"{found.naam}: wie wacht", now, erbij="op de laatste dag"))
    return facts


def _tables(pk: int, lines: Sequence[Kenmerkregel], since: date, until: date, who: Gebruiker) -> list[Tabel]:
    rows: dict[str, list[tuple[str, int]]] = {}
    for line in lines:
        rows.setdefault(line.kenmerk, []).append((value_label(line.kenmerk, line.waarde, until), line.aantal))
    named = {KENMERK[name]: counts for name, counts in rows.items()}
    named |= {
        "Wat het team deed, zonder casus": with_labels("dienst", services(until, since, pk, who), until),
        "Mensen bekend zonder casus": with_labels("zonder_casus", without_case(until, [pk], who), until),
        "Partners die zelf opschaalden": with_labels("escalatie", bypasses(until, since, pk, who), until),
        "Niet aangeboden, per organisatie": list(not_offered(until, since, pk).items()),
    }
    return [_table(name, counts) for name, counts in named.items() if counts]


def _table(name: str, lines: Sequence[tuple[str, int]]) -> Tabel:
    rows = [[Cel(label), Cel(str(count))] for label, count in lines]
    return Tabel([Kolom(name), Kolom("Aantal", getal=True)], rows, naam=name)
