"""What is worn, what hands make, and the shops of every day."""

from sekoci.registry.rules.kinds.kind import kind

WEAR = [
    kind(
        "pakaian", "Pakaian", "Clothes", "busana",
        "pakaian, baju, kaos, kaus, celana, kemeja, daster, jaket, fashion, fesyen, konveksi, distro, baju anak, seragam,"
        " rok, jeans, baju bayi, jersey, kebaya",
        "47711 14111", "47711 14111",
    ),
    kind(
        "busana-muslim", "Busana muslim & hijab", "Muslim wear and hijabs", "busana",
        "busana muslim, baju muslim, hijab, jilbab, kerudung, mukena, gamis, koko, baju koko, sarung, peci, songkok,"
        " sajadah, khimar",
        "47713 14131 47711 14111", "47713 14131 47711 14111",
    ),
    kind(
        "batik", "Batik", "Batik", "busana",
        "batik, kain batik, baju batik, batik tulis, batik cap",
        "13134 47511 47711", "13133 47511 47711",
    ),
    kind(
        "tenun-songket", "Tenun & songket", "Weaving and songket", "busana",
        "tenun, kain tenun, songket, ulos, sasirangan, tapis, ikat, lurik, jumputan, endek, kain",
        "13122 13121 47511", "13122 13121 47511",
    ),
    kind(
        "rajut-bordir", "Rajut & bordir", "Knitting and embroidery", "busana",
        "rajut, rajutan, bordir, sulam, sulaman, crochet, makrame",
        "14302 14301 13912", "14301 13139 13996",
    ),
    kind(
        "sepatu-sandal", "Sepatu & sandal", "Shoes and sandals", "busana",
        "sepatu, sandal, sendal, alas kaki, selop, sneakers",
        "47712 15201", "47712 15201",
    ),
    kind(
        "tas-dompet", "Tas & dompet", "Bags and wallets", "busana",
        "tas, dompet, ransel, koper, tas kulit, kerajinan kulit, totebag, tote bag, ikat pinggang, kulit",
        "47714 15121", "47714 15121",
    ),
    kind(
        "perhiasan-aksesori", "Perhiasan & aksesori", "Jewellery and accessories", "busana",
        "perhiasan, aksesori, aksesoris, kalung, gelang, cincin, anting, emas, perak, manik manik, mutiara, bros, jam"
        " tangan",
        "32120 47735 32112", "32120 47735 32112",
    ),
    kind(
        "pakaian-bekas", "Pakaian bekas", "Second-hand clothes", "busana",
        "pakaian bekas, baju bekas, thrift, thrifting, preloved, barang bekas, awul awul",
        "47742", "47742",
    ),
    kind(
        "penjahit", "Penjahit & permak", "Tailor", "busana",
        "jahit, penjahit, jahitan, permak, vermak, menjahit, modiste, tailor, gorden, sprei, seprai",
        "14120 95291 13921", "14120 95291 13921",
    ),
]  # fmt: skip

