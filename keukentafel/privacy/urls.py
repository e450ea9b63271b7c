from django.urls import path

from keukentafel.privacy.views import controle, noodtoegang, start

app_name = "privacy"
urlpatterns = [
    path("", start.start, name="start"),
    path("noodtoegang/", noodtoegang.noodtoegangen, name="noodtoegangen"),
    path("noodtoegang/<int:noodtoegang_id>/", noodtoegang.noodtoegang, name="noodtoegang"),
    # logboek and controle: who saw what
    path("controle/", controle.controles, name="controles"),
    path("controle/maken/", controle.controle_maken, name="controle_maken"),
    path("controle/<int:controle_id>/", controle.controle, name="controle"),
    path("controle/punt/<int:controlepunt_id>/", controle.controlepunt, name="controlepunt"),
    # inzage and verzoeken: the rights of the resident
    # bewaren and vernietigen: retention
]
