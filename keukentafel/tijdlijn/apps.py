from django.apps import AppConfig


class TijdlijnConfig(AppConfig):
    name = "keukentafel.tijdlijn"
    label = "tijdlijn"

    def ready(self) -> None:
        """Put the timeline, the composer and the planned talks on the case, and tell who had most contact."""
        from keukentafel.casussen.public import (
            HERSTELBAAR,
            KOPKNOPPEN,
            OVERGANGEN,
            OVERZICHT,
            STAPPEN,
            STAPPEN_VAN_CASUS,
            SUGGESTIES,
            TABS,
            TE_DOEN,
            Tabblad,
        )
        from keukentafel.teams.public import OPENSTAAND
        from keukentafel.tijdlijn.agenda import (
            open_talks,
            rows_of_closing,
            talk_items,
            talk_steps,
            talk_steps_of,
            talks_to_note,
        )
        from keukentafel.tijdlijn.blokken import composer_block, timeline_block
        from keukentafel.tijdlijn.bronnen import TIJDLIJNBRONNEN
        from keukentafel.tijdlijn.gesprekken import end_talks
        from keukentafel.tijdlijn.regie import casus_items
        from keukentafel.tijdlijn.selectors import most_contact

        TIJDLIJNBRONNEN.add("casus", casus_items)
        TIJDLIJNBRONNEN.add("gesprek", talk_items)
        STAPPEN.add("gesprek", talk_steps)
        STAPPEN_VAN_CASUS.add("gesprek", talk_steps_of)
        TE_DOEN.add("gesprek", talks_to_note)
        OVERGANGEN.add("gesprekken", end_talks)
        HERSTELBAAR.add("gesprekken", rows_of_closing)
        OPENSTAAND.add("gesprekken", open_talks)
        SUGGESTIES.add("contact", most_contact)
        TABS.add("tijdlijn", Tabblad("Tijdlijn", "tijdlijn:tijdlijn", 60))
        OVERZICHT.add("vastleggen", composer_block)
        OVERZICHT.add("tijdlijn", timeline_block)
        KOPKNOPPEN.add("vastleggen", "tijdlijn/_vastleggen.html")
        KOPKNOPPEN.add("niet_bereikt", "tijdlijn/_niet_bereikt.html")
        KOPKNOPPEN.add("gesprek", "tijdlijn/_gesprek.html")
