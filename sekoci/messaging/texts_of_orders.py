"""What owners and buyers are told of orders and their money."""

from sekoci.messaging.template import Template

OF_ORDERS = (
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
        "order_expired_owner",
        ("shop", "code", "url"),
        id="Pesanan {code} di {shop} batal karena belum diterima. Stok sudah kembali. Buka {url} untuk rinciannya.",
        en="Order {code} at {shop} ended because nobody accepted it. The stock is back. Open {url} for the details.",
        push_id="Pesanan {code} batal, belum diterima",
        push_en="Order {code} ended, nobody accepted it",
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
)
