from django.apps import AppConfig


class VoorzieningenConfig(AppConfig):
    name = "keukentafel.voorzieningen"
    label = "voorzieningen"

    def ready(self) -> None:
        """Hang requests on the case, and the button to request on the plan."""
        from keukentafel.casussen.public import OVERZICHT
        from keukentafel.meldingen.public import WACHTCIJFERS
        from keukentafel.plannen.public import MAATWERK, ONDERSTEUNINGSBLOKKEN, ONDERSTEUNINGSLINKS
        from keukentafel.tijdlijn.public import TIJDLIJNBRONNEN
        from keukentafel.voorzieningen import naar_casus
        from keukentafel.voorzieningen.selectors import waits_for_help

        WACHTCIJFERS.add("hulp", waits_for_help)
        MAATWERK.add("voorzieningen", naar_casus.request_url)
        ONDERSTEUNINGSLINKS.add("aanvraag", naar_casus.new_request)
        ONDERSTEUNINGSLINKS.add("besluit_ander", naar_casus.decision_elsewhere)
        ONDERSTEUNINGSBLOKKEN.add("besluiten_elders", naar_casus.decisions_block)
        OVERZICHT.add("aanvragen", naar_casus.requests_block)
        TIJDLIJNBRONNEN.add("aanvragen", naar_casus.timeline_items)
