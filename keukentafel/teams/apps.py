from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "keukentafel.teams"
    label = "teams"

    def ready(self) -> None:
        """Put teams and people among the tabs of the administration."""
        from keukentafel.referentielijsten.public import BEHEERTABS, Beheertab

        BEHEERTABS.add("teams", Beheertab("Teams", "teams:teams", "teams_beheren"))
        BEHEERTABS.add("gebruikers", Beheertab("Gebruikers", "teams:gebruikers", "teams_beheren"))
