from django.urls import path

from keukentafel.privacy.views import start

app_name = "privacy"
urlpatterns = [
    path("", start.start, name="start"),
    # logboek and controle: who saw what
    # inzage and verzoeken: the rights of the resident
    # bewaren and vernietigen: retention
]
