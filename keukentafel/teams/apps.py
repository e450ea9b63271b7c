from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "keukentafel.teams"
    label = "teams"

    def ready(self) -> None:
        """Tell toegang who is placed; put teams and people among the tabs of the administration."""
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab
        from keukentafel.teams.selectors import has_crisis_duty, placement_needs_met
        from keukentafel.toegang.public import CRISISDIENST, PLAATSINGEN

        PLAATSINGEN.add("teams", placement_needs_met)
        CRISISDIENST.add("teams", has_crisis_duty)

        BEHEERTABS.add("teams", Beheertab("Teams", "teams:teams", "teams_beheren"))
        BEHEERTABS.add("gebruikers", Beheertab("Gebruikers", "teams:gebruikers", "teams_beheren"))
