"""What one must know before comparing two scores: another way of scoring, or another who scored (R-056)."""

from collections.abc import Iterable

from keukentafel.core.datums import korte_datum
from keukentafel.referentielijsten.public import versions_of
from keukentafel.zelfredzaamheid.models import Meting
from keukentafel.zelfredzaamheid.selectors import Domeinverloop, Persoonsverloop

LIJST = "scoreinstructie"
SPRONG = 2  # levels; so much at once by another pair of eyes may be the person or the eyes


def instruction_changes(course: Persoonsverloop) -> list[str]:
    """The changes in how levels are chosen that came between the first and the last day of this series."""
    if not course.datums:
        return []
    first, last = course.datums[0], course.datums[-1]
    return [
        f"Sinds {korte_datum(change.geldig_van, vandaag=last)} scoren we anders: {change.naam}. "
        "Een verschil kan daardoor komen."
        for change in versions_of(LIJST)
        if first < change.geldig_van <= last
    ]


def drift_of(course: Persoonsverloop, metingen: Iterable[Meting]) -> list[str]:
    """Where a level jumped two or more and somebody else scored: is it the person, or the eyes?

    `metingen` are those of this person, with `beoordelaar`. What was confirmed unchanged is not a new judgement.
    """
    eyes = {meting.pk: meting.beoordelaar for meting in metingen}
    lines = []
    for domein in course.domeinen:
        pair = _last_step(domein)
        if pair is None or abs(pair[0][1] - pair[1][1]) < SPRONG:
            continue
        before, now = eyes.get(pair[0][0]), eyes.get(pair[1][0])
        if before is not None and now is not None and before.pk != now.pk:
            lines.append(
                f"{domein.naam} ging van {pair[0][1]} naar {pair[1][1]}, en een ander scoorde: eerst {before.naam}, "
                f"daarna {now.naam}. Kijk samen of u hetzelfde bedoelt."
            )
    return lines


def _last_step(domein: Domeinverloop) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """(measurement, level) of the last two judgements with a level; None when there are not two."""
    judged = [(p.meting_id, p.niveau) for p in domein.punten if p.niveau is not None and not p.bevestigd]
    return (judged[-2], judged[-1]) if len(judged) > 1 else None
