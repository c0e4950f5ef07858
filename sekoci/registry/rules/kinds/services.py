"""What is done for people."""

from sekoci.registry.rules.kinds.kind import kind

SERVICES = [
    kind(
        "laundry", "Laundry", "Laundry", "jasa",
        "laundry, londri, laundri, cuci baju, cuci setrika, setrika, dry clean, cuci sepatu, cuci karpet",
        "96200", "96100",
    ),
    kind(
        "salon-cukur", "Salon & pangkas rambut", "Salon and barber", "jasa",
        "salon, pangkas rambut, potong rambut, cukur, barbershop, barber, creambath, nail art, facial, cukur rambut",
        "96111 96112", "96210 96220",
    ),
    kind(
        "rias-pesta", "Rias & perlengkapan pesta", "Weddings and parties", "jasa",
        "rias, rias pengantin, mua, dekorasi, sewa tenda, tenda, alat pesta, pelaminan, sound system, organ tunggal,"
        " henna, sewa baju, sewa kebaya, undangan, wedding",
        "77291 96112", "77291 96220",
    ),
    kind(
        "pijat-spa", "Pijat & spa", "Massage and spa", "jasa",
        "pijat, pijet, urut, spa, refleksi, bekam, baby spa",
        "96121 96122", "86995 96230",
    ),
    kind(
        "bengkel", "Bengkel", "Repair workshop", "jasa",
        "bengkel, servis motor, service motor, tambal ban, servis mobil, bengkel motor, bengkel mobil, bengkel las",
        "45407 45201", "95320 95311",
    ),
    kind(
        "cuci-kendaraan", "Cuci motor & mobil", "Vehicle wash", "jasa",
        "cuci motor, cuci mobil, cucian motor, salon mobil, steam motor",
        "45407 45202", "95320 95312",
    ),
    kind(
        "servis-elektronik", "Servis HP & elektronik", "Repair of phones and electronics", "jasa",
        "servis hp, service hp, servis elektronik, service elektronik, servis ac, service ac, servis laptop, servis"
        " komputer, reparasi, servis, service, servis tv, cuci ac",
        "95210 95120 95110", "95210 95102 95101",
    ),
    kind(
        "cetak-sablon", "Percetakan & sablon", "Printing", "jasa",
        "percetakan, sablon, cetak, banner, spanduk, stiker, sablon kaos, undangan cetak, digital printing, mug, desain"
        " grafis, desain, kemasan, stempel, plakat",
        "18111 18112 74130", "18111 18112 74192",
    ),
    kind(
        "foto-video", "Foto & video", "Photo and video", "jasa",
        "foto, fotografi, video, studio foto, foto produk, videografi, prewedding, dokumentasi",
        "74201", "74209",
    ),
    kind(
        "kursus-les", "Kursus & les", "Courses and lessons", "jasa",
        "kursus, les, bimbel, bimbingan belajar, les privat, mengaji, les musik, pelatihan, sanggar, kursus menjahit,"
        " kursus bahasa",
        "85495 85499", "85595 85599",
    ),
    kind(
        "ojek-kurir", "Ojek, kurir & angkutan", "Rides and couriers", "jasa",
        "ojek, kurir, antar jemput, angkutan, jasa antar, pick up, pindahan, ekspedisi, travel, sewa mobil, rental mobil,"
        " rental, sewa motor, rental motor",
        "53201 49424 49431", "53200 49296 49231",
    ),
    kind(
        "penginapan", "Penginapan & kos", "Lodging", "jasa",
        "penginapan, kos, kost, kos kosan, homestay, kontrakan, villa, guest house, losmen",
        "55130 55900", "55201 55909",
    ),
    kind(
        "jasa-rumah", "Bersih-bersih & tukang", "Cleaning and handiwork", "jasa",
        "bersih bersih, cleaning service, jasa bersih, tukang, tukang kebun, tukang ledeng, asisten rumah tangga, sedot"
        " wc, kuli, jasa kebersihan, potong rumput, jasa",
        "81210 95220 96990", "81210 95220 96900",
    ),
]  # fmt: skip
