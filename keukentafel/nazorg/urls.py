"""Addresses of nazorg; every one hangs on a case."""

from django.urls import path

from keukentafel.nazorg import views

app_name = "nazorg"
_CASUS = "casussen/<int:casus_id>/"
urlpatterns = [
    path(_CASUS + "afsluiten/", views.afsluiten, name="afsluiten"),
    path(_CASUS + "afsluiten/ongedaan/", views.ongedaan, name="ongedaan"),
    path(_CASUS + "heropenen/", views.heropenen, name="heropenen"),
    path(_CASUS + "werkwijze/", views.werkwijze, name="werkwijze"),
    path(_CASUS + "nazorg/", views.nazorg, name="nazorg"),
    path(_CASUS + "nazorg/plannen/", views.plannen, name="plannen"),
]
