"""Addresses of the administration of teams and people, under /beheer/."""

from django.urls import path

from keukentafel.teams import views

app_name = "teams"
urlpatterns = [
    path("teams/", views.teams, name="teams"),
    path("teams/nieuw/", views.team_nieuw, name="team_nieuw"),
    path("teams/<int:team_id>/", views.team, name="team"),
    path("teams/<int:team_id>/wijzigen/", views.team_wijzigen, name="team_wijzigen"),
    path("teams/<int:team_id>/gebied/", views.gebied, name="gebied"),
    path("gebruikers/", views.gebruikers, name="gebruikers"),
    path("gebruikers/nieuw/", views.medewerker_nieuw, name="medewerker_nieuw"),
    path("gebruikers/zonder/<int:gebruiker_id>/", views.medewerker_van, name="medewerker_van"),
    path("gebruikers/<int:medewerker_id>/", views.medewerker, name="medewerker"),
    path("gebruikers/<int:medewerker_id>/wijzigen/", views.medewerker_wijzigen, name="medewerker_wijzigen"),
    path("gebruikers/<int:medewerker_id>/rol/", views.rol, name="rol"),
    path("gebruikers/<int:medewerker_id>/rol/<int:roltoekenning_id>/", views.rol_einde, name="rol_einde"),
    path("gebruikers/<int:medewerker_id>/plaatsing/", views.plaatsing, name="plaatsing"),
    path("gebruikers/<int:medewerker_id>/plaatsing/<int:plaatsing_id>/", views.plaatsing_einde, name="plaatsing_einde"),
    path("gebruikers/<int:medewerker_id>/vertrek/", views.vertrek, name="vertrek"),
]
