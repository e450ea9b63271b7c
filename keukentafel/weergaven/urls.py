"""Addresses of saved views and of changes of many rows."""

from django.urls import path

from keukentafel.weergaven import views

app_name = "weergaven"
urlpatterns = [
    path("weergaven/<slug:scherm>/", views.bewaren, name="bewaren"),
    path("weergaven/<int:weergave_id>/weg/", views.verwijderen, name="verwijderen"),
    path("weergaven/samen/<int:groepswijziging_id>/terug/", views.terugdraaien, name="terugdraaien"),
]
