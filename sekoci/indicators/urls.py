from django.urls import path

from sekoci.indicators import views

app_name = "indicators"
urlpatterns = [
    path("petugas/<slug:organisation>/angka", views.numbers, name="numbers"),
    path("angka", views.public_numbers, name="public"),
]
