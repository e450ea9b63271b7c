"""Writes of meldingen: register, divide, deal with, hand over, check regie, answer the reporter, count."""

from keukentafel.meldingen.actions.aanvullen import amend_melding
from keukentafel.meldingen.actions.afhandelen import (
    close_melding,
    record_eerste_contact,
    reopen_melding,
    undo_eerste_contact,
)
from keukentafel.meldingen.actions.bulk import Meldingrij, bulk_register_meldingen
from keukentafel.meldingen.actions.doorverwijzen import (
    confirm_doorverwijzing,
    refer_melding,
    refuse_doorverwijzing,
)
from keukentafel.meldingen.actions.escaleren import record_escalatie
from keukentafel.meldingen.actions.initiatief import add_initiatiefinzet
from keukentafel.meldingen.actions.inlezen import (
    bulk_bring_in_meldingen,
    bulk_change_meldingen,
    bulk_set_buiten_systeem,
)
from keukentafel.meldingen.actions.koppelen import bulk_link_casussen
from keukentafel.meldingen.actions.normen import agree_teamnorm, withdraw_teamnorm
from keukentafel.meldingen.actions.personen import link_persoon, unlink_persoon
from keukentafel.meldingen.actions.regie import Regiecheckgegevens, record_regiecheck
from keukentafel.meldingen.actions.registreren import (
    Meldinggegevens,
    register_acuut_gevaar,
    register_melding,
)
from keukentafel.meldingen.actions.samen import (
    Meldinguitkomst,
    bulk_assign_meldingen,
    refuse_worker,
    sort_out_meldingen,
    undo_bulk_assign_meldingen,
)
from keukentafel.meldingen.actions.samenvoegen import (
    merge_meldingen,
    split_melding,
    undo_merge_meldingen,
    undo_split,
)
from keukentafel.meldingen.actions.tellen import count_buiten_systeem, count_niet_aangeboden
from keukentafel.meldingen.actions.terugkoppelen import (
    limit_of,
    record_grondslag,
    send_terugkoppeling,
)
from keukentafel.meldingen.actions.verdelen import assign_melding, move_melding, undo_assign_melding
from keukentafel.meldingen.actions.wachten import bridge_melding

__all__ = [
    "Meldinggegevens",
    "Meldingrij",
    "Meldinguitkomst",
    "Regiecheckgegevens",
    "add_initiatiefinzet",
    "agree_teamnorm",
    "amend_melding",
    "assign_melding",
    "bridge_melding",
    "bulk_assign_meldingen",
    "bulk_bring_in_meldingen",
    "bulk_change_meldingen",
    "bulk_link_casussen",
    "bulk_register_meldingen",
    "bulk_set_buiten_systeem",
    "close_melding",
    "confirm_doorverwijzing",
    "count_buiten_systeem",
    "count_niet_aangeboden",
    "limit_of",
    "link_persoon",
    "merge_meldingen",
    "move_melding",
    "record_eerste_contact",
    "record_escalatie",
    "record_grondslag",
    "record_regiecheck",
    "refer_melding",
    "refuse_doorverwijzing",
    "refuse_worker",
    "register_acuut_gevaar",
    "register_melding",
    "reopen_melding",
    "send_terugkoppeling",
    "sort_out_meldingen",
    "split_melding",
    "undo_assign_melding",
    "undo_bulk_assign_meldingen",
    "undo_eerste_contact",
    "undo_merge_meldingen",
    "undo_split",
    "unlink_persoon",
    "withdraw_teamnorm",
]
