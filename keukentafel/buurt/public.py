"""The door of buurt."""

from keukentafel.buurt.actions import (
    match_buurtvraag,
    record_activiteit,
    register_buurtaanbod,
    register_buurtvraag,
    withdraw_buurtaanbod,
    withdraw_buurtvraag,
)
from keukentafel.buurt.bulk import (
    ACTIVITEITLEVERING,
    BUURTAANBODLEVERING,
    BUURTKOPPELINGLEVERING,
    BUURTVRAAGLEVERING,
    Activiteitrij,
    Buurtaanbodrij,
    Buurtkoppelingrij,
    Buurtvraagrij,
    bulk_register_activiteiten,
    bulk_register_buurtaanbod,
    bulk_register_buurtkoppelingen,
    bulk_register_buurtvragen,
)
from keukentafel.buurt.cijfers import Buurtcijfer, make_buurtcijfers
from keukentafel.buurt.models import Activiteit, Buurtaanbod, Buurtkoppeling, Buurtvraag
from keukentafel.buurt.rijen import list_buurtvragen
from keukentafel.buurt.selectors import (
    buurtcijfers,
    export_activiteiten,
    export_buurtaanbod,
    export_buurtkoppelingen,
    export_buurtvragen,
)

__all__ = [
    "ACTIVITEITLEVERING",
    "BUURTAANBODLEVERING",
    "BUURTKOPPELINGLEVERING",
    "BUURTVRAAGLEVERING",
    "Activiteit",
    "Activiteitrij",
    "Buurtaanbod",
    "Buurtaanbodrij",
    "Buurtcijfer",
    "Buurtkoppeling",
    "Buurtkoppelingrij",
    "Buurtvraag",
    "Buurtvraagrij",
    "bulk_register_activiteiten",
    "bulk_register_buurtaanbod",
    "bulk_register_buurtkoppelingen",
    "bulk_register_buurtvragen",
    "buurtcijfers",
    "export_activiteiten",
    "export_buurtaanbod",
    "export_buurtkoppelingen",
    "export_buurtvragen",
    "list_buurtvragen",
    "make_buurtcijfers",
    "match_buurtvraag",
    "record_activiteit",
    "register_buurtaanbod",
    "register_buurtvraag",
    "withdraw_buurtaanbod",
    "withdraw_buurtvraag",
]
