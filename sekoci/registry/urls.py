from django.urls import path

from sekoci.registry.views import identities, invitations, kbli, keys, numbers, opening, people, settings

app_name = "registry"
SETTINGS = "kelola/<slug:slug>/pengaturan"
urlpatterns = [
    path("buka", opening.open_shop, name="open"),
    path("kelola", opening.mine, name="mine"),
    path("masuk/nomor-hilang", numbers.lost, name="lost"),
    path("masuk/nomor-hilang/kode", numbers.lost_code, name="lost_code"),
    path("akun/nomor", numbers.new_number, name="new_number"),
    path("akun/nomor/kode", numbers.new_number_code, name="new_number_code"),
    path("nomor/tolak/<str:token>", numbers.object_page, name="object"),
    path("nomor/<uuid:change>", numbers.vouch_page, name="vouch"),
    path("undangan/<uuid:invitation>", invitations.answer, name="invitation"),
    path("wilayah/cari", opening.areas, name="areas"),
    path(SETTINGS, settings.settings, name="settings"),
    path(f"{SETTINGS}/tampil", settings.publish, name="publish"),
    path(f"{SETTINGS}/profil", settings.profile, name="profile"),
    path(f"{SETTINGS}/tempat", settings.place, name="place"),
    path(f"{SETTINGS}/antar", settings.hand_over, name="hand_over"),
    path(f"{SETTINGS}/bayar", settings.pay, name="pay"),
    path(f"{SETTINGS}/jam", settings.hours, name="hours"),
    path(f"{SETTINGS}/kbli", kbli.kbli, name="kbli"),
    path(f"{SETTINGS}/data", settings.facts, name="facts"),
    path(f"{SETTINGS}/identitas", identities.identities, name="identities"),
    path(f"{SETTINGS}/orang", people.members, name="members"),
    path(f"{SETTINGS}/orang/unduh", people.members_file, name="members_file"),
    path(f"{SETTINGS}/orang/<int:person>", people.member, name="member"),
    path(f"{SETTINGS}/orang/<int:person>/keluar", people.leave, name="leave"),
    path(f"{SETTINGS}/orang/<int:person>/perangkat", people.sign_out, name="sign_out"),
    path(f"{SETTINGS}/orang/<int:person>/pemilik", people.hand_over_to, name="hand_over_to"),
    path(f"{SETTINGS}/undangan/<uuid:invitation>", invitations.change, name="change_invitation"),
    path(f"{SETTINGS}/berhenti", people.quit_here, name="quit"),
    path(f"{SETTINGS}/kunci", keys.keys, name="keys"),
    path(f"{SETTINGS}/kunci/unduh", keys.keys_file, name="keys_file"),
    path(f"{SETTINGS}/kunci/<uuid:key>/ganti", keys.exchange, name="exchange"),
    path(f"{SETTINGS}/kunci/<uuid:key>/cabut", keys.revoke, name="revoke"),
]
