"""Shops in East Java, Bali and Nusa Tenggara."""

from sekoci.operations.demo.plans import Good, ShopPlan, Size, hours

SHOPS = (
    ShopPlan(
        "tempe-sanan-bu-wiwik", "Keripik Sanan Bu Wiwik", "Keripik tempe Malang", "Dari Kampung Sanan, tempe buatan sendiri.",
        "Bu Wiwik", "35.73.01.1007", "Jl. Sanan gang 3", pace=7, online=0.4, sticker=14, hours=hours("07:00", "21:00"),
        goods=(
            Good("Keripik Tempe Original", 12_000, 7_000, 30, "bungkus", "Irisan tipis dengan daun jeruk, 120 gram.", weight=3),
            Good("Keripik Tempe Pedas Manis", 13_000, 7_600, 24, "bungkus", "Bumbu lumer, tidak terlalu pedas.", weight=2),
            Good("Keripik Tempe Sapi Panggang", 13_000, 7_800, 20, "bungkus", "Rasa barbeque, disuka anak.", weight=1.4),
            Good("Keripik Apel", 28_000, 18_500, 10, "bungkus", "Apel Batu digoreng hampa, 100 gram.", mood="low"),
            Good("Paket Oleh-Oleh", 60_000, 38_000, 8, "kotak", "Lima rasa dalam satu kotak.", kind="keripik"),
        ),
    ),
    ShopPlan(
        "sambal-cak-mat", "Sambal Cak Mat", "Sambal cumi dan ikan asin", "Dari nelayan Kenjeran, pedas Suroboyo.",
        "Cak Mat", "35.78.17.1004", "Jl. Tambak Wedi Baru", pace=5, online=0.5, sticker=15, delivery_fee=12_000,
        hours=hours("08:00", "21:00"),
        goods=(
            Good("Sambal Cumi", 0, 0, 0, "botol", "Cumi asin empuk, minyak melimpah.", kind="sambal", weight=3,
                 sizes=(Size("Pedas", 35_000, 22_000, 16), Size("Sedang", 35_000, 22_000, 12))),
            Good("Sambal Ikan Asap", 30_000, 18_500, 12, "botol", "Asap sabut kelapa, wangi.", kind="sambal"),
            Good("Kerupuk Teripang", 45_000, 30_000, 8, "bungkus", "Gurih khas pesisir, 250 gram.", kind="keripik", mood="low"),
            Good("Teri Nasi Medan", 32_000, 23_000, 10, "bungkus", "Kering bersih, 200 gram.", kind="ikan"),
        ),
    ),
    ShopPlan(
        "bunga-bu-anjar", "Bunga Bu Anjar", "Bunga potong dan tanaman hias", "Dipotong subuh di lereng Arjuno.",
        "Bu Anjar", "35.79.02.2002", "Jl. Raya Sidomulyo, Gunungsari", pace=3, online=0.5, delivery_fee=15_000,
        hours=hours("06:00", "17:00"),
        goods=(
            Good("Buket Mawar Dua Belas", 85_000, 48_000, 8, "buket", "Dua belas tangkai, pilih warna di catatan.",
                 kind="bunga",
                 weight=2),
            Good("Krisan Potong", 22_000, 12_000, 16, "ikat", "Sepuluh tangkai, tahan seminggu.", kind="bunga", weight=2),
            Good("Anggrek Bulan Pot", 125_000, 82_000, 5, "pot", "Sedang berbunga, dua tangkai.", kind="bunga", mood="low"),
            Good("Pupuk Kompos", 15_000, 7_500, 20, "karung", "Matang, 5 kg.", kind="bunga", weight=1.5),
        ),
    ),
    ShopPlan(
        "sate-cak-hasan", "Sate Madura Cak Hasan", "Sate ayam dan soto Madura", "Bumbu kacang digiling kasar, arang kayu.",
        "Cak Hasan", "35.28.04.1015", "Jl. Kabupaten, depan alun-alun", pace=10, online=0.25, sticker=16,
        hours=hours("16:00", "23:30"),
        goods=(
            Good("Sate Ayam Sepuluh Tusuk", 22_000, 13_500, 30, "porsi", "Dengan lontong dan bawang.", kind="sate", weight=3),
            Good("Sate Kambing Sepuluh Tusuk", 38_000, 26_000, 16, "porsi", "Empuk, disiram kecap dan cabai.", kind="sate",
                 weight=1.4),
            Good("Soto Madura", 18_000, 10_500, 20, "mangkuk", "Daging sapi, kuah bening kuning.", kind="mie", weight=1.6),
            Good("Es Jeruk", 7_000, 3_000, 24, "gelas", "Jeruk peras, sedikit gula.", kind="es", weight=1.8),
        ),
    ),
    ShopPlan(
        "sabun-mbak-dewi", "Sabun Alami Mbak Dewi", "Sabun dan lulur buatan tangan",
        "Minyak kelapa Banyuwangi, tanpa deterjen.",
        "Mbak Dewi", "35.10.15.2004", "Desa Adat Kemiren", pace=2.5, online=0.7, sticker=17, delivery_fee=14_000,
        hours=hours("08:00", "18:00", closed=("sun",)),
        goods=(
            Good("Sabun Kopi Kemiren", 25_000, 12_000, 16, "batang", "Ampas kopi halus, untuk kulit kasar.", kind="sabun",
                 weight=2),
            Good("Sabun Sereh", 22_000, 10_500, 16, "batang", "Segar, tidak disuka nyamuk.", kind="sabun", weight=1.6),
            Good("Lulur Beras Mangir", 35_000, 18_000, 10, "pot", "Mangir Banyuwangi, 200 gram.", kind="sabun"),
            Good("Lilin Aroma Melati", 45_000, 25_000, 8, "pcs", "Menyala dua puluh jam.", kind="sabun", mood="low"),
        ),
    ),
    ShopPlan(
        "anyaman-bli-ketut", "Anyaman Bli Ketut", "Tas dan anyaman ata", "Ata dari Tenganan, diasap agar awet.",
        "Bli Ketut", "51.07.03.2006", "Banjar Kauh, Tenganan", pace=1.6, online=0.6, sticker=18, delivery_fee=25_000,
        capital=5_000_000, hours=hours("08:30", "18:00"),
        goods=(
            Good("Tas Ata Bundar", 245_000, 155_000, 8, "pcs", "Tali kulit, dalam kain batik.", kind="tas", weight=2),
            Good("Kotak Tisu Ata", 120_000, 72_000, 8, "pcs", "Rapat, pas untuk tisu besar.", kind="tas"),
            Good("Tatakan Gelas Ata", 65_000, 36_000, 14, "set", "Enam buah dengan tempatnya.", kind="tas", weight=1.6),
            Good("Kain Gringsing Kecil", 950_000, 700_000, 2, "lembar", "Tenun ikat ganda, langka.", kind="kain", weight=0.2,
                 mood="low"),
        ),
    ),
    ShopPlan(
        "tenun-inaq-sri", "Tenun Inaq Sri", "Tenun songket Lombok", "Ditenun di beranda rumah, Sukarara.",
        "Inaq Sri", "52.02.02.2010", "Dusun Burhanudin, Sukarara", pace=1.4, online=0.5, delivery_fee=22_000, capital=5_000_000,
        hours=hours("08:00", "17:30"),
        goods=(
            Good("Songket Subahnale", 550_000, 370_000, 4, "lembar", "Motif segi enam, benang katun.", kind="kain", weight=0.8),
            Good("Selendang Tenun", 145_000, 86_000, 10, "lembar", "Pewarna kulit kayu mahoni.", kind="kain", weight=2),
            Good("Taplak Tenun", 185_000, 112_000, 6, "lembar", "Untuk meja tamu.", kind="kain"),
            Good("Gelang Tenun", 10_000, 4_000, 40, "pcs", "Warna-warni, untuk oleh-oleh.", kind="kain", weight=2.5),
        ),
    ),
    ShopPlan(
        "kopi-mama-ance", "Kopi Bajawa Mama Ance", "Kopi Flores Bajawa", "Arabika dari lereng Inerie, dijemur di teras.",
        "Mama Ance", "53.09.06.2001", "Kampung Beja", pace=2, online=0.6, delivery_fee=25_000,
        hours=hours("08:00", "17:00", closed=("sun",)),
        goods=(
            Good("Arabika Bajawa Biji", 70_000, 46_000, 12, "bungkus", "Rasa cokelat dan kacang, 200 gram.", kind="kopi",
                 weight=2),
            Good("Arabika Bajawa Bubuk", 70_000, 46_500, 12, "bungkus", "Gilingan sedang, 200 gram.", kind="kopi", weight=2),
            Good("Madu Hutan Flores", 110_000, 76_000, 6, "botol", "Dari lebah liar, 450 ml.", kind="madu", mood="low"),
            Good("Kacang Mete Panggang", 65_000, 44_000, 8, "bungkus", "Utuh, tanpa garam, 250 gram.", kind="keripik"),
        ),
    ),
)  # fmt: skip
