"""The door of plannen."""

from keukentafel.plannen.actions.aanlevering import (
    bulk_change_doelen,
    bulk_change_inzet,
    bulk_change_plannen,
    bulk_store_doelen,
    bulk_store_inzet,
    bulk_store_plannen,
)
from keukentafel.plannen.actions.doelen import (
    create_actie,
    create_doel,
    doel_from_vraag,
    evaluate_doel,
    finish_actie,
    record_vraag,
    set_doel_result,
    set_goal_results,
)
from keukentafel.plannen.actions.inzet import create_inzet, start_inzet, stop_inzet
from keukentafel.plannen.actions.meegeven import give_plan
from keukentafel.plannen.actions.plan import (
    agree_delen,
    agree_plan,
    create_plan,
    discuss_plan,
    end_plan,
    join_plan,
    register_ander_plan,
    update_plan,
)
from keukentafel.plannen.actions.samen import Actierij, Doelrij, Inzetrij, Planrij, bulk_register_plannen
from keukentafel.plannen.actions.samenvoegen import merge_plannen, undo_merge_plannen
from keukentafel.plannen.actions.sjabloon import publish_sjabloon
from keukentafel.plannen.actions.sluiten import reopen_plan
from keukentafel.plannen.domeinen import default_scheme, domain_choices, plain_name
from keukentafel.plannen.models import Actie, Doel, Inzet, Plan, Planversie, Vraag
from keukentafel.plannen.pdf import BASIS, warm_up, write_pdf
from keukentafel.plannen.permissions import Plantoegang, access_plan, find_inzet, open_plan_of, subjects_of_plan
from keukentafel.plannen.registers import MAATWERK, ONDERSTEUNINGSBLOKKEN, ONDERSTEUNINGSLINKS
from keukentafel.plannen.selectors.arrangement import readable_inzet
from keukentafel.plannen.selectors.rijen import list_doelen, list_inzet
from keukentafel.plannen.selectors.sluiten import open_goals_of
from keukentafel.plannen.selectors.uitlevering import (
    Doelfeit,
    Inzetfeit,
    Kostenfeit,
    Planfeit,
    Plangegevens,
    all_doelen,
    all_inzet,
    all_plannen,
    cost_facts,
    domains_of_doelen,
    domains_of_inzet,
    facts_of_plannen,
    schemes_of_plannen,
)
from keukentafel.plannen.states import Inzetstatus, plan_status
from keukentafel.plannen.wie import household_members

__all__ = [
    "BASIS",
    "MAATWERK",
    "ONDERSTEUNINGSBLOKKEN",
    "ONDERSTEUNINGSLINKS",
    "Actie",
    "Actierij",
    "Doel",
    "Doelfeit",
    "Doelrij",
    "Inzet",
    "Inzetfeit",
    "Inzetrij",
    "Inzetstatus",
    "Kostenfeit",
    "Plan",
    "Planfeit",
    "Plangegevens",
    "Planrij",
    "Plantoegang",
    "Planversie",
    "Vraag",
    "access_plan",
    "agree_delen",
    "agree_plan",
    "all_doelen",
    "all_inzet",
    "all_plannen",
    "bulk_change_doelen",
    "bulk_change_inzet",
    "bulk_change_plannen",
    "bulk_register_plannen",
    "bulk_store_doelen",
    "bulk_store_inzet",
    "bulk_store_plannen",
    "cost_facts",
    "create_actie",
    "create_doel",
    "create_inzet",
    "create_plan",
    "default_scheme",
    "discuss_plan",
    "doel_from_vraag",
    "domain_choices",
    "domains_of_doelen",
    "domains_of_inzet",
    "end_plan",
    "evaluate_doel",
    "facts_of_plannen",
    "find_inzet",
    "finish_actie",
    "give_plan",
    "household_members",
    "join_plan",
    "list_doelen",
    "list_inzet",
    "merge_plannen",
    "open_goals_of",
    "open_plan_of",
    "plain_name",
    "plan_status",
    "publish_sjabloon",
    "readable_inzet",
    "record_vraag",
    "register_ander_plan",
    "reopen_plan",
    "schemes_of_plannen",
    "set_doel_result",
    "set_goal_results",
    "start_inzet",
    "stop_inzet",
    "subjects_of_plan",
    "undo_merge_plannen",
    "update_plan",
    "warm_up",
    "write_pdf",
]
