from django.apps import AppConfig


class ZelfredzaamheidConfig(AppConfig):
    name = "keukentafel.zelfredzaamheid"
    label = "zelfredzaamheid"

    def ready(self) -> None:
        from keukentafel.casussen.public import (
            HERSTELBAAR,
            OVERZICHT,
            TABS,
            TE_DOEN,
            UITNODIGINGSBRONNEN,
            Tabblad,
            Uitnodigingsbron,
        )
        from keukentafel.tijdlijn.public import TIJDLIJNBRONNEN
        from keukentafel.zelfredzaamheid import naar_casus

        HERSTELBAAR.add("zelfredzaamheid", naar_casus.rows_of_closing)
        TABS.add("zelfredzaamheid", Tabblad("Zelfredzaamheid", "zelfredzaamheid:overzicht", 30))
        OVERZICHT.add("zelfredzaamheid", naar_casus.overview_block)
        bron = Uitnodigingsbron(naar_casus.domains_here, naar_casus.show_domains)
        UITNODIGINGSBRONNEN.add("zelfredzaamheid", bron)
        TE_DOEN.add("zelfredzaamheid", naar_casus.to_do)
        TIJDLIJNBRONNEN.add("zelfredzaamheid", naar_casus.timeline_items)
