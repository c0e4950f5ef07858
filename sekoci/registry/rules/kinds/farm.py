"""From the field, the stable and the sea."""

from sekoci.registry.rules.kinds.kind import kind

FARM = [
    kind(
        "sayur-buah", "Sayur & buah", "Vegetables and fruit", "tani",
        "sayur, sayuran, sayur mayur, buah, buah buahan, cabai, cabe, bawang, bawang merah, mangga, jeruk, salak, pisang,"
        " durian, alpukat, tomat, kentang, hidroponik, jamur, jamur tiram",
        "47213 47212 01139", "47213 47212 01131",
    ),
    kind(
        "beras-palawija", "Beras & hasil bumi", "Rice and crops", "tani",
        "beras, padi, palawija, jagung, singkong, ubi, hasil bumi, hasil tani, kacang tanah, kelapa, kopra, tepung,"
        " mocaf, sagu, porang",
        "47241 47211 10631", "47241 47211 10631",
    ),
    kind(
        "telur-daging", "Telur, ayam & daging", "Eggs, chicken and meat", "tani",
        "telur, telor, ayam potong, ayam kampung, daging, daging sapi, ayam, telur ayam, telur bebek, telur puyuh",
        "47214 01462 01461", "47214 01462 01461",
    ),
    kind(
        "ikan-segar", "Ikan & hasil laut segar", "Fresh fish and seafood", "tani",
        "ikan, ikan segar, ikan laut, udang, cumi, lele, nila, gurame, kepiting, kerang, hasil laut, tambak, ikan lele,"
        " nelayan",
        "47215 03221", "47215 03221",
    ),
    kind(
        "ternak", "Ternak", "Livestock", "tani",
        "ternak, kambing, sapi, domba, hewan ternak, hewan kurban, kurban, qurban, itik, puyuh, kelinci",
        "47752 01442 01411", "47752 01442 01411",
    ),
    kind(
        "tanaman-bunga", "Tanaman & bunga", "Plants and flowers", "tani",
        "tanaman, tanaman hias, bunga, bibit, bibit tanaman, florist, buket, buket bunga, bonsai, anggrek, pot bunga,"
        " kaktus",
        "47762 47761 01301", "47762 47761 01301",
    ),
    kind(
        "pupuk-pakan", "Pupuk & pakan", "Fertiliser and feed", "tani",
        "pupuk, pakan, pakan ternak, obat tani, pestisida, toko tani, poultry, kompos, benih, pakan burung",
        "47763 47754", "47763 47754",
    ),
    kind(
        "hewan-peliharaan", "Hewan & ikan hias", "Pets and aquarium fish", "tani",
        "hewan peliharaan, ikan hias, cupang, ikan cupang, burung, kucing, pet shop, petshop, akuarium, ikan koi",
        "47751 47753", "47751 47753",
    ),
]  # fmt: skip
