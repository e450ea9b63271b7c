"""Writes: two own plans become one, for households that turn out to be one, and can be parted again (R-067)."""

from datetime import date

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishouden
from keukentafel.plannen.actions.evaluatie import schedule_all, schedule_doeldag
from keukentafel.plannen.models import Plan, Plansamenvoeging
from keukentafel.plannen.permissions import open_plan_of, subjects_of_plan


@action("plannen_samengevoegd")
def merge_plannen(*, by: Actor, bron: Plan, doelplan: Plan) -> Plansamenvoeging:
    """Move goals, support and agreements of one own plan into another, and end the first (R-067).

    The versions that were given stay with the plan they were made of. Raises Regelfout for one and the same plan,
    the plan of another organisation, a plan that went up in another already, and a target that has ended.
    """
    locked = {pk: Plan.lock(pk) for pk in sorted({bron.pk, doelplan.pk})}
    source, target = locked[bron.pk], locked[doelplan.pk]
    if source.pk == target.pk or source.eigenaar_id or target.eigenaar_id or target.beeindigd_op:
        raise Regelfout("Samenvoegen kan alleen van een eigen plan naar een ander, lopend eigen plan.")
    if source.samengevoegd_in_id:
        raise Regelfout("Dit plan is al samengevoegd.")
    moved = _move(source, target)
    merge = Plansamenvoeging.objects.create(
        bron=source, doelplan=target, samengevoegd_op=date.today(), verplaatst=moved, bron_einde=source.beeindigd_op
    )
    source.change(beeindigd_op=source.beeindigd_op or date.today(), samengevoegd_in=target)
    schedule_all(by, source)
    schedule_doeldag(by, target)
    record("plannen_samengevoegd", target, subjects=_subjects(source, target))
    return merge


@action("plannen_gesplitst")
def undo_merge_plannen(*, by: Actor, samenvoeging: Plansamenvoeging) -> Plan:
    """Part them again: what moved goes back with all that was written under it since; returns the first plan.

    What was added to the joint plan stays there. Raises Regelfout when it was undone already, when the joint plan
    has ended, or when the first household made a new plan meanwhile.
    """
    merge = Plansamenvoeging.lock(samenvoeging.pk)
    if merge.ongedaan_op is not None:
        raise Regelfout("Dit samenvoegen is al ongedaan gemaakt.")
    Huishouden.lock(merge.bron.huishouden_id)
    locked = {pk: Plan.lock(pk) for pk in sorted((merge.bron_id, merge.doelplan_id))}
    source, target = locked[merge.bron_id], locked[merge.doelplan_id]
    if target.beeindigd_op is not None:
        raise Regelfout("Het plan is intussen beëindigd. Ongedaan maken kan niet meer.")
    if merge.bron_einde is None and open_plan_of(source.huishouden_id) is not None:
        raise Regelfout("Het andere huishouden heeft intussen een nieuw plan. Ongedaan maken kan niet meer.")
    places = {int(pk): place for pk, place in merge.verplaatst["doelen"].items()}
    for goal in target.doelen.filter(pk__in=places):
        goal.change(plan=source, volgorde=places[goal.pk])
    for item in target.inzet.filter(pk__in=merge.verplaatst["inzet"]):
        item.change(plan=source)
    for shared in target.deelafspraken.filter(pk__in=merge.verplaatst["delen"]):
        shared.change(plan=source)
    for item in target.inzet.filter(doel__in=places):  # support added since, under a goal that goes back
        item.change(plan=source)
    source.change(beeindigd_op=merge.bron_einde, samengevoegd_in=None)
    schedule_all(by, source)
    schedule_doeldag(by, target)
    merge.change(ongedaan_op=date.today())
    record("plannen_gesplitst", source, subjects=_subjects(source, target))
    return source


def _move(source: Plan, target: Plan) -> dict[str, object]:
    """Hand everything of one plan to the other, the goals behind its own; returns what moved."""
    behind = target.doelen.count()
    goals, support, shared = list(source.doelen.all()), list(source.inzet.all()), list(source.deelafspraken.all())
    moved: dict[str, object] = {
        "doelen": {str(goal.pk): goal.volgorde for goal in goals},
        "inzet": [item.pk for item in support],
        "delen": [item.pk for item in shared],
    }
    for goal in goals:
        goal.change(plan=target, volgorde=goal.volgorde + behind)
    for item in support:
        item.change(plan=target)
    for agreement in shared:
        agreement.change(plan=target)
    return moved


def _subjects(*plannen: Plan) -> list[int]:
    return list(dict.fromkeys(pk for plan in plannen for pk in subjects_of_plan(plan)))
