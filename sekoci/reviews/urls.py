from django.urls import path

from sekoci.reviews import views

app_name = "reviews"
urlpatterns = [
    path("kelola/<slug:slug>/ulasan", views.review_list, name="list"),
    path("kelola/<slug:slug>/ulasan/unduh", views.review_file, name="file"),
    path("kelola/<slug:slug>/ulasan/<uuid:review_id>/jawab", views.answer, name="answer"),
    path("kelola/<slug:slug>/ulasan/<uuid:review_id>/lapor", views.report, name="report"),
    path("staf/ulasan", views.queue, name="queue"),
    path("staf/ulasan/<uuid:review_id>", views.decide, name="decide"),
]
