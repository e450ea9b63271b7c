"""Addresses of the timeline of a case."""

from django.urls import path

from keukentafel.tijdlijn import views, views_agenda, views_gesprek

app_name = "tijdlijn"
urlpatterns = [
    path("casussen/<int:casus_id>/tijdlijn/", views.tijdlijn, name="tijdlijn"),
    path("casussen/<int:casus_id>/tijdlijn/meekijken/", views.meekijken, name="meekijken"),
    path("casussen/<int:casus_id>/contact/", views.vastleggen, name="vastleggen"),
    path("casussen/<int:casus_id>/noemen/", views.noemen, name="noemen"),
    path("casussen/<int:casus_id>/niet-bereikt/", views.niet_bereikt, name="niet_bereikt"),
    path("casussen/<int:casus_id>/tijdlijn/<int:contactmoment_id>/", views.bewerken, name="bewerken"),
    path("casussen/<int:casus_id>/tijdlijn/<int:contactmoment_id>/intrekken/", views.intrekken, name="intrekken"),
    path("casussen/<int:casus_id>/gesprekken/nieuw/", views_gesprek.plannen, name="gesprek_plannen"),
    path("casussen/<int:casus_id>/gesprekken/<int:gesprek_id>/", views_gesprek.gesprek, name="gesprek"),
    path("casussen/<int:casus_id>/gesprekken/<int:gesprek_id>/agenda.ics", views_gesprek.ics, name="gesprek_ics"),
    path(
        "casussen/<int:casus_id>/gesprekken/<int:gesprek_id>/afzeggen/", views_gesprek.afzeggen, name="gesprek_afzeggen"
    ),
    path(
        "casussen/<int:casus_id>/gesprekken/<int:gesprek_id>/niet-bereikt/",
        views_gesprek.niet_bereikt,
        name="gesprek_niet_bereikt",
    ),
    path(
        "casussen/<int:casus_id>/gesprekken/<int:gesprek_id>/herstellen/",
        views_gesprek.herstellen,
        name="gesprek_herstellen",
    ),
    path(
        "casussen/<int:casus_id>/gesprekken/<int:gesprek_id>/intrekken/",
        views_gesprek.intrekken,
        name="gesprek_intrekken",
    ),
    path("gesprekken/", views_agenda.agenda, name="agenda"),
    path("gesprekken/einde/", views_agenda.einde, name="agenda_einde"),
    path("agenda/<str:agendasleutel>.ics", views_agenda.feed, name="feed"),
]
