"""Lines of the log in the form of the Logboek Dataverwerkingen (LDV), with what NEN 7513 asks beside it.

One JSON object per line, for the log of an auditor or of another system. Source: Logius-standaarden
logboek-dataverwerkingen (field table, section 3) and its draft extension for NEN 7513; docs/logboek.md has the mapping.
No search terms, no names: data subjects and users are opaque ids, as they are in the log itself.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from keukentafel.audit.keten import Inhoud
from keukentafel.audit.spoor import span_of_event, span_of_line

STATUS = {"gelukt": "OK", "geweigerd": "ERROR"}
NOODTOEGANG = "noodtoegang"
HEX = {"trace_id": 32, "span_id": 16, "parent_span_id": 16}
VERPLICHT = ("trace_id", "span_id", "status_code", "name", "start_time", "end_time", "attributes")
ACTIVITEIT, SUBJECT, SOORT = (
    f"dpl.core.{name}" for name in ("processing_activity_id", "data_subject_id", "data_subject_id_type")
)


def ldv_line(line: Inhoud, digest: str, *, gemeente: str) -> dict[str, Any]:
    """One line with its stored hash as an LDV record; `gemeente` names the log it stands in."""
    attributes: dict[str, Any] = {ACTIVITEIT: line.activiteit}
    if line.betrokkene:
        attributes |= {SUBJECT: line.betrokkene, SOORT: "pseudoniem"}
    record: dict[str, Any] = {
        "trace_id": line.trace,
        "span_id": span_of_line(digest),
        "parent_span_id": span_of_event(line.gebeurtenis),
        "status_code": STATUS.get(line.resultaat, "UNSET"),
        "name": line.actie,
        "start_time": _moment(line.begonnen or line.tijd),
        "end_time": _moment(line.tijd),
        "resource": {"service.name": "keukentafel", "service.namespace": gemeente},
        "attributes": attributes | {"keukentafel.volgnr": line.volgnr, "keukentafel.hash": digest},
        "nen7513": _nen7513(line),
    }
    if line.vreemd:
        span, _, entity = line.vreemd.partition(" ")
        record["foreign_operation"] = {"trace_id": line.trace, "span_id": span, "entity": entity or line.oorsprong}
    return record


def _nen7513(line: Inhoud) -> dict[str, Any]:
    """What NEN 7513 asks at least and LDV has no field for."""
    user = "systeem" if line.actor is None else str(line.actor)
    return {
        "eventTypeCode": line.soort,
        "users": [
            {
                "userID": user,
                "alternateUserID": user if line.namens is None else str(line.namens),
                "userIsRequestor": True,
                "roleIDCode": line.rol,
                "purposeOfUse": line.activiteit,
                "networkAccessPoint": line.oorsprong,
            }
        ],
        "participants": [{"participantObjectTypeCode": line.object_soort, "participantObjectID": line.object_id}],
        "autorisatieProtocol": line.grond,
        "noodprocedure": line.grond == NOODTOEGANG,
        "wet": line.wet,
        "reden": line.reden,
    }


def ldv_faults(record: Mapping[str, Any]) -> list[str]:
    """What in a record does not fit the field table of LDV or the minimum of NEN 7513, in words; empty when right."""
    faults = [f"{name} ontbreekt" for name in VERPLICHT if not record.get(name)]
    if faults:
        return faults
    for name, width in HEX.items():
        if not re.fullmatch(f"[0-9a-f]{{{width}}}", record[name]) or not record[name].strip("0"):
            faults.append(f"{name} is geen identificatie van {width // 2} bytes")
    if record["status_code"] not in {"UNSET", "OK", "ERROR"}:
        faults.append("status_code is onbekend")
    begin, end = (datetime.fromisoformat(record[name]) for name in ("start_time", "end_time"))
    if begin > end:
        faults.append("eindigt voor het begin")
    attributes = record["attributes"]
    if not attributes.get(ACTIVITEIT):
        faults.append("geen verwerkingsactiviteit")
    if (SUBJECT in attributes) != (SOORT in attributes) or isinstance(attributes.get(SUBJECT), list):
        faults.append("een betrokkene en zijn soort horen bij elkaar, en hoogstens een per regel")
    foreign = record.get("foreign_operation")
    if foreign is not None and not all(foreign.get(name) for name in ("trace_id", "span_id", "entity")):
        faults.append("foreign_operation is niet volledig")
    users = record.get("nen7513", {}).get("users") or [{}]
    faults += [
        f"NEN 7513: {name} ontbreekt" for name in ("userID", "alternateUserID", "roleIDCode") if not users[0].get(name)
    ]
    return faults


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
