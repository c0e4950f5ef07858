from django.urls import path

from sekoci.messaging import views

app_name = "messaging"
urlpatterns = [
    path("webhooks/whatsapp", views.whatsapp, name="whatsapp"),
    path("dev/outbox", views.outbox, name="outbox"),
]
