"""Shops in Banten, Jakarta and West Java."""

from sekoci.delivery.rules import Step, Terms
from sekoci.operations.demo.plans import Good, ShopPlan, Size, hours

SHOPS = (
    ShopPlan(
        "sayur-mang-ujang", "Sayur Segar Mang Ujang", "Sayur panen pagi dari Lembang",
        "Dipetik jam lima, diantar sebelum jam sembilan.",
        "Mang Ujang", "32.17.01.2009", "Kampung Cibodas, dekat balai desa", pace=7, online=0.5, sticker=5,
        delivery=Terms("distance", steps=(Step(2, 5_000), Step(5, 10_000), Step(9, 18_000))),
        hours=hours("05:30", "14:00"),
        goods=(
            Good("Paket Sop Lengkap", 15_000, 9_200, 20, "paket", "Wortel, kentang, kol, buncis, daun bawang.", kind="sayur",
                 weight=2.5),
            Good("Selada Keriting", 9_000, 5_200, 20, "ikat", "Renyah, dari kebun tanpa semprot.", weight=1.8),
            Good("Tomat Ceri", 18_000, 11_000, 14, "kotak", "Manis, 250 gram.", kind="sayur"),
            Good("Brokoli", 14_000, 9_000, 12, "bonggol", "Hijau padat, sekitar 400 gram.", kind="sayur"),
            Good("Cabai Rawit Merah", 12_000, 8_500, 15, "ons", "Pedas, petik matang.", kind="sayur", mood="low"),
            Good("Stroberi Lembang", 25_000, 15_000, 10, "kotak", "Segar, 250 gram. Habis cepat di akhir pekan.", kind="buah",
                 mood="sold_out"),
        ),
    ),
    ShopPlan(
        "batik-neng-rina", "Batik Neng Rina", "Batik Trusmi Cirebon", "Mega mendung dari dapur batik keluarga.",
        "Neng Rina", "32.09.36.2005", "Jl. Buyut Trusmi No. 45", pace=2.2, online=0.5, sticker=6, delivery_fee=15_000,
        capital=5_000_000, hours=hours("08:00", "20:00"),
        goods=(
            Good("Kain Mega Mendung Cap", 135_000, 86_000, 14, "lembar", "Katun primisima, tujuh lapis warna.", kind="batik",
                 weight=2.2),
            Good("Kemeja Mega Mendung", 0, 0, 0, "pcs", "Lengan panjang, furing halus.", kind="batik",
                 sizes=(Size("M", 210_000, 140_000, 4), Size("L", 210_000, 140_000, 5), Size("XL", 220_000, 146_000, 3))),
            Good("Daster Adem", 75_000, 46_000, 18, "pcs", "Rayon adem, kancing depan.", kind="batik", weight=2),
            Good("Taplak Meja Batik", 95_000, 58_000, 8, "lembar", "Untuk meja enam kursi.", kind="kain", mood="low"),
        ),
    ),
    ShopPlan(
        "roti-gambang-benny", "Roti Gambang Benny", "Roti gambang dan kue jadul Betawi",
        "Resep engkong sejak tahun lima puluhan.",
        "Koh Benny", "31.75.03.1003", "Jl. Jatinegara Timur, gang Padang", pace=7, sticker=7, hours=hours("06:00", "19:00"),
        goods=(
            Good("Roti Gambang", 8_000, 4_600, 40, "pcs", "Gula aren dan kayu manis, padat wijen.", kind="roti", weight=3),
            Good("Roti Buaya Kecil", 45_000, 26_000, 6, "pcs", "Untuk seserahan atau hadiah lucu.", kind="roti", weight=0.5),
            Good("Kue Ape", 3_000, 1_500, 40, "pcs", "Pinggir renyah, tengah pandan.", kind="kue", weight=2),
            Good("Bir Pletok", 18_000, 9_500, 14, "botol", "Jahe, secang, dan serai. Tanpa alkohol, 300 ml.", kind="jamu",
                 mood="sold_out"),
            Good("Kembang Goyang", 20_000, 11_500, 14, "toples", "Renyah manis, untuk teman teh.", kind="keripik"),
        ),
    ),
    ShopPlan(
        "es-cendol-bu-kokom", "Es Cendol Bu Kokom", "Es cendol dan asinan Bogor", "Cendol beras asli, gula aren Cianjur.",
        "Bu Kokom", "32.71.03.1001", "Jl. Suryakencana, depan gang Aut", pace=9, online=0.2, hours=hours("09:00", "18:00"),
        goods=(
            Good("Es Cendol Nangka", 10_000, 5_200, 30, "gelas", "Cendol, santan segar, nangka manis.", kind="es", weight=3),
            Good("Es Cendol Durian", 18_000, 10_500, 14, "gelas", "Dengan daging durian, musiman.", kind="es"),
            Good("Asinan Sayur Bogor", 22_000, 12_500, 14, "bungkus", "Kuah kacang, pedas asam.", kind="sayur"),
            Good("Asinan Buah Bogor", 25_000, 14_000, 14, "bungkus", "Tujuh macam buah, kuah cabai segar.", kind="buah",
                 weight=1.5),
        ),
    ),
    ShopPlan(
        "sepatu-kang-asep", "Sepatu Kang Asep", "Sepatu kulit buatan tangan", "Dijahit di Cibaduyut, bisa pesan ukuran.",
        "Kang Asep", "32.73.17.1003", "Jl. Cibaduyut Raya, gang Sukamaju", pace=1.6, online=0.6, sticker=8, delivery_fee=15_000,
        capital=6_000_000, hours=hours("09:00", "20:00"),
        goods=(
            Good("Sepatu Pantofel Pria", 0, 0, 0, "pasang", "Kulit sapi, sol karet anti licin.", kind="sepatu", weight=2,
                 sizes=(Size("40", 285_000, 185_000, 3), Size("41", 285_000, 185_000, 4), Size("42", 285_000, 185_000, 4))),
            Good("Sandal Kulit Wanita", 145_000, 88_000, 8, "pasang", "Tali silang, empuk dipakai jalan.", weight=1.6),
            Good("Sepatu Bot Kerja", 420_000, 285_000, 4, "pasang", "Tinggi mata kaki, jahit tangan.", mood="low"),
            Good("Ikat Pinggang Kulit", 85_000, 48_000, 12, "pcs", "Kepala besi polos, bisa dipotong.", kind="tas"),
        ),
    ),
    ShopPlan(
        "emping-teh-nurul", "Emping Teh Nurul", "Emping melinjo Menes", "Melinjo tua, dipukul tangan, dijemur matahari.",
        "Teh Nurul", "36.01.13", "Kampung Pasar Menes", pace=4, online=0.4, hours=hours("07:00", "18:00"),
        goods=(
            Good("Emping Tipis Mentah", 0, 0, 0, "bungkus", "Tinggal goreng sebentar, mekar dan renyah.", kind="keripik",
                 weight=2,
                 sizes=(Size("250 gram", 28_000, 19_000, 18), Size("1 kg", 105_000, 74_000, 6))),
            Good("Emping Manis Pedas", 24_000, 14_500, 18, "bungkus", "Karamel cabai, 150 gram.", kind="keripik", weight=1.6),
            Good("Keceprek Udang", 22_000, 13_000, 14, "bungkus", "Emping kecil rasa udang.", kind="keripik"),
            Good("Gula Aren Cetak", 20_000, 13_500, 16, "bungkus", "Dua tangkup, dari Baduy luar.", kind="madu", mood="low"),
        ),
    ),
)  # fmt: skip
