"""Addresses of tasks."""

from django.urls import path

from keukentafel.taken import views

app_name = "taken"
urlpatterns = [
    path("taken/erbij/", views.erbij, name="erbij"),
    path("casussen/<int:casus_id>/taak-erbij/", views.erbij_casus, name="erbij_casus"),
    path("taken/<int:taak_id>/oppakken/", views.oppakken, name="oppakken"),
    path("taken/<int:taak_id>/intrekken/", views.intrekken, name="intrekken"),
    path("taken/<int:taak_id>/terug/<int:versie>/", views.terugdraaien, name="terugdraaien"),
    path("taken/<int:taak_id>/gedaan/", views.gedaan, name="gedaan"),
    path("taken/<int:taak_id>/heropenen/", views.heropenen, name="heropenen"),
    path("taken/<int:taak_id>/uitstellen/", views.uitstellen, name="uitstellen"),
    path("taken/<int:taak_id>/wachten/", views.wachten, name="wachten"),
    path("taken/<int:taak_id>/hervatten/", views.hervatten, name="hervatten"),
]
