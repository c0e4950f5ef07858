from django.urls import path

from sekoci.programs.views import adding, deciding, digest, funnel, owners, people, public, referring, results, running, support

app_name = "programs"
OFFICERS = "petugas/<slug:organisation>/program"
urlpatterns = [
    path(OFFICERS, running.programs, name="programs"),
    path(f"{OFFICERS}/baru", running.add, name="add"),
    path(f"{OFFICERS}/<slug:program>", funnel.funnel, name="funnel"),
    path(f"{OFFICERS}/<slug:program>/hasil", results.results, name="results"),
    path(f"{OFFICERS}/<slug:program>/hasil/hitung", results.count, name="count_results"),
    path(f"{OFFICERS}/<slug:program>/kabar", digest.week, name="week"),
    path(f"{OFFICERS}/<slug:program>/kabar/kirim", digest.wish, name="wish_digest"),
    path(f"{OFFICERS}/<slug:program>/ubah", running.change, name="change"),
    path(f"{OFFICERS}/<slug:program>/buka", running.begin, name="open"),
    path(f"{OFFICERS}/<slug:program>/tutup", running.end, name="close"),
    path(f"{OFFICERS}/<slug:program>/tambah", adding.add_people, name="add_people"),
    path(f"{OFFICERS}/<slug:program>/tambah/jalan", adding.more_coming, name="more_coming"),
    path(f"{OFFICERS}/<slug:program>/tambah/henti", adding.stop_coming, name="stop_coming"),
    path(f"{OFFICERS}/<slug:program>/bantuan", support.overview, name="supports"),
    path(f"{OFFICERS}/<slug:program>/bantuan/diberikan", support.give, name="give"),
    path(f"{OFFICERS}/<slug:program>/ajakan", referring.referrals, name="referrals"),
    path(f"{OFFICERS}/<slug:program>/angkatan", deciding.set_cohort, name="set_cohort"),
    path(f"{OFFICERS}/<slug:program>/angkatan/tanggal", deciding.date_cohorts, name="date_cohorts"),
    path(f"{OFFICERS}/<slug:program>/usaha", people.people, name="people"),
    path(f"{OFFICERS}/<slug:program>/usaha/ekspor", people.export, name="export"),
    path(f"{OFFICERS}/<slug:program>/pilih", deciding.choose, name="choose"),
    path(f"{OFFICERS}/<slug:program>/usaha/<uuid:enrolment_id>", people.person, name="person"),
    path(f"{OFFICERS}/<slug:program>/usaha/<uuid:enrolment_id>/tahap", deciding.mark, name="mark"),
    path(f"{OFFICERS}/<slug:program>/usaha/<uuid:enrolment_id>/setuju", deciding.consent, name="consent"),
    path(f"{OFFICERS}/<slug:program>/usaha/<uuid:enrolment_id>/putuskan", deciding.decide, name="decide"),
    path(f"{OFFICERS}/<slug:program>/usaha/<uuid:enrolment_id>/bantuan", support.add, name="support"),
    path(f"{OFFICERS}/<slug:program>/usaha/<uuid:enrolment_id>/bantuan/<uuid:support_id>", support.move, name="move_support"),
    path("kelola/<slug:slug>/program", owners.programs, name="all_mine"),
    path("kelola/<slug:slug>/program/<slug:program>", owners.program, name="mine"),
    path("kelola/<slug:slug>/program/<slug:program>/mundur", owners.leave, name="leave"),
    path("program/<slug:program>", public.public, name="public"),
    path("program/<slug:program>/kartu.jpg", public.picture, name="card"),
    path("program/<slug:program>/ajak", referring.invite, name="invite"),
    path("program/<slug:program>/ikut", referring.join, name="join"),
]
