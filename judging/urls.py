"""Addresses of judging, all under the staff door."""

from django.urls import path

from judging.views import assigning, deciding, juror, jury, ranking

app_name = "judging"
urlpatterns = [
    path("", juror.my_entries, name="my_entries"),
    path("score/<int:pk>/", juror.score, name="score"),
    path("score/<int:pk>/conflict/", juror.recuse, name="recuse"),
    path("score/<int:pk>/picture/<int:width>.webp", juror.picture, name="picture"),
    path("jurors/<int:pk>/", jury.jurors, name="jurors"),
    path("jurors/<int:pk>/seat/<int:seat>/", jury.change_seat, name="change_seat"),
    path("assignments/", assigning.newest, name="newest_assignments"),
    path("assignments/<int:pk>/", assigning.assignments, name="assignments"),
    path("assignments/<int:pk>/evenly/", assigning.evenly, name="assign_evenly"),
    path("ranking/", ranking.newest, name="newest_ranking"),
    path("ranking/<slug:slug>/", ranking.ranking, name="ranking"),
    path("decisions/", deciding.newest, name="newest_decisions"),
    path("decisions/<slug:slug>/", deciding.decisions, name="decisions"),
    path("decisions/<slug:slug>/release/", deciding.release, name="release"),
    path("entries/<int:pk>/", deciding.entry, name="entry"),
    path("entries/<int:pk>/award/", deciding.award, name="award"),
    path("entries/<int:pk>/award/<int:given>/", deciding.take_back, name="take_back"),
    path("entries/<int:pk>/recuse/<int:seat>/", deciding.recuse, name="office_recuse"),
]
