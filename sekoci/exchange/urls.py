from django.urls import path

from sekoci.exchange.views import agreements, by_staff, dhis2

app_name = "exchange"
HERE = "petugas/<slug:organisation>/dhis2"
STAFF = "staf/kantor/<slug:organisation>"
urlpatterns = [
    path(HERE, dhis2.dhis2, name="dhis2"),
    path(f"{HERE}/unduh", dhis2.file, name="dhis2_file"),
    path("petugas/<slug:organisation>/perjanjian", agreements.agreements, name="agreements"),
    path(f"{STAFF}/kunci", by_staff.programs, name="programs_by_staff"),
    path(f"{STAFF}/perjanjian", by_staff.agreements, name="agreements_by_staff"),
    path(f"{STAFF}/tutup", by_staff.close, name="close_office"),
]
