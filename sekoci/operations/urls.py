from django.urls import include, path

from sekoci.operations import saved_views, views
from sekoci.operations.backoffice import act, back_office

app_name = "operations"
urlpatterns = [
    path("staf", views.desk, name="desk"),
    path("staf/jejak", views.trail, name="trail"),
    path("staf/kesehatan", views.show_health, name="health"),
    path("staf/kesehatan/ulangi", views.retry, name="retry"),
    path("staf/kesehatan/hitung", views.check, name="check"),
    path("staf/saklar", views.switches, name="switches"),
    path("staf/saklar/<slug:name>", views.turn_switch, name="turn"),
    path("staf/cadangan", saved_views.backups, name="backups"),
    path("staf/cadangan/mulai", saved_views.begin, name="begin_backup"),
    path("staf/cadangan/kembalikan", saved_views.undo, name="undo_restore"),
    path("staf/cadangan/<slug:name>", saved_views.restore, name="restore"),
    path("staf/melihat", views.look, name="look"),
    path("staf/melihat/selesai", views.stop_looking, name="stop_looking"),
    path("staf/tindakan/<slug:verb>/<str:key>", act, name="act"),
    path("staf/data", include((back_office.get_urls(), "rows"))),
]
