"""Shops in Kalimantan, Sulawesi, Maluku and Papua."""

from sekoci.operations.demo.plans import Good, ShopPlan, Size, hours

SHOPS = (
    ShopPlan(
        "amplang-acil-nor", "Amplang Acil Nor", "Amplang ikan dan olahan haruan", "Ikan pipih segar dari Mahakam.",
        "Acil Nor", "64.72.04.1001", "Jl. Lumba-Lumba, Selili", pace=4, online=0.5, sticker=19, delivery_fee=12_000,
        hours=hours("08:00", "20:00"),
        goods=(
            Good("Amplang Ikan Pipih", 0, 0, 0, "bungkus", "Renyah dan lembut, tanpa pengawet.", kind="keripik", weight=3,
                 sizes=(Size("150 gram", 28_000, 18_000, 20), Size("500 gram", 85_000, 57_000, 8))),
            Good("Amplang Kuku Macan", 30_000, 19_500, 14, "bungkus", "Bentuk kuku, rasa ikan kuat.", kind="keripik"),
            Good("Abon Haruan", 48_000, 31_000, 8, "toples", "Abon ikan gabus, 150 gram.", kind="sambal"),
            Good("Ikan Asin Sepat", 45_000, 31_000, 8, "bungkus", "Kering matahari, 500 gram.", kind="ikan", mood="low"),
        ),
    ),
    ShopPlan(
        "rotan-ibu-mariam", "Rotan Ibu Mariam", "Anyaman rotan Dayak", "Rotan sega, motif batang garing.",
        "Ibu Mariam", "62.71.01", "Jl. Kalimantan, Pahandut", pace=1.3, online=0.6, delivery_fee=25_000, capital=4_000_000,
        hours=hours("08:00", "17:00", closed=("sun",)),
        goods=(
            Good("Lanjung Rotan", 225_000, 145_000, 5, "pcs", "Tas gendong tradisional, kuat.", kind="tas"),
            Good("Tas Rotan Pesta", 175_000, 108_000, 7, "pcs", "Tutup magnet, furing satin.", kind="tas", weight=1.6),
            Good("Topi Purun", 45_000, 24_000, 14, "pcs", "Ringan dan adem.", kind="tas", weight=2),
            Good("Tikar Rotan Lampit", 480_000, 330_000, 3, "lembar", "Ukuran 150 kali 200 cm.", kind="tas", mood="low",
                 weight=0.4),
        ),
    ),
    ShopPlan(
        "lidah-buaya-aliong", "Lidah Buaya Aliong", "Minuman dan olahan lidah buaya", "Panen sendiri di Siantan.",
        "Ko Aliong", "61.71.04.1001", "Jl. Budi Utomo, Siantan Hulu", pace=6, online=0.3, sticker=20,
        hours=hours("08:00", "19:00"),
        goods=(
            Good("Es Lidah Buaya", 8_000, 3_600, 30, "gelas", "Potongan segar dengan sirup pandan.", kind="es", weight=3),
            Good("Nata Lidah Buaya", 18_000, 10_500, 16, "bungkus", "Siap minum, 500 gram.", kind="es", weight=1.6),
            Good("Dodol Lidah Buaya", 25_000, 15_000, 12, "kotak", "Kenyal, tidak terlalu manis.", kind="kue"),
            Good("Teh Lidah Buaya", 22_000, 12_500, 10, "kotak", "Dua puluh kantong celup.", kind="kopi", mood="low"),
        ),
    ),
    ShopPlan(
        "sasirangan-acil-ida", "Sasirangan Acil Ida", "Kain sasirangan Banjar",
        "Dijelujur dan dicelup di tepi Sungai Martapura.",
        "Acil Ida", "63.71.05.1007", "Kampung Sasirangan, Seberang Mesjid", pace=2, online=0.5, sticker=21, delivery_fee=15_000,
        capital=4_500_000, hours=hours("08:30", "17:30", closed=("fri",)),
        goods=(
            Good("Kain Sasirangan Katun", 125_000, 76_000, 12, "lembar", "Dua meter, gigi haruan.", kind="kain", weight=2.2),
            Good("Kain Sasirangan Sutra", 425_000, 285_000, 4, "lembar", "Lembut, untuk kebaya.", kind="kain", weight=0.5),
            Good("Kerudung Sasirangan", 55_000, 30_000, 16, "pcs", "Voal segi empat.", kind="kain", weight=2),
            Good("Kemeja Sasirangan", 185_000, 118_000, 6, "pcs", "M sampai XL, tulis di catatan.", kind="batik", mood="low"),
        ),
    ),
    ShopPlan(
        "kopi-pak-markus", "Kopi Toraja Pak Markus", "Kopi arabika Toraja", "Kebun di Pulu-Pulu, 1.600 meter.",
        "Pak Markus", "73.26.01", "Jl. Pongtiku, Rantepao", pace=2.5, online=0.6, sticker=22, delivery_fee=20_000,
        hours=hours("08:00", "18:00", closed=("sun",)),
        goods=(
            Good("Arabika Toraja Sapan", 0, 0, 0, "bungkus", "Rempah dan karamel, sangrai sedang.", kind="kopi", weight=3,
                 sizes=(Size("100 gram", 42_000, 27_000, 14), Size("250 gram", 98_000, 65_000, 9))),
            Good("Robusta Toraja", 45_000, 29_000, 10, "bungkus", "Pekat, cocok dengan susu. 250 gram.", kind="kopi"),
            Good("Deppa Tori", 35_000, 21_000, 12, "bungkus", "Kue gula merah dan wijen.", kind="kue", weight=1.4),
            Good("Gantungan Ukir Tongkonan", 20_000, 9_000, 20, "pcs", "Kayu uru, diukir tangan.", kind="kayu"),
        ),
    ),
    ShopPlan(
        "cakalang-tante-meity", "Cakalang Tante Meity", "Cakalang fufu dan sambal roa",
        "Dari pelelangan Calaca, diasap sendiri.",
        "Tante Meity", "71.71.04.1008", "Kompleks Pasar Bersehati, Calaca", pace=5, online=0.4, sticker=23, delivery_fee=12_000,
        hours=hours("07:00", "19:00", closed=("sun",)),
        goods=(
            Good("Cakalang Fufu", 65_000, 44_000, 12, "pcs", "Asap sabut kelapa, satu ekor dijepit bambu.", kind="ikan",
                 weight=1.6),
            Good("Sambal Roa", 38_000, 23_000, 18, "botol", "Pedas asap, 150 gram.", kind="sambal", weight=2.4),
            Good("Abon Cakalang", 42_000, 27_000, 10, "toples", "Manis gurih atau pedas, tulis di catatan.", kind="sambal"),
            Good("Klappertart", 35_000, 20_000, 8, "cup", "Kelapa muda, kenari, dan kayu manis.", kind="kue", mood="sold_out"),
        ),
    ),
    ShopPlan(
        "sagu-usi-ona", "Sagu Usi Ona", "Sagu lempeng dan kue Ambon", "Sagu dari Pulau Haruku, resep oma.",
        "Usi Ona", "81.71.02.1019", "Jl. A.Y. Patty, belakang gereja", pace=4, online=0.3, delivery_fee=12_000,
        hours=hours("08:00", "18:00", closed=("sun",)),
        goods=(
            Good("Sagu Lempeng", 15_000, 8_000, 20, "bungkus", "Celup ke kopi, isi delapan.", kind="roti", weight=2.4),
            Good("Bagea Kenari", 32_000, 19_000, 14, "bungkus", "Keras di luar, gurih kenari.", kind="kue", weight=1.6),
            Good("Sambal Colo-Colo", 18_000, 9_500, 10, "botol", "Cabai, tomat, lemon cui.", kind="sambal"),
            Good("Minyak Kayu Putih Namlea", 48_000, 33_000, 8, "botol", "Sulingan Buru, 120 ml.", kind="jamu", mood="low"),
        ),
    ),
    ShopPlan(
        "noken-mama-yosepha", "Noken Mama Yosepha", "Noken dan kerajinan Papua", "Dirajut dari serat kulit kayu.",
        "Mama Yosepha", "91.71.03.1014", "Jl. Raya Abepura, Vim", pace=1.5, online=0.5, sticker=24, delivery_fee=20_000,
        hours=hours("09:00", "18:00", closed=("sun",)),
        goods=(
            Good("Noken Serat Melinjo", 185_000, 115_000, 7, "pcs", "Kuat, melar, muat banyak.", kind="tas", weight=1.6),
            Good("Noken Anggrek", 350_000, 235_000, 3, "pcs", "Benang anggrek, warna alam.", kind="tas", weight=0.5),
            Good("Gelang Manik", 25_000, 11_000, 20, "pcs", "Manik kaca dan biji-bijian.", kind="tas", weight=2),
            Good("Keripik Keladi", 20_000, 11_500, 16, "bungkus", "Keladi Sentani, renyah, 150 gram.", weight=2,
                 mood="sold_out"),
        ),
    ),
)  # fmt: skip
