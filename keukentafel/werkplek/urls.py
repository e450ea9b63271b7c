"""Addresses of the desk."""

from django.urls import path

from keukentafel.werkplek import views_concepten

app_name = "werkplek"
urlpatterns = [
    path("concept/", views_concepten.concept, name="concept"),
]
