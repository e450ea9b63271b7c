"""Which melding a case names, as an exchange package says it."""

from collections.abc import Iterable, Sequence
from datetime import date

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.inlezen import bulk_rows, in_portions
from keukentafel.meldingen.models import MeldingCasus, Vervolgcasus
from keukentafel.meldingen.states import Koppelwijze


@action("casussen_gekoppeld")
def bulk_link_casussen(*, by: Actor, rijen: Sequence[tuple[int, int | None, date]]) -> None:
    """Let these cases name these meldingen (case id, melding id or None, day that the case was reported).

    The first case that names a melding is opened by it; a further one is kept as Vervolgcasus, for a melding belongs
    to one case. A link that says the same already stays; another one goes, its versions are kept.
    """
    opened, further = _links(casus for casus, _melding, _op in rijen)
    now = {casus: melding for links in (opened, further) for casus, (_pk, melding) in links.items()}
    changed = [row for row in rijen if now.get(row[0]) != row[1]]
    for model, links in ((MeldingCasus, opened), (Vervolgcasus, further)):
        for part in in_portions([links[casus][0] for casus, _melding, _op in changed if casus in links]):
            model._default_manager.filter(pk__in=part).delete()
    _add([(casus, melding, op) for casus, melding, op in changed if melding is not None])
    record("casussen_gekoppeld", None, reden=f"{len(changed)} casussen")


def _links(casus_ids: Iterable[int]) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """The links of these cases as they are: case id to (id of the link, melding id)."""
    opened, further = dict[int, tuple[int, int]](), dict[int, tuple[int, int]]()
    for part in in_portions(casus_ids):
        first = MeldingCasus.objects.filter(casus__in=part, wijze=Koppelwijze.OPENT).order_by()
        opened |= {casus: (pk, melding) for casus, pk, melding in first.values_list("casus_id", "pk", "melding_id")}
        more = Vervolgcasus.objects.filter(casus__in=part).order_by()
        further |= {casus: (pk, melding) for casus, pk, melding in more.values_list("casus_id", "pk", "melding_id")}
    return opened, further


def _add(rijen: Sequence[tuple[int, int, date]]) -> None:
    taken: set[int] = set()
    for part in in_portions({melding for _casus, melding, _op in rijen}):
        taken |= set(MeldingCasus.objects.filter(melding__in=part).order_by().values_list("melding_id", flat=True))
    first, more = [], []
    for casus, melding, op in rijen:
        if melding in taken:
            more.append((melding, casus))
        else:
            taken.add(melding)
            first.append((melding, casus, Koppelwijze.OPENT.value, op))
    bulk_rows(MeldingCasus, ("melding_id", "casus_id", "wijze", "op"), first, len(first))
    bulk_rows(Vervolgcasus, ("melding_id", "casus_id"), more, len(more))
