from django.urls import path

from sekoci.accounts import profile, views

app_name = "accounts"
urlpatterns = [
    path("masuk", views.login, name="login"),
    path("masuk/kode", views.code, name="code"),
    path("masuk/kirim-ulang", views.resend, name="resend"),
    path("keluar", views.logout, name="logout"),
    path("privasi", views.privacy, name="privacy"),
    path("akun", profile.profile, name="profile"),
    path("akun/izin", profile.consent, name="consent"),
    path("akun/kabar", profile.news, name="news"),
    path("akun/tutup", profile.close, name="close"),
]
