"""Addresses of the lists, under /beheer/lijsten/."""

from django.urls import path

from keukentafel.referentielijsten import views, views_eigen, views_stelsels

app_name = "referentielijsten"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("leeftijdsgroepen/", views.leeftijden, name="leeftijden"),
    path("lijst/<slug:lijst_code>/", views.lijst, name="lijst"),
    path("lijst/<slug:lijst_code>/nieuw/", views.code_nieuw, name="code_nieuw"),
    path("lijst/<slug:lijst_code>/<int:code_id>/", views.code_wijzigen, name="code_wijzigen"),
    path("lijst/<slug:lijst_code>/<int:code_id>/einde/", views.code_einde, name="code_einde"),
    path("leefdomeinen/", views_stelsels.stelsels, name="stelsels"),
    path("leefdomeinen/nieuw/", views_eigen.stelsel_nieuw, name="stelsel_nieuw"),
    path("intrekken/<slug:soort>/<int:rij_id>/", views_eigen.intrekken, name="intrekken"),
    path("leefdomeinen/<slug:stelsel_code>/", views_stelsels.stelsel, name="stelsel"),
    path(
        "leefdomeinen/<slug:stelsel_code>/domein/<int:domein_id>/",
        views_stelsels.domein_wijzigen,
        name="domein_wijzigen",
    ),
    path(
        "leefdomeinen/<slug:stelsel_code>/niveau/<int:niveau_id>/",
        views_stelsels.niveau_wijzigen,
        name="niveau_wijzigen",
    ),
    path("leefdomeinen/<slug:stelsel_code>/domein/nieuw/", views_eigen.domein_nieuw, name="domein_nieuw"),
    path(
        "leefdomeinen/<slug:stelsel_code>/domein/<int:domein_id>/einde/", views_eigen.domein_einde, name="domein_einde"
    ),
    path("leefdomeinen/<slug:stelsel_code>/overgang/nieuw/", views_eigen.overgang_nieuw, name="overgang_nieuw"),
    path(
        "leefdomeinen/<slug:stelsel_code>/overgang/<int:overgang_id>/",
        views_eigen.overgang_einde,
        name="overgang_einde",
    ),
    path("leefdomeinen/<slug:stelsel_code>/criteria/", views_stelsels.criteria, name="criteria"),
]
