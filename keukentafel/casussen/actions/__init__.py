"""Writes of a case, by subject: opening, regie, phases, data, hand-over, and many at once."""

from keukentafel.casussen.actions.fasen import (
    mark_closed,
    record_plan_op,
    reopen_casus,
    resume_actief,
    set_volgen,
    start_vraagverheldering,
)
from keukentafel.casussen.actions.gegevens import (
    add_let_op,
    change_casus,
    note_last_contact,
    note_last_contacts,
    remove_let_op,
    update_samenvatting,
)
from keukentafel.casussen.actions.openen import new_number, open_casus, undo_open_casus
from keukentafel.casussen.actions.overdragen import (
    accept_overdracht,
    level_of,
    request_overdracht,
    return_overdracht,
    scale_down,
    scale_up,
)
from keukentafel.casussen.actions.regie import (
    agree_regie,
    assign_intakers,
    assign_regisseur,
    assign_waarnemer,
    end_waarneming,
    regisseur_of_household,
    undo_assign_regisseur,
)
from keukentafel.casussen.actions.samen import (
    Bulkuitkomst,
    Casusrij,
    Rolrij,
    bulk_assign,
    bulk_open_casussen,
    bulk_volgen,
    sort_out,
)

__all__ = [
    "Bulkuitkomst",
    "Casusrij",
    "Rolrij",
    "accept_overdracht",
    "add_let_op",
    "agree_regie",
    "assign_intakers",
    "assign_regisseur",
    "assign_waarnemer",
    "bulk_assign",
    "bulk_open_casussen",
    "bulk_volgen",
    "change_casus",
    "end_waarneming",
    "level_of",
    "mark_closed",
    "new_number",
    "note_last_contact",
    "note_last_contacts",
    "open_casus",
    "record_plan_op",
    "regisseur_of_household",
    "remove_let_op",
    "reopen_casus",
    "request_overdracht",
    "resume_actief",
    "return_overdracht",
    "scale_down",
    "scale_up",
    "set_volgen",
    "sort_out",
    "start_vraagverheldering",
    "undo_assign_regisseur",
    "undo_open_casus",
    "update_samenvatting",
]
