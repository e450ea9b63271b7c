"""Start of the room: it hangs itself on the case, and the shipped templates are there after every migrate."""

from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate


class PlannenConfig(AppConfig):
    name = "keukentafel.plannen"
    label = "plannen"

    def ready(self) -> None:
        """Hang the plan on the case; templates are loaded after migrate."""
        from keukentafel.casussen.public import (
            AFVINKEN,
            HERSTELBAAR,
            KOPKNOPPEN,
            OVERZICHT,
            STAPPEN,
            STAPPEN_VAN_CASUS,
            TABS,
            TE_DOEN,
            UITNODIGINGSBRONNEN,
            VERANTWOORDELIJKHEDEN,
            Tabblad,
            Uitnodigingsbron,
        )
        from keukentafel.plannen import naar_casus, uitgenodigd
        from keukentafel.tijdlijn.public import DOELBRONNEN, TIJDLIJNBRONNEN

        HERSTELBAAR.add("plan", naar_casus.rows_of_closing)
        KOPKNOPPEN.add("plan", "plannen/_kopknoppen.html")
        TABS.add("plan", Tabblad("Plan", "plannen:plan", 20))
        TABS.add("ondersteuning", Tabblad("Ondersteuning", "plannen:ondersteuning", 40))
        OVERZICHT.add("doelen", naar_casus.goals_block)
        OVERZICHT.add("kanteling", naar_casus.shift_block)
        bron = Uitnodigingsbron(uitgenodigd.domains_here, uitgenodigd.show_domains)
        UITNODIGINGSBRONNEN.add("plan", bron)
        TE_DOEN.add("plan", naar_casus.to_do)
        VERANTWOORDELIJKHEDEN.add("plan", naar_casus.answers_for)
        STAPPEN.add("plan", naar_casus.next_steps_of)
        STAPPEN_VAN_CASUS.add("plan", naar_casus.next_step_of)
        DOELBRONNEN.add("plan", naar_casus.goals_to_name)
        TIJDLIJNBRONNEN.add("plan", naar_casus.timeline_items)
        AFVINKEN.add("plan", naar_casus.AFVINKBRON)
        post_migrate.connect(_load, sender=self, dispatch_uid="plannen")


def _load(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Add the shipped templates that are missing; not while this room's or the log's tables are taken away."""
    from django.db import connections

    from keukentafel.plannen.laden import load_sjablonen
    from keukentafel.plannen.models import Plansjabloon

    if using != DEFAULT_DB_ALIAS:
        return
    tables = set(connections[using].introspection.table_names())
    if {Plansjabloon._meta.db_table, "audit_regel"} <= tables:
        load_sjablonen()
