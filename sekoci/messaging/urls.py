from django.urls import path

from sekoci.messaging import views

app_name = "messaging"
urlpatterns = [
    path("webhooks/whatsapp", views.whatsapp, name="whatsapp"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("dev/outbox", views.outbox, name="outbox"),
]
