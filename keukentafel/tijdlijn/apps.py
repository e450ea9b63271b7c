from django.apps import AppConfig


class TijdlijnConfig(AppConfig):
    name = "keukentafel.tijdlijn"
    label = "tijdlijn"

    def ready(self) -> None:
        """Put the timeline and the composer on the case, and tell who had most contact."""
        from keukentafel.casussen.public import KOPKNOPPEN, OVERZICHT, SUGGESTIES, TABS, Tabblad
        from keukentafel.tijdlijn.blokken import composer_block, timeline_block
        from keukentafel.tijdlijn.bronnen import TIJDLIJNBRONNEN
        from keukentafel.tijdlijn.regie import casus_items
        from keukentafel.tijdlijn.selectors import contact_items, most_contact

        TIJDLIJNBRONNEN.add("contact", contact_items)
        TIJDLIJNBRONNEN.add("casus", casus_items)
        SUGGESTIES.add("contact", most_contact)
        TABS.add("tijdlijn", Tabblad("Tijdlijn", "tijdlijn:tijdlijn", 60))
        OVERZICHT.add("vastleggen", composer_block)
        OVERZICHT.add("tijdlijn", timeline_block)
        KOPKNOPPEN.add("vastleggen", "tijdlijn/_vastleggen.html")
        KOPKNOPPEN.add("niet_bereikt", "tijdlijn/_niet_bereikt.html")
