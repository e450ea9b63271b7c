"""What leaves the teams is published once per span, and then never changes (docs/adr/0014).

Spans never overlap, so that no two of them can be subtracted; what is entered late stays out of a span that was
published. The page of meldingen of the municipality comes from the same publication.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from keukentafel.core.datums import past_spans
from keukentafel.inzicht.figuren.blik import GEMEENTE, Blik, Verdeling, views_beyond
from keukentafel.inzicht.figuren.verdelingen import Envelop
from keukentafel.inzicht.models import Publicatie
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.rapporten.facetten import count_published
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.vraag import Vraag
from keukentafel.meldingen.public import Lijnen, publish_span

TERUG = 3  # whole spans to publish that were over before the first figures were made: the last one, and a year earlier
RAPPORTEN = (
    "kenmerken", "instroom_per_maand", "zelfredzaamheid", "ontwikkeling", "ondersteuning", "doelen", "werkwijze",
    "meldingen", "doorlooptijd", "caseload", "plannen", "formatie", "buurt", "stapeling", "eerste_hulp", "gebieden",
    "patronen", "toekenningen",
)  # fmt: skip
LIJNEN = ("kanaal", "vraagtype", "afhandeling")

Span = tuple[date, date]


def open_spans(today: date) -> list[Span]:
    """Return the whole spans before this day that are still to be published, oldest first.

    A span in which nobody was counted may be published again: from nought to a table nothing small can be subtracted.
    One that overlaps another publication may not, whatever length of span is set now.
    """
    found = []
    for van, tot in past_spans(today, TERUG * max(1, 6 // settings.PUBLICATIE_MAANDEN), settings.PUBLICATIE_MAANDEN):
        kept = list(Publicatie.objects.filter(van__lte=tot, tot__gte=van))
        if all((one.van, one.tot) == (van, tot) and one.leeg for one in kept):
            found.append((van, tot))
    return found[::-1]


def make_publication(
    span: Span, scopes: Sequence[str], motor: Motor, *, nu: bool, eerder: Sequence[Publicatie] = ()
) -> tuple[Publicatie, dict[str, Blik]]:
    """Return what may be told of one span, not yet kept, and the views of it per scope (GEMEENTE, or id of a team).

    `nu`: it is the newest span, so that what is only known of now goes along; `eerder`: made in this round, and not
    kept yet either. Raises Vraagfout.
    """
    van, tot = span
    found = {scope: span_outcomes(span, scope, motor) for scope in scopes}
    year_ago = (van.replace(year=van.year - 1), _year_earlier(tot))
    earlier = next((one for one in eerder if (one.van, one.tot) == year_ago), None)
    if earlier is None:
        earlier = Publicatie.objects.filter(van=year_ago[0], tot=year_ago[1]).first()
    views = views_beyond(found, told_again(earlier) if earlier else None)
    lines = lines_of(views[GEMEENTE])
    empty = all(verdeling.n == 0 for verdeling in views[GEMEENTE].verdelingen.values())
    page = publish_span(van, tot, lines, nu=nu and not empty)  # an empty one is made again: nothing of now in it
    made = Publicatie(
        van=van, tot=tot, gemaakt_op=timezone.now(), meldingen=page, leeg=empty,
        verteld={scope: _as_json(view) for scope, view in views.items()},
    )  # fmt: skip
    return made, views


def span_outcomes(span: Span, team: str, motor: Motor) -> dict[str, Envelop]:
    """Return the envelopes of one scope over one span, as known on its last day."""
    van, tot = span
    found: dict[str, Envelop] = {}
    for naam in RAPPORTEN:
        ask = definities()[naam]
        period = (van, tot) if ask.met_periode else (None, None)
        vraag = Vraag(peildatum=tot, van=period[0], tot=period[1], team=team if ask.met_team else "")
        found[naam] = make_report(naam, vraag, motor).as_dict()
    cases = Vraag(peildatum=tot, van=van, tot=tot, team=team)
    found["facetten"] = count_published(cases, motor)
    return found


def lines_of(view: Blik) -> Lijnen:
    """Return what is told of the meldingen of the municipality, for the page of meldingen."""
    return Lijnen(
        n=view.of("afhandeling").n,
        melder=view.of("melder").aantallen,
        kenmerken={naam: view.of(naam).aantallen for naam in LIJNEN},
    )


def told_again(kept: Publicatie) -> dict[str, Blik]:
    """Return the views of a publication as they were told; without definitions."""
    return {
        scope: Blik(
            {}, {naam: Verdeling(n, dict(counts)) for naam, (n, counts) in told["verdelingen"].items()}, False,
            duren={naam: (middle, most) for naam, (middle, most) in told["duren"].items()},
        )
        for scope, told in kept.verteld.items()
    }  # fmt: skip


def _as_json(view: Blik) -> Mapping[str, Any]:
    return {
        "verdelingen": {naam: [seen.n, seen.aantallen] for naam, seen in view.verdelingen.items()},
        "duren": {naam: list(spans) for naam, spans in view.duren.items()},
    }


def _year_earlier(last: date) -> date:
    """The last day of the same month a year earlier."""
    return past_spans(date(last.year - 1 + last.month // 12, last.month % 12 + 1, 1), 1, 1)[0][1]
