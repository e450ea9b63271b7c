"""Addresses of the lists, under /beheer/lijsten/."""

from django.urls import path

from keukentafel.referentielijsten import views, views_stelsels

app_name = "referentielijsten"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("leeftijdsgroepen/", views.leeftijden, name="leeftijden"),
    path("lijst/<slug:code>/", views.lijst, name="lijst"),
    path("lijst/<slug:lijst>/nieuw/", views.code_nieuw, name="code_nieuw"),
    path("lijst/<slug:lijst>/<int:pk>/", views.code_wijzigen, name="code_wijzigen"),
    path("lijst/<slug:lijst>/<int:pk>/einde/", views.code_einde, name="code_einde"),
    path("leefdomeinen/", views_stelsels.stelsels, name="stelsels"),
    path("leefdomeinen/<slug:code>/", views_stelsels.stelsel, name="stelsel"),
    path(
        "leefdomeinen/<slug:stelsel>/domein/<int:pk>/", views_stelsels.domein_wijzigen, name="domein_wijzigen"
    ),
    path(
        "leefdomeinen/<slug:stelsel>/niveau/<int:pk>/", views_stelsels.niveau_wijzigen, name="niveau_wijzigen"
    ),
    path("leefdomeinen/<slug:stelsel>/criteria/", views_stelsels.criteria, name="criteria"),
]
