"""The door of audit."""

from keukentafel.audit.gebeurtenis import (
    SYSTEEM,
    Actor,
    InzageZonderLog,
    Systeem,
    mark_emergency,
    name_activity,
    name_ground,
    note_read,
    note_refusal,
    note_search,
    note_sign_in,
    record,
)
from keukentafel.audit.handeling import NietVastgelegd, action
from keukentafel.audit.ijkpunten import is_signed, last_checkpoint, sign
from keukentafel.audit.levering import Levering
from keukentafel.audit.models import Regel
from keukentafel.audit.posten import AFTER_POST, handle_button, handle_post
from keukentafel.audit.rechten import LogboekOpen, assert_append_only
from keukentafel.audit.schrijven import post_event, pseudonyms_of
from keukentafel.audit.selectors import (
    lines_between,
    lines_of_subject,
    persons_behind,
    reads_in_emergency,
    verify_chain,
)
from keukentafel.audit.spoor import outgoing_headers
from keukentafel.audit.vergeten import forget_subjects

__all__ = [
    "AFTER_POST",
    "SYSTEEM",
    "Actor",
    "InzageZonderLog",
    "Levering",
    "LogboekOpen",
    "NietVastgelegd",
    "Regel",
    "Systeem",
    "action",
    "assert_append_only",
    "forget_subjects",
    "handle_button",
    "handle_post",
    "is_signed",
    "last_checkpoint",
    "lines_between",
    "lines_of_subject",
    "mark_emergency",
    "name_activity",
    "name_ground",
    "note_read",
    "note_refusal",
    "note_search",
    "note_sign_in",
    "outgoing_headers",
    "persons_behind",
    "post_event",
    "pseudonyms_of",
    "reads_in_emergency",
    "record",
    "sign",
    "verify_chain",
]
