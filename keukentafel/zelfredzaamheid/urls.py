"""Addresses of zelfredzaamheid; every one hangs on a case."""

from django.urls import path

from keukentafel.zelfredzaamheid import views

app_name = "zelfredzaamheid"
_CASUS = "casussen/<int:casus_id>/zelfredzaamheid/"
urlpatterns = [
    path(_CASUS, views.overzicht, name="overzicht"),
    path(_CASUS + "kiezen/<int:persoon_id>/", views.kiezen, name="kiezen"),
    path(_CASUS + "scoren/<int:persoon_id>/", views.scoren, name="scoren"),
    path(_CASUS + "scoren/<int:persoon_id>/weggooien/", views.weggooien, name="weggooien"),
    path(_CASUS + "meting/<int:meting_id>/", views.verbeteren, name="verbeteren"),
    path(_CASUS + "meting/<int:meting_id>/blik/", views.blik, name="blik"),
    path(_CASUS + "meekijken/<int:persoon_id>/", views.meekijken, name="meekijken"),
]
