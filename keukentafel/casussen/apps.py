from django.apps import AppConfig


class CasussenConfig(AppConfig):
    name = "keukentafel.casussen"
    label = "casussen"

    def ready(self) -> None:
        """Say what a case needs by itself, put its summary on the overview, tell personen what it asks."""
        from keukentafel.casussen import muur
        from keukentafel.casussen.naar_personen import connect
        from keukentafel.casussen.nutedoen import summary_block, todo_of_casus, watch_step, watch_steps
        from keukentafel.casussen.registers import (
            HERSTELBAAR,
            OVERZICHT,
            STAPPEN,
            STAPPEN_VAN_CASUS,
            TE_DOEN,
            VERANTWOORDELIJKHEDEN,
        )
        from keukentafel.casussen.selectors import open_work, rows_of_closing
        from keukentafel.casussen.verantwoordelijk import clarify, keep_contact, reminders
        from keukentafel.casussen.views import samen
        from keukentafel.teams.public import OPENSTAAND
        from keukentafel.weergaven.public import TERUGDRAAIEN

        connect()
        muur.connect()
        OPENSTAAND.add("casussen", open_work)
        TERUGDRAAIEN.add(samen.TOEGEWEZEN, samen.turn_back_assign)
        TERUGDRAAIEN.add(samen.OP_VOLGEN, samen.turn_back_volgen)
        HERSTELBAAR.add("casus", rows_of_closing)
        TE_DOEN.add("casus", todo_of_casus)
        TE_DOEN.add("verantwoordelijk", reminders)
        VERANTWOORDELIJKHEDEN.add("vraagverheldering", clarify)
        VERANTWOORDELIJKHEDEN.add("contact", keep_contact)
        STAPPEN.add("volgen", watch_steps)
        STAPPEN_VAN_CASUS.add("volgen", watch_step)
        OVERZICHT.add("samenvatting", summary_block)