CRAFTS = [
    kind(
        "anyaman", "Anyaman", "Basketry", "kerajinan",
        "anyaman, bambu, rotan, pandan, eceng gondok, tikar, besek, keranjang, mendong, ketak",
        "16291 16292 47781", "16291 16292 47781",
    ),
    kind(
        "ukiran-kayu", "Kerajinan & ukiran kayu", "Wood carving", "kerajinan",
        "ukiran, ukir, kerajinan kayu, patung, topeng, wayang, batok kelapa, kayu",
        "16293 16294 47781", "16293 16294 47781",
    ),
    kind(
        "gerabah-keramik", "Gerabah & keramik", "Pottery", "kerajinan",
        "gerabah, keramik, tembikar, cobek, guci, pot, ulekan",
        "23932 47784", "23932 47781",
    ),
    kind(
        "mebel", "Mebel & perabot", "Furniture", "kerajinan",
        "mebel, meubel, furnitur, furniture, meja, kursi, lemari, perabot, jati, kayu jati, rak, kusen, kasur",
        "31001 31002 47591", "31011 31012 47591",
    ),
    kind(
        "kerajinan-suvenir", "Kerajinan & suvenir", "Crafts and souvenirs", "kerajinan",
        "kerajinan, kerajinan tangan, suvenir, souvenir, handicraft, hiasan, lukisan, hampers, hantaran, lilin, kerajinan"
        " perak, cendera mata, pajangan, daur ulang",
        "32903 47789", "32903 47781",
    ),
    kind(
        "kosmetik", "Kecantikan & kosmetik", "Beauty and cosmetics", "kerajinan",
        "kosmetik, skincare, skin care, make up, makeup, parfum, lulur, body lotion, perawatan wajah, bedak, minyak wangi",
        "47724 20232", "47724 20232",
    ),
    kind(
        "sabun-pembersih", "Sabun & pembersih", "Soap and cleaners", "kerajinan",
        "sabun, detergen, deterjen, pembersih, sabun cuci, karbol, pel, sapu, sabun cuci piring, pewangi",
        "20231", "20231",
    ),
    kind(
        "mainan-anak", "Mainan & perlengkapan anak", "Toys and things for children", "kerajinan",
        "mainan, mainan anak, perlengkapan bayi, perlengkapan anak, boneka, layangan",
        "47640 32402", "47630 32402",
    ),
    kind(
        "alat-rumah", "Alat dapur & rumah tangga", "Kitchen and household goods", "kerajinan",
        "alat dapur, perabotan, perabotan rumah tangga, alat rumah tangga, peralatan dapur, panci, pecah belah, plastik,"
        " pisau, wajan, rumah tangga",
        "47593 47599 25992", "47593 47599 25992",
    ),
    kind(
        "olahraga-musik", "Alat olahraga & musik", "Sports and music", "kerajinan",
        "alat olahraga, olahraga, bola, raket, alat musik, gitar, angklung, gamelan, pancing, alat pancing",
        "47630 47597 32201", "47620 47594 32201",
    ),
]  # fmt: skip

DAILY = [
    kind(
        "kelontong", "Toko kelontong & sembako", "Corner shop", "harian",
        "kelontong, sembako, toko kelontong, warung kelontong, warung madura, kebutuhan sehari hari, kebutuhan pokok,"
        " minyak goreng, gula pasir, grosir, minimarket, toko, warung, rokok, serba ada, mi instan, mie instan",
        "47112", "47112",
    ),
    kind(
        "gas-galon", "Gas & air galon", "Gas and drinking water", "harian",
        "gas, elpiji, lpg, galon, air galon, air isi ulang, air minum, depot air, isi ulang",
        "47772 11052", "47772 11052",
    ),
    kind(
        "pulsa-hp", "Pulsa & HP", "Phones and credit", "harian",
        "pulsa, paket data, hp, handphone, konter, aksesoris hp, kuota, token listrik, casing, ponsel",
        "61994 47414", "61201 47404",
    ),
    kind(
        "elektronik", "Elektronik & listrik", "Electronics", "harian",
        "elektronik, alat listrik, lampu, kipas angin, komputer, laptop, listrik, speaker, tv",
        "47592 47411 47420", "47592 47401 47406",
    ),
    kind(
        "alat-tulis-fotokopi", "Alat tulis & fotokopi", "Stationery and copies", "harian",
        "alat tulis, atk, fotokopi, fotocopy, foto copy, buku, print, jilid, buku tulis, kertas",
        "47611 82190 47612", "47611 82100 47612",
    ),
    kind(
        "obat-kesehatan", "Obat & alat kesehatan", "Medicines and health", "harian",
        "obat, apotek, apotik, toko obat, alat kesehatan, vitamin, masker",
        "47722 47725 47721", "47722 47725 47721",
    ),
    kind(
        "bahan-bangunan", "Bahan bangunan", "Building materials", "harian",
        "bahan bangunan, material, toko bangunan, semen, cat, batu bata, bata, genteng, pasir, keramik lantai, besi,"
        " paku, paving, paving block, batako, las, pagar",
        "47528 23921 23951", "47521 23921 23951",
    ),
    kind(
        "suku-cadang", "Suku cadang motor & mobil", "Vehicle parts", "harian",
        "suku cadang, sparepart, spare part, onderdil, oli, ban, aksesoris motor, helm, aki, variasi motor",
        "45406 45302", "47833 47820",
    ),
]  # fmt: skip
