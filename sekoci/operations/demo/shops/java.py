"""Shops in Central Java and Yogyakarta."""

from sekoci.delivery.rules import AreaPrice, Terms
from sekoci.operations.demo.plans import Good, ShopPlan, hours

SHOPS = (
    ShopPlan(
        "telur-asin-mbak-tini", "Telur Asin Mbak Tini", "Telur asin dan bawang Brebes",
        "Telur bebek angon, diasinkan dua minggu.",
        "Mbak Tini", "33.29.09.1012", "Jl. Diponegoro No. 102", pace=7, sticker=9, hours=hours("06:00", "21:00"),
        goods=(
            Good("Telur Asin Rebus", 4_500, 3_100, 60, "butir", "Kuning masir, asinnya pas.", kind="telur", weight=3),
            Good("Telur Asin Asap", 5_500, 3_700, 40, "butir", "Diasap sabut kelapa, tahan tiga minggu.", kind="telur",
                 weight=2),
            Good("Bawang Merah Brebes", 38_000, 29_000, 14, "kg", "Kering, siap simpan.", kind="sayur"),
            Good("Bawang Goreng", 32_000, 20_000, 12, "toples", "Renyah tanpa tepung, 200 gram.", kind="keripik", mood="low"),
        ),
    ),
    ShopPlan(
        "bandeng-bu-harti", "Bandeng Presto Bu Harti", "Bandeng presto dan lauk pesisir", "Duri lunak, bumbu kuning meresap.",
        "Bu Harti", "33.74.01.1015", "Jl. Pandanaran II, Pindrikan Lor", pace=5, online=0.4, sticker=10,
        delivery=Terms(
            "area", areas=(AreaPrice("33.74.01", "", 6_000), AreaPrice("33.74.02", "", 9_000), AreaPrice("33.74.13", "", 12_000)),
            free_from=250_000,
        ),
        hours=hours("07:00", "20:00"),
        goods=(
            Good("Bandeng Presto", 48_000, 32_000, 14, "kotak", "Isi dua ekor, dengan sambal.", kind="ikan", weight=2.4),
            Good("Bandeng Asap", 55_000, 37_000, 8, "kotak", "Diasap kayu jambu, isi dua ekor.", kind="ikan"),
            Good("Otak-Otak Bandeng", 52_000, 34_000, 8, "pcs", "Daging dicincang, dibungkus kembali.", kind="ikan"),
            Good("Wingko Babat", 38_000, 23_000, 14, "kotak", "Isi dua puluh, kelapa parut legit.", kind="kue", weight=1.4,
                 mood="sold_out"),
        ),
    ),
    ShopPlan(
        "ukir-pak-slamet", "Ukir Jati Pak Slamet", "Ukiran dan mebel jati Jepara", "Kayu jati tua, ukiran tangan.",
        "Pak Slamet", "33.20.11.2014", "Jl. Raya Senenan km 4", pace=1, online=0.6, delivery_fee=35_000, capital=9_000_000,
        hours=hours("08:00", "16:30", closed=("fri",)),
        goods=(
            Good("Talenan Jati", 75_000, 42_000, 14, "pcs", "Satu lembar kayu, tebal 2 cm.", kind="kayu", weight=2.4),
            Good("Relief Kaligrafi", 650_000, 430_000, 3, "pcs", "Panel 60 cm, dalam tiga lapis.", kind="kayu", weight=0.6),
            Good("Kursi Teras", 875_000, 620_000, 3, "pcs", "Jati tua, anyaman rotan di punggung.", kind="kayu", weight=0.4),
            Good("Sendok Nasi Jati", 25_000, 12_000, 20, "pcs", "Halus, tanpa pernis.", kind="kayu", weight=2),
        ),
    ),
    ShopPlan(
        "mendoan-yu-sum", "Mendoan Yu Sum", "Tempe mendoan dan getuk goreng", "Khas Sokaraja, siap goreng di rumah.",
        "Yu Sum", "33.02.19.2004", "Jl. Jenderal Sudirman, Sokaraja Tengah", pace=8, hours=hours("06:30", "21:00"),
        goods=(
            Good("Mendoan Siap Goreng", 15_000, 8_800, 20, "paket", "Sepuluh lembar tempe dengan tepung bumbu.", kind="tempe",
                 weight=2.5),
            Good("Mendoan Matang", 2_000, 1_100, 60, "lembar", "Hangat dari wajan, dengan cabai rawit.", kind="tempe",
                 weight=3),
            Good("Getuk Goreng", 28_000, 16_500, 14, "besek", "Singkong dan gula kelapa, 500 gram.", kind="kue", weight=1.6),
            Good("Keripik Tempe Sokaraja", 18_000, 10_800, 16, "bungkus", "Tipis dan kering, 200 gram."),
        ),
    ),
    ShopPlan(
        "gerabah-mbah-parto", "Gerabah Mbah Parto", "Gerabah Kasongan", "Tanah liat Kasongan, dibakar kayu.",
        "Mbah Parto", "34.02.16.2001", "Kajen, Bangunjiwo", pace=1.8, online=0.5, sticker=11, delivery_fee=20_000,
        hours=hours("08:00", "17:00"),
        goods=(
            Good("Pot Tanah Liat", 35_000, 17_000, 20, "pcs", "Diameter 25 cm, berlubang bawah.", kind="gerabah", weight=2.4),
            Good("Set Teko Poci", 125_000, 72_000, 7, "set", "Teko dan empat cangkir untuk teh poci.", kind="gerabah"),
            Good("Guci Ukir", 350_000, 215_000, 3, "pcs", "Tinggi 60 cm, untuk sudut rumah.", kind="gerabah", weight=0.4),
            Good("Celengan Ayam", 22_000, 9_500, 20, "pcs", "Dicat tangan, untuk anak menabung.", kind="gerabah", weight=2),
        ),
    ),
    ShopPlan(
        "salak-pak-tris", "Salak Pondoh Pak Tris", "Salak pondoh dan olahannya", "Petik sendiri di kebun Turi.",
        "Pak Tris", "34.04.15.2002", "Dusun Kembang, Donokerto", pace=4, online=0.4, delivery_fee=15_000,
        hours=hours("07:00", "17:00"),
        goods=(
            Good("Salak Pondoh Super", 18_000, 11_000, 30, "kg", "Manis, sekitar dua belas butir sekilo.", kind="buah",
                 weight=3),
            Good("Salak Madu", 25_000, 16_000, 14, "kg", "Paling manis, panen terbatas.", kind="buah", mood="sold_out"),
            Good("Dodol Salak", 20_000, 11_500, 16, "kotak", "Tanpa pengawet, isi dua puluh.", kind="kue"),
            Good("Keripik Salak", 32_000, 20_000, 10, "bungkus", "Digoreng hampa, 100 gram.", kind="keripik"),
        ),
    ),
    ShopPlan(
        "jamu-mbok-darmi", "Jamu Mbok Darmi", "Jamu gendong dan simplisia", "Dari Nguter, kampungnya jamu.",
        "Mbok Darmi", "33.11.05", "Selatan Pasar Nguter", pace=7, sticker=12, hours=hours("05:30", "16:00"),
        goods=(
            Good("Kunir Asem", 8_000, 3_600, 24, "botol", "Segar, sedikit asam, 300 ml.", kind="jamu", weight=2.5),
            Good("Beras Kencur", 8_000, 3_800, 24, "botol", "Hangat dan manis, 300 ml.", kind="jamu", weight=2.2),
            Good("Temulawak Bubuk", 22_000, 12_500, 14, "bungkus", "Tinggal seduh, 150 gram.", kind="jamu"),
            Good("Wedang Uwuh", 15_000, 8_000, 18, "pak", "Sepuluh sachet rempah kering.", kind="jamu", weight=1.5),
            Good("Minyak Gosok Sereh", 28_000, 17_000, 8, "botol", "Untuk pegal dan masuk angin.", kind="madu", mood="low"),
        ),
    ),
    ShopPlan(
        "mainan-mas-bagus", "Mainan Kayu Mas Bagus", "Mainan kayu edukatif", "Cat aman, sudut halus, buatan Borobudur.",
        "Mas Bagus", "33.08.02.2010", "Jl. Balaputradewa, Wanurejo", pace=2, online=0.6, sticker=13, delivery_fee=15_000,
        hours=hours("08:00", "17:00"),
        goods=(
            Good("Mobil Kayu", 45_000, 24_000, 14, "pcs", "Empat roda, bisa ditarik.", kind="mainan", weight=2),
            Good("Puzzle Huruf", 55_000, 30_000, 12, "pcs", "Dua puluh enam huruf warna-warni.", kind="mainan", weight=1.5),
            Good("Gasing Kayu", 12_000, 5_000, 30, "pcs", "Berputar lama, khas desa.", kind="mainan", weight=2),
            Good("Miniatur Andong", 135_000, 84_000, 5, "pcs", "Oleh-oleh dari Borobudur.", kind="kayu", mood="low"),
        ),
    ),
)  # fmt: skip
