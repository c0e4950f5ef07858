from django.urls import path

from sekoci.delivery import views

app_name = "delivery"
urlpatterns = [path("kelola/<slug:slug>/pengaturan/antar/ongkos", views.terms, name="terms")]
