from django.urls import path

from sekoci.accounts import alerts, confirming, devices, passkeys, profile, views

app_name = "accounts"
urlpatterns = [
    path("masuk", views.login, name="login"),
    path("masuk/kode", views.code, name="code"),
    path("masuk/kunci-layar", passkeys.login, name="passkey_login"),
    path("masuk/kirim-ulang", views.resend, name="resend"),
    path("keluar", views.logout, name="logout"),
    path("privasi", views.privacy, name="privacy"),
    path("akun", profile.profile, name="profile"),
    path("akun/pastikan", confirming.confirm, name="confirm"),
    path("akun/kunci-layar", passkeys.passkeys, name="passkeys"),
    path("akun/kunci-layar/<int:passkey>", passkeys.change, name="change_passkey"),
    path("akun/perangkat", devices.devices, name="devices"),
    path("akun/perangkat/lain/keluar", devices.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("akun/perangkat/<uuid:device>/keluar", devices.sign_out, name="sign_out"),
    path("akun/izin", profile.consent, name="consent"),
    path("akun/kabar", profile.news, name="news"),
    path("akun/kabar-hp", alerts.alerts, name="alerts"),
    path("akun/kabar-hp/coba", alerts.try_it, name="try_alerts"),
    path("akun/tutup", profile.close, name="close"),
]
