"""Examples of this room for the walk over the screens: a plan with a goal, an action, a question and its neighbours."""

from collections.abc import Callable
from datetime import date
from typing import Any

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import open_casus
from keukentafel.personen.public import Huishouden, Huishoudlid
from keukentafel.plannen.actions.doelen import create_actie, create_doel, record_vraag
from keukentafel.plannen.actions.inzet import create_inzet
from keukentafel.plannen.actions.meegeven import give_plan
from keukentafel.plannen.actions.plan import agree_delen, create_plan, register_ander_plan
from keukentafel.plannen.actions.samenvoegen import merge_plannen
from keukentafel.plannen.models import Doel, Plan
from keukentafel.plannen.permissions import open_plan_of
from keukentafel.referentielijsten.public import Leefdomein
from keukentafel.socialekaart.public import Organisatie
from tests.cast import Cast


def the_plan(cast: Cast) -> Plan:
    """The household's plan, made once."""
    return open_plan_of(cast.gezin.pk) or create_plan(by=SYSTEEM, casus=cast.casus)


def make_doel(cast: Cast) -> Doel:
    """A goal in the plan."""
    domain = Leefdomein.objects.filter(stelsel__code="zrm2017").order_by("pk")[0]
    return create_doel(by=SYSTEEM, plan=the_plan(cast), omschrijving="Ik wil rust", leefdomein=domain)


def make_vraag(cast: Cast) -> int:
    """A question of the household."""
    return record_vraag(by=SYSTEEM, casus=cast.casus, woorden="Kan het rustiger?").pk


def make_actie(cast: Cast) -> int:
    """An action under a goal."""
    return create_actie(by=SYSTEEM, doel=make_doel(cast), omschrijving="Bellen").pk


def make_ander_plan(cast: Cast) -> int:
    """Another organisation's plan."""
    school = Organisatie.objects.create(naam="Basisschool", soort="partner")
    today = date.today()
    return register_ander_plan(by=SYSTEEM, casus=cast.casus, eigenaar=school, naam="Groeiplan", opgesteld_op=today).pk


def make_deelafspraak(cast: Cast) -> int:
    """What is shared with the school."""
    return agree_delen(by=SYSTEEM, plan=the_plan(cast), met_wie="School", wat="Dat we helpen", waarom="Rust").pk


def make_inzet(cast: Cast) -> int:
    """Support that is there already."""
    goal = make_doel(cast)
    return create_inzet(
        by=SYSTEEM, plan=goal.plan, leefdomein=goal.leefdomein, aard="bestaand", kring="maatwerk", omschrijving="Hulp"
    ).pk


def make_versie(cast: Cast) -> int:
    """The plan as it was given."""
    return give_plan(by=SYSTEEM, plan=make_doel(cast).plan, casus=cast.casus).pk


def second_home(cast: Cast) -> Plan:
    """Jan belongs to a second household too, with a case of the same team and a plan of its own."""
    home = Huishouden.objects.create(naam="De heer De Wit")
    Huishoudlid.objects.create(huishouden=home, persoon=cast.jan, rol="volwassene", van=cast.casus.aangemeld_op)
    day = cast.casus.aangemeld_op
    casus = open_casus(by=SYSTEEM, huishouden=home, persoon=cast.jan, team=cast.noord, aangemeld_op=day)
    return create_plan(by=SYSTEEM, casus=casus)


def make_plansamenvoeging(cast: Cast) -> int:
    """A plan of another household went up in this one."""
    return merge_plannen(by=SYSTEEM, bron=second_home(cast), doelplan=the_plan(cast)).pk


PLANNEN: dict[str, Callable[[Cast], Any]] = {
    "doel_id": lambda cast: make_doel(cast).pk,
    "vraag_id": make_vraag,
    "actie_id": make_actie,
    "plan_id": make_ander_plan,
    "deel_id": make_deelafspraak,
    "inzet_id": make_inzet,
    "versie_id": make_versie,
    "naastplan_id": lambda cast: second_home(cast).pk,
    "plansamenvoeging_id": make_plansamenvoeging,
}
