"""Addresses of the gate."""

from django.urls import path

from keukentafel.toegang import views

app_name = "toegang"
urlpatterns = [
    path("vergrendeld/", views.vergrendeld, name="vergrendeld"),
    path("hervat/<uuid:sleutel>/", views.hervat, name="hervat"),
    path("sessie/", views.sessie, name="sessie"),
    path("sessies/", views.sessies, name="sessies"),
    path("verwerkingen/", views.verwerkingen, name="verwerkingen"),
    path("uitloggen/", views.uitloggen, name="uitloggen"),
    path("demo/<int:gebruiker_id>/", views.demo_inloggen, name="demo_inloggen"),
]
