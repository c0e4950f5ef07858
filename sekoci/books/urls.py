from django.urls import path

from sekoci.books import views

app_name = "books"
urlpatterns = [
    path("kelola/<slug:slug>/uang", views.money, name="money"),
    path("kelola/<slug:slug>/uang/unduh", views.export, name="export"),
    path("kelola/<slug:slug>/uang/buku", views.ledger, name="ledger"),
    path("kelola/<slug:slug>/uang/buku/unduh", views.journal, name="journal"),
    path("kelola/<slug:slug>/uang/catat/<slug:what>", views.write_down, name="write"),
    path("kelola/<slug:slug>/uang/batal/<uuid:entry_id>", views.undo, name="undo"),
]
