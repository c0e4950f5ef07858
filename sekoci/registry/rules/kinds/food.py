"""What is eaten and drunk."""

from sekoci.registry.rules.kinds.kind import kind

FOOD = [
    kind(
        "warung-makan", "Warung makan", "Eatery", "makanan",
        "warung makan, rumah makan, warteg, nasi, lauk, lauk pauk, masakan, masakan padang, nasi liwet, nasi goreng, nasi"
        " uduk, nasi kuning, nasi padang, nasi pecel, pecel, gudeg, rendang, rawon, gado gado, lotek, lalapan, penyetan,"
        " restoran, makan siang, sarapan, bubur ayam, ketoprak, lontong, kupat, ketupat, seafood, kuliner, makanan",
        "56102 56103 56104", "56101 56102",
    ),
    kind(
        "mi-bakso-soto", "Mi, bakso & soto", "Noodles, meatballs and soup", "makanan",
        "bakso, baso, mi, mie, mie ayam, mi ayam, mie goreng, soto, sop, sup, bakmi, kwetiau, bihun, seblak, cuanki, mie"
        " aceh, coto, konro, pempek, empek empek, tekwan, cilok, siomay, batagor",
        "56104 56103 56102", "56102 56101",
    ),
    kind(
        "ayam-sate", "Ayam, bebek & sate", "Chicken, duck and satay", "makanan",
        "ayam goreng, ayam bakar, ayam geprek, geprek, ayam penyet, ayam taliwang, sate, satai, bebek goreng, bebek,"
        " tongseng, gulai, ikan bakar, pecel lele, fried chicken, ayam betutu, tengkleng",
        "56103 56102 56104", "56102 56101",
    ),
    kind(
        "gorengan-jajanan", "Gorengan & jajanan", "Fritters and street snacks", "makanan",
        "gorengan, jajanan, martabak, terang bulan, mendoan, bakwan, pisang goreng, cireng, tahu isi, tahu bulat, tahu"
        " crispy, sosis bakar, kebab, burger, takoyaki, serabi, surabi, kue pukis, cimol, corndog, lumpia, pisang nugget",
        "56104 56103", "56102",
    ),
    kind(
        "keripik-camilan", "Keripik & camilan", "Chips and snacks", "makanan",
        "keripik, kripik, kripik tempe, keripik tempe, keripik singkong, keripik pisang, kerupuk, krupuk, peyek,"
        " rempeyek, rengginang, camilan, cemilan, snack, basreng, makaroni, kacang, kacang goreng, emping, opak, stik,"
        " keripik buah, kacang mete, mete",
        "10794 10793 47249", "10794 10799 47249",
    ),
    kind(
        "kue-basah", "Kue basah & jajan pasar", "Wet cakes and market sweets", "makanan",
        "kue basah, jajan pasar, jajanan pasar, lemper, klepon, onde onde, nagasari, risoles, lapis, kue lapis, bika,"
        " bika ambon, wingko, bolu kukus, apem, lupis, getuk, cenil, puding, bakpia, mochi",
        "10792 47242", "10792 47242",
    ),
    kind(
        "kue-kering", "Kue & kue kering", "Cakes and cookies", "makanan",
        "kue kering, kue, nastar, kastengel, cookies, kue lebaran, kue ulang tahun, tart, brownies, bolu, cake, lapis"
        " legit, kukis, bolen, pastel, donat",
        "10710 47242", "10710 47242",
    ),
    kind(
        "roti", "Roti", "Bread and bakery", "makanan",
        "roti, bakery, roti bakar, roti manis, roti sobek, roti canai, bakeri, roti tawar",
        "10710 47242", "10710 47242",
    ),
    kind(
        "kopi", "Kopi bubuk & biji", "Coffee powder and beans", "makanan",
        "kopi, kopi bubuk, biji kopi, kopi arabika, kopi robusta, arabika, robusta, kopi gayo, kopi toraja, kopi sangrai,"
        " roastery, kopi luwak",
        "10761 47243", "10761 47243",
    ),
    kind(
        "kafe", "Kedai kopi & kafe", "Coffee shop", "makanan",
        "kafe, cafe, kedai kopi, warung kopi, warkop, coffee shop, angkringan, kopi susu, tongkrongan",
        "56303 56304", "56303 56304",
    ),
    kind(
        "minuman", "Minuman & es", "Drinks and ices", "makanan",
        "minuman, es, es teh, es kopi, es dawet, dawet, cendol, es cendol, jus, es buah, es krim, es campur, es pisang,"
        " boba, thai tea, teh poci, wedang, wedang ronde, ronde, bandrek, sirup, es kelapa, es jeruk, sari buah, air"
        " kelapa, kelapa muda",
        "56304 56306 11090", "56304 56306 11059",
    ),
    kind(
        "teh", "Teh", "Tea", "makanan",
        "teh, daun teh, teh hijau, teh melati, teh celup",
        "10763", "10762",
    ),
    kind(
        "jamu", "Jamu & herbal", "Jamu and herbs", "makanan",
        "jamu, beras kencur, kunyit asam, herbal, obat tradisional, temulawak, jahe, jahe merah, empon empon, rempah,"
        " rempah rempah, minyak kayu putih, minyak gosok",
        "21022 10762 56305 47723", "21022 10797 56305 47723",
    ),
    kind(
        "sambal-bumbu", "Sambal & bumbu", "Sambal and spices", "makanan",
        "sambal, sambel, bumbu, bumbu dapur, bumbu pecel, kecap, saus, terasi, bawang goreng, petis, abon cabai, bon"
        " cabe, garam",
        "10772 10771 47249", "10779 10771 47249",
    ),
    kind(
        "tahu-tempe", "Tahu & tempe", "Tofu and tempeh", "makanan",
        "tahu, tempe, oncom, kedelai, susu kedelai, tauco, tahu sumedang",
        "10391 10392 47244", "10307 10308 47244",
    ),
    kind(
        "makanan-beku", "Makanan beku", "Frozen food", "makanan",
        "frozen, frozen food, makanan beku, nugget, naget, dimsum, sosis, bakso beku, risol frozen, risoles frozen,"
        " pempek beku, pempek frozen",
        "10750 10130 47249", "10750 10120 47249",
    ),
    kind(
        "olahan-ikan", "Ikan asin & olahan ikan", "Dried and processed fish", "makanan",
        "ikan asin, ikan asap, olahan ikan, pindang, abon ikan, teri, ebi, amplang, otak otak, bandeng presto, bandeng,"
        " cakalang, roa, rumput laut, udang kering",
        "10211 10212 10219 47245", "10211 10212 10218 47246",
    ),
    kind(
        "olahan-daging", "Abon, dendeng & olahan daging", "Processed meat", "makanan",
        "abon, abon sapi, dendeng, kornet, olahan daging, se'i, sei sapi, telur asin, rambak, kerupuk kulit",
        "10130 47245", "10120 47245",
    ),
    kind(
        "madu", "Madu", "Honey", "makanan",
        "madu, lebah, madu hutan, propolis",
        "01493 02307 47219", "01493 02300 47219",
    ),
    kind(
        "gula-merah", "Gula merah & gula aren", "Palm sugar", "makanan",
        "gula aren, gula merah, gula jawa, gula semut, gula kelapa",
        "10722 47243", "10722 47243",
    ),
    kind(
        "cokelat-permen", "Cokelat & permen", "Chocolate and sweets", "makanan",
        "cokelat, coklat, permen, kembang gula, kakao, gulali, arum manis",
        "10732 10734 10731", "10732 10739 10731",
    ),
    kind(
        "oleh-oleh", "Oleh-oleh khas", "Food souvenirs", "makanan",
        "oleh oleh, dodol, jenang, manisan, wajik, geplak, lempok, asinan, makanan khas, selai, pia",
        "10796 10733 47249", "10796 10733 47249",
    ),
    kind(
        "susu-yoghurt", "Susu & yoghurt", "Milk and yoghurt", "makanan",
        "susu, susu segar, susu murni, yoghurt, yogurt, kefir, keju, susu kambing",
        "10510 10590 47214", "10501 10509 47214",
    ),
    kind(
        "katering", "Katering & nasi kotak", "Catering", "makanan",
        "katering, catering, nasi kotak, nasi box, tumpeng, snack box, prasmanan, rantangan, aqiqah, akikah",
        "56210 56290", "56210 56290",
    ),
]  # fmt: skip
