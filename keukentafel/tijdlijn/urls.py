"""Addresses of the timeline of a case."""

from django.urls import path

from keukentafel.tijdlijn import views

app_name = "tijdlijn"
urlpatterns = [
    path("casussen/<int:casus_id>/tijdlijn/", views.tijdlijn, name="tijdlijn"),
    path("casussen/<int:casus_id>/tijdlijn/meekijken/", views.meekijken, name="meekijken"),
    path("casussen/<int:casus_id>/contact/", views.vastleggen, name="vastleggen"),
    path("casussen/<int:casus_id>/noemen/", views.noemen, name="noemen"),
    path("casussen/<int:casus_id>/niet-bereikt/", views.niet_bereikt, name="niet_bereikt"),
    path("casussen/<int:casus_id>/tijdlijn/<int:contactmoment_id>/", views.bewerken, name="bewerken"),
    path("casussen/<int:casus_id>/tijdlijn/<int:contactmoment_id>/intrekken/", views.intrekken, name="intrekken"),
]
