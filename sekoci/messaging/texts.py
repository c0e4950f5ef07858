"""Every message we send, as data: short, polite, in Indonesian and English. Part of `rules`, the module's door."""

from datetime import timedelta

from sekoci.messaging.template import Template
from sekoci.messaging.texts_of_orders import OF_ORDERS
from sekoci.messaging.texts_of_programs import OF_PROGRAMS
from sekoci.messaging.texts_of_staff import OF_STAFF

__all__ = ["TEMPLATES", "Template"]

_ALL = (
    Template(
        "login_code",
        ("code",),
        id="{code} adalah kode masuk Sekoci Anda. Berlaku 10 menit. Jangan berikan kepada siapa pun.",
        en="{code} is your Sekoci login code. It works for 10 minutes. Do not share it with anyone.",
        subject_id="Kode masuk Sekoci",
        subject_en="Your Sekoci login code",
        category="authentication",
        useful_for=timedelta(minutes=10),
        first_wait=timedelta(seconds=2),
        may_repeat=True,
        ignores_stop=True,
        secret=True,
    ),
    *OF_ORDERS,
    *OF_STAFF,
    *OF_PROGRAMS,
    Template(
        "invitation",
        ("owner", "shop", "role", "url"),
        id="Anda diundang {owner} bekerja di {shop} sebagai {role}. Buka {url} untuk menjawab. Berlaku 7 hari.",
        en="You are invited by {owner} to work at {shop} as {role}. Open {url} to answer. It is good for 7 days.",
    ),
    Template(
        "shop_promo",
        ("shop", "text"),
        id="Kabar dari {shop}: {text} Balas STOP kalau tidak mau lagi.",
        en="News from {shop}: {text} Reply STOP for no more of it.",
        category="marketing",
    ),
    Template(
        "new_device",
        ("device", "at", "url"),
        id="Akun Sekoci Anda dibuka di {device}, {at}. Bukan Anda? Buka {url} lalu keluarkan perangkat itu.",
        en="Your Sekoci account was opened on {device}, {at}. Not you? Open {url} and log that device out.",
        ignores_stop=True,
    ),
    Template(
        "passkey_added",
        ("url",),
        id="Kunci layar baru ditambahkan ke akun Sekoci Anda. Bukan Anda? Buka {url} lalu hapus kunci itu.",
        en="A new passkey was added to your Sekoci account. Not you? Open {url} and remove it.",
        ignores_stop=True,
    ),
    Template(
        "passkey_removed",
        ("url",),
        id="Kunci layar dihapus dari akun Sekoci Anda. Bukan Anda? Buka {url} lalu keluarkan perangkat yang asing.",
        en="A passkey was removed from your Sekoci account. Not you? Open {url} and log out strange devices.",
        ignores_stop=True,
    ),
    Template(
        "certificate_ends",
        ("shop", "paper", "days", "url"),
        id="Izin {paper} di {shop} habis dalam {days} hari. Perpanjang, lalu catat di {url} supaya tetap tampil.",
        en="The certificate {paper} at {shop} ends within {days} days. Renew it, then write it down at {url} to keep it shown.",
        useful_for=timedelta(days=3),
    ),
    Template(
        "certificate_ended",
        ("shop", "paper", "url"),
        id="Izin {paper} di {shop} sudah habis, pembeli tidak melihatnya lagi. Buka {url} kalau sudah diperpanjang.",
        en="The certificate {paper} at {shop} has ended; buyers no longer see it. Open {url} once it is renewed.",
        useful_for=timedelta(days=3),
    ),
    Template(
        "number_asked",
        ("name", "url"),
        id="Ada yang mengaku {name} dan minta ganti nomor HP. Telepon dulu. Lalu buka {url} untuk menjawab.",
        en="Somebody who says to be {name} asks for a new phone number. Call them first. Then open {url} to answer.",
    ),
    Template(
        "number_vouched",
        ("number", "url"),
        id="Akun Sekoci Anda akan pindah ke nomor {number} dalam 24 jam. Bukan Anda? Buka {url} dan batalkan.",
        en="Your Sekoci account will move to the number {number} in 24 hours. Not you? Open {url} and stop it.",
        ignores_stop=True,
    ),
    Template(
        "number_vouched_owner",
        ("name", "voucher", "url"),
        id="Nomor HP {name} akan diganti dalam 24 jam, dijamin {voucher}. Tidak benar? Buka {url} dan batalkan.",
        en="The phone number of {name} changes in 24 hours, vouched for by {voucher}. Wrong? Open {url} and stop it.",
        ignores_stop=True,
    ),
    Template(
        "number_changed",
        ("number",),
        id="Nomor akun Sekoci Anda sekarang {number}. Masuk lagi dengan nomor itu.",
        en="The number of your Sekoci account is now {number}. Log in again with that number.",
        ignores_stop=True,
    ),
    Template(
        "shop_number_follows",
        ("shop", "number", "url"),
        id="Nomor WhatsApp {shop} ikut berganti jadi {number}. Pembeli menghubungi nomor itu. Ubah di {url}.",
        en="The WhatsApp number of {shop} has changed too, to {number}. Buyers write to it now. Change it at {url}.",
        ignores_stop=True,
    ),
    Template(
        "webhook_stopped",
        ("shop", "target", "url"),
        id="Sambungan {target} di {shop} berhenti karena tidak menjawab. Buka {url} untuk menyalakannya.",
        en="The connection {target} of {shop} has stopped because it does not answer. Open {url} to switch it on.",
    ),
    Template(
        "order_review",
        ("shop", "code", "url"),
        id="Bagaimana belanja Anda di {shop}, pesanan {code}? Buka {url} untuk memberi bintang.",
        en="How was your order {code} at {shop}? Open {url} to give it stars.",
    ),
    Template(
        "review_low_owner",
        ("stars", "shop", "url"),
        id="Ada ulasan {stars} bintang untuk {shop}. Buka {url} untuk menjawabnya.",
        en="There is a review of {stars} stars for {shop}. Open {url} to answer it.",
    ),
    Template(
        "breach_told",
        ("data", "since", "cause", "done", "advice", "contact"),
        id="Penting: ada insiden data Anda di Sekoci. Data: {data}. Sejak: {since}. Sebab: {cause}. Kami sudah: {done}."
        " Saran: {advice}. Tanya: {contact} (UU 27/2022).",
        en="Important: there was a breach of your data at Sekoci. Data: {data}. Since: {since}. How: {cause}. We did: {done}."
        " Please: {advice}. Ask: {contact} (Law 27/2022).",
        subject_id="Penting: data Anda di Sekoci",
        subject_en="Important: your data at Sekoci",
        useful_for=timedelta(days=7),
        ignores_stop=True,
    ),
    Template(
        "breach_due",
        ("left", "title", "deadline", "url"),
        id="Tinggal {left}: insiden {title} belum selesai dikabarkan. Batasnya {deadline}. Buka {url} sekarang.",
        en="Only {left} left: not everybody is told of the breach {title}. The deadline is {deadline}. Open {url} now.",
        ignores_stop=True,
        push_id="Tinggal {left}: {title}",
        push_en="Only {left} left: {title}",
    ),
    Template(
        "breach_late",
        ("title", "deadline", "url"),
        id="Batas waktu insiden {title} sudah lewat: {deadline}. Kabarkan sekarang di {url} dan tulis sebab terlambatnya.",
        en="The deadline of the breach {title} has passed: {deadline}. Tell everybody now at {url} and write why it is late.",
        ignores_stop=True,
        push_id="Batas waktu lewat: {title}",
        push_en="The deadline has passed: {title}",
    ),
    Template(
        "messages_stopped",
        (),
        id="Baik. Anda tidak akan menerima kabar lagi. Balas MULAI kalau berubah pikiran.",
        en="All right. You will get no more news. Reply START if you change your mind.",
        ignores_stop=True,
    ),
)
TEMPLATES = {template.name: template for template in _ALL}
