"""What people are told of what staff did, and staff of what needs a look. Part of `texts`."""

from sekoci.messaging.template import Template

OF_STAFF = (
    Template(
        "staff_looked",
        ("who", "at", "reason", "url"),
        id="Pengelola Sekoci, {who}, melihat toko Anda, {at}: {reason}. Tidak ada yang diubah. Lihat {url} kapan saja.",
        en="Sekoci's staff, {who}, looked at your shop, {at}: {reason}. Nothing was changed. See {url} at any time.",
        ignores_stop=True,
    ),
    Template(
        "account_suspended",
        ("reason",),
        id="Akun Sekoci Anda ditangguhkan pengelola: {reason}. Hubungi pengelola Sekoci di tempat Anda.",
        en="Your Sekoci account was suspended by staff: {reason}. Contact whoever runs Sekoci where you are.",
        ignores_stop=True,
    ),
    Template(
        "account_restored",
        (),
        id="Akun Sekoci Anda dibuka lagi. Silakan masuk.",
        en="Your Sekoci account is open again. You can log in.",
        ignores_stop=True,
    ),
    Template(
        "shop_withheld",
        ("shop", "reason"),
        id="Toko {shop} disembunyikan pengelola Sekoci: {reason}. Pembeli tidak melihatnya sampai dibuka lagi.",
        en="The shop {shop} was hidden by Sekoci's staff: {reason}. Buyers do not see it until it is opened again.",
        ignores_stop=True,
    ),
    Template(
        "keys_ended",
        ("shop", "keys", "reason"),
        id="Kunci API toko {shop} diakhiri pengelola Sekoci: {keys}. Alasannya: {reason}. Buat kunci baru di Pengaturan.",
        en="API keys of the shop {shop} were ended by Sekoci's staff: {keys}. Why: {reason}. Make new ones in Settings.",
        ignores_stop=True,
    ),
    Template(
        "webhooks_off",
        ("shop", "target", "reason"),
        id="Sambungan toko {shop} dimatikan pengelola Sekoci: {target}. Alasannya: {reason}. Bisa dinyalakan lagi.",
        en="Connections of the shop {shop} were switched off by Sekoci's staff: {target}. Why: {reason}. Turn them on again.",
        ignores_stop=True,
    ),
    Template(
        "shop_released",
        ("shop",),
        id="Toko {shop} boleh tampil lagi.",
        en="The shop {shop} may be shown again.",
        ignores_stop=True,
    ),
    Template(
        "staff_alarm",
        ("what", "url"),
        id="Sekoci perlu dilihat hari ini: {what} Buka {url} lalu ikuti sarannya.",
        en="Sekoci needs a look today: {what} Open {url} and do what it says.",
        ignores_stop=True,
    ),
    Template(
        "office_given",
        ("organisation", "url"),
        id="Anda sekarang bertugas untuk {organisation} di Sekoci. Masuk dengan nomor ini di {url} kapan saja.",
        en="You now hold an office for {organisation} on Sekoci. Log in with this number at {url} at any time.",
        ignores_stop=True,
    ),
    Template(
        "office_ended",
        ("organisation",),
        id="Tugas Anda untuk {organisation} di Sekoci sudah berakhir. Akun Anda tetap ada.",
        en="Your office for {organisation} on Sekoci has ended. Your account stays.",
        ignores_stop=True,
    ),
)
