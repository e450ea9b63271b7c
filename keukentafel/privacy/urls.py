from django.urls import path

from keukentafel.privacy.views import noodtoegang, start

app_name = "privacy"
urlpatterns = [
    path("", start.start, name="start"),
    path("noodtoegang/", noodtoegang.noodtoegangen, name="noodtoegangen"),
    path("noodtoegang/<int:noodtoegang_id>/", noodtoegang.noodtoegang, name="noodtoegang"),
    # logboek and controle: who saw what
    # inzage and verzoeken: the rights of the resident
    # bewaren and vernietigen: retention
]
