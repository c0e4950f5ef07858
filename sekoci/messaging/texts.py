"""Every message we send, as data: short, polite, in Indonesian and English. Part of `rules`, the module's door."""

import string
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal


@dataclass(frozen=True)
class Template:
    """One kind of message. `facts` are what the caller must give, in the order in which WhatsApp's template numbers them."""

    name: str
    facts: tuple[str, ...]
    id: str
    en: str
    subject_id: str = "Kabar dari Sekoci"
    subject_en: str = "News from Sekoci"
    category: Literal["authentication", "utility", "marketing"] = "utility"
    useful_for: timedelta = timedelta(days=1)
    """Not sent when it is older than this."""
    first_wait: timedelta = timedelta(seconds=10)
    may_repeat: bool = False
    """Whether it may go out by a second way although the first may have worked."""
    ignores_stop: bool = False
    secret: bool = False
    """Its facts are wiped as soon as it is sent or given up."""
    push_id: str = ""
    push_en: str = ""
    """What a phone shows that asked for notifications, above a tap that opens `url`; empty: never shown there."""
    whatsapp: str = field(default="")
    """Its name at WhatsApp; `sekoci_<name>` unless said otherwise."""

    def __post_init__(self) -> None:
        if not self.whatsapp:
            object.__setattr__(self, "whatsapp", f"sekoci_{self.name}")
        for text in (self.id, self.en):
            used = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            if used != set(self.facts):
                raise ValueError(f"{self.name}: the text uses {sorted(used)}, the facts are {self.facts}")
            if self.category != "authentication" and (text.startswith("{") or text.endswith("}")):
                raise ValueError(f"{self.name}: WhatsApp takes no text that starts or ends with a fact")

    def subject(self, language: str) -> str:
        return self.subject_en if language == "en" else self.subject_id


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
    Template(
        "order_new_owner",
        ("shop", "code", "buyer", "total", "url"),
        id="Pesanan baru {code} di {shop} dari {buyer}, {total}. Buka {url} untuk menerimanya.",
        en="New order {code} at {shop} from {buyer}, {total}. Open {url} to accept it.",
        push_id="Pesanan baru dari {buyer}, {total}",
        push_en="New order from {buyer}, {total}",
    ),
    Template(
        "order_placed",
        ("shop", "code", "total", "url"),
        id="Terima kasih. Pesanan {code} di {shop} sudah masuk, {total}. Buka {url} untuk mengikutinya.",
        en="Thank you. Your order {code} at {shop} is in, {total}. Open {url} to follow it.",
    ),
    Template(
        "order_accepted",
        ("shop", "code", "url"),
        id="Kabar baik: {shop} menerima pesanan {code} Anda. Buka {url} untuk mengikutinya.",
        en="Good news: {shop} has accepted your order {code}. Open {url} to follow it.",
    ),
    Template(
        "order_packed",
        ("shop", "code", "url"),
        id="Pesanan {code} di {shop} sudah dikemas. Buka {url} untuk rinciannya.",
        en="Your order {code} at {shop} is packed. Open {url} for the details.",
    ),
    Template(
        "order_ready",
        ("shop", "code", "place", "url"),
        id="Pesanan {code} di {shop} siap diambil di {place}. Buka {url} untuk rinciannya.",
        en="Your order {code} from {shop} is ready to collect at {place}. Open {url} for the details.",
    ),
    Template(
        "order_sent",
        ("shop", "code", "url", "door_code"),
        id="Pesanan {code} dari {shop} sedang diantar. Kode terima: {door_code}, sebutkan saat barang sampai. Ikuti di {url} ya.",
        en="Your order {code} from {shop} is on its way. Say {door_code} when you have it in hand. Follow it at {url} any time.",
    ),
    Template(
        "order_handed_over",
        ("shop", "code", "url"),
        id="Pesanan {code} dari {shop} sudah diserahkan. Terima kasih. Buka {url} untuk rinciannya.",
        en="Your order {code} from {shop} has been handed over. Thank you. Open {url} for the details.",
    ),
    Template(
        "order_cancelled",
        ("shop", "code", "url"),
        id="Mohon maaf, pesanan {code} di {shop} dibatalkan. Buka {url} untuk penjelasannya.",
        en="Sorry, your order {code} at {shop} was cancelled. Open {url} to see why.",
    ),
    Template(
        "order_expired",
        ("shop", "code", "url"),
        id="Pesanan {code} di {shop} sudah lewat waktunya. Buka {url} untuk memesan lagi.",
        en="Your order {code} at {shop} has run out of time. Open {url} to order again.",
    ),
    Template(
        "order_cancelled_owner",
        ("shop", "code", "url"),
        id="Pesanan {code} di {shop} dibatalkan pembeli. Stok sudah kembali. Buka {url} untuk rinciannya.",
        en="Order {code} at {shop} was cancelled by the buyer. The stock is back. Open {url} for the details.",
        push_id="Pesanan {code} dibatalkan pembeli",
        push_en="Order {code} was cancelled by the buyer",
    ),
    Template(
        "payment_received",
        ("shop", "code", "amount", "url"),
        id="Pembayaran {amount} untuk pesanan {code} di {shop} sudah diterima. Buka {url} untuk buktinya.",
        en="Your payment of {amount} for order {code} at {shop} has arrived. Open {url} for the receipt.",
    ),
    Template(
        "payment_received_owner",
        ("shop", "code", "amount", "url"),
        id="Lunas: {amount} untuk pesanan {code} di {shop}. Buka {url} untuk rinciannya.",
        en="Paid: {amount} for order {code} at {shop}. Open {url} for the details.",
        push_id="Lunas: {amount} untuk {code}",
        push_en="Paid: {amount} for {code}",
    ),
    Template(
        "payment_refunded",
        ("shop", "code", "amount", "url"),
        id="Uang kembali: {amount} dari {shop} untuk pesanan {code}. Buka {url} untuk rinciannya.",
        en="Money back: {amount} from {shop} for order {code}. Open {url} for the details.",
    ),
    Template(
        "money_needs_review",
        ("shop", "code", "amount", "url"),
        id="Ada uang {amount} untuk pesanan {code} di {shop} yang belum jelas. Buka {url} untuk memutuskan.",
        en="There is {amount} for order {code} at {shop} that fits nothing. Open {url} to decide what it is.",
        push_id="Ada uang {amount} yang belum jelas",
        push_en="There is {amount} that fits nothing",
    ),
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
        "staff_looked",
        ("who", "at", "reason", "url"),
        id="Pengelola Sekoci, {who}, melihat toko Anda, {at}: {reason}. Tidak ada yang diubah. Lihat {url} kapan saja.",
        en="Sekoci's staff, {who}, looked at your shop, {at}: {reason}. Nothing was changed. See {url} at any time.",
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
