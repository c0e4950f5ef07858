"""Warung Melati, the shop that everybody is shown."""

from sekoci.operations.demo.plans import Good, ShopPlan, Size

MELATI = ShopPlan(
    slug="warung-melati",
    name="Warung Melati",
    sells="Nasi liwet, camilan, dan jamu khas Solo",
    about=(
        "Warung keluarga di Laweyan sejak 2009. Masak sendiri setiap pagi, tanpa pengawet. "
        "Pesan sebelum jam 10 untuk makan siang. "
        "Boleh diambil, boleh diantar sekitar Laweyan dan Pajang."
    ),
    owner="Ibu Melati",
    area="33.72.01",
    address="Jl. Sidoluhur No. 17, dekat Pasar Jongke",
    hours={},
    pace=27,
    online=0.26,
    days=30,
    delivery_fee=7_000,
    helper=60_000,
    capital=2_500_000,
    goods=(
        Good(
            "Nasi Liwet Solo", 0, 0, 0, "porsi",
            "Nasi gurih santan dengan sayur labu, suwiran ayam, dan areh. Dibungkus daun pisang, hangat sampai siang.",
            weight=3.2,
            sizes=(Size("Biasa", 12_000, 7_200, 22), Size("Komplit, telur dan ayam", 20_000, 12_500, 14)),
        ),
        Good(
            "Keripik Tempe Sagu", 15_000, 9_000, 30, "bungkus",
            "Tempe diiris tipis, dibalut sagu dan daun jeruk. Renyah, isi 200 gram.", weight=2.2,
        ),
        Good(
            "Es Dawet Telasih", 8_000, 4_200, 24, "gelas",
            "Dawet, ketan hitam, bubur sumsum, dan selasih. Segar untuk siang yang panas.", kind="es", weight=2.4,
        ),
        Good(
            "Beras Kencur", 12_000, 6_400, 16, "botol",
            "Jamu segar dari beras, kencur, dan gula aren. Botol 350 ml, tahan tiga hari di kulkas.", kind="jamu", weight=1.4,
        ),
        Good(
            "Kunyit Asam", 12_000, 6_000, 16, "botol",
            "Kunyit dan asam jawa pilihan, tidak terlalu manis. Botol 350 ml.", kind="jamu", weight=1.3,
        ),
        Good(
            "Serabi Solo", 20_000, 11_500, 12, "kotak",
            "Isi delapan: empat polos, empat cokelat. Pinggirnya garing, tengahnya lembut.", kind="kue", weight=1.5,
        ),
        Good(
            "Mendoan Hangat", 12_000, 6_800, 14, "porsi",
            "Enam lembar tempe mendoan dengan sambal kecap. Digoreng saat dipesan.", kind="tempe", weight=1.6,
        ),
        Good(
            "Kopi Bubuk Lereng Lawu", 0, 0, 0, "bungkus",
            "Robusta sangrai sedang dari petani Karanganyar. Digiling halus untuk kopi tubruk.", kind="kopi", weight=1.0,
            sizes=(Size("100 gram", 18_000, 12_000, 14), Size("250 gram", 42_000, 29_000, 8)),
        ),
        Good(
            "Sambal Bawang Melati", 25_000, 14_500, 12, "botol",
            "Cabai rawit dan bawang putih, pedasnya jujur. Botol 150 gram, tahan satu bulan di kulkas.", weight=1.0,
        ),
        Good(
            "Keripik Singkong Balado", 13_000, 7_600, 20, "bungkus",
            "Singkong tipis dengan balado manis pedas. Isi 200 gram.", weight=1.4,
        ),
        Good(
            "Telur Asin Bakar", 4_500, 3_200, 40, "butir",
            "Telur bebek diasinkan dua belas hari, lalu dibakar. Masir dan tidak amis.", kind="telur", weight=1.6,
        ),
        Good(
            "Roti Semir", 5_000, 3_300, 30, "pcs",
            "Roti bundar isi mentega gula, dari oven tetangga di Sondakan. Datang setiap pagi, cepat habis.", kind="roti",
            weight=2.0, mood="sold_out",
        ),
        Good(
            "Madu Hutan Lawu", 68_000, 48_000, 6, "botol",
            "Madu multiflora dari lereng barat Lawu, tidak dipanaskan. Botol 350 gram.", kind="madu", weight=0.35, mood="low",
        ),
        Good(
            "Kain Batik Cap Laweyan", 185_000, 138_000, 5, "lembar",
            "Titipan perajin sebelah rumah. Katun primissima, motif truntum dan sidomukti, 2 meter.", kind="batik", weight=0.12,
        ),
    ),
)  # fmt: skip
