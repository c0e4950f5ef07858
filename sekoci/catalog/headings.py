"""Shelf headings that a shop of a kind often has: offered while an owner writes, never set."""

BY_KIND = {
    "warung-makan": "Nasi, Lauk, Sayur, Minuman, Camilan",
    "mi-bakso-soto": "Bakso, Mi, Soto, Minuman, Tambahan",
    "keripik-camilan": "Keripik, Kerupuk, Kacang, Paket hemat",
    "minuman": "Kopi, Teh, Jus, Es, Camilan",
    "kafe": "Kopi, Bukan kopi, Makanan, Camilan",
    "kopi": "Biji, Bubuk, Hampers",
    "kue-basah": "Jajan pasar, Kue potong, Paket rapat",
    "kue-kering": "Kue kering, Bolu, Kue ulang tahun",
    "batik": "Batik tulis, Batik cap, Baju jadi, Kain",
    "kelontong": "Sembako, Minuman, Camilan, Perlengkapan mandi, Rokok",
    "pulsa-hp": "Pulsa, Paket data, Aksesori HP",
}
BY_GROUP = {
    "makanan": "Makanan, Minuman, Camilan, Oleh-oleh",
    "tani": "Sayur, Buah, Bumbu, Hasil ternak",
    "busana": "Wanita, Pria, Anak, Aksesori",
    "kerajinan": "Hiasan, Alat dapur, Suvenir, Pesanan khusus",
    "harian": "Kebutuhan harian, Rumah tangga, Alat tulis",
    "jasa": "Layanan, Paket, Tambahan",
}


def offered_headings(kind: str, group: str, mine: list[str]) -> list[str]:
    """The shop's own headings first, then those that its kind (or its group of kinds) often has."""
    usual = BY_KIND.get(kind) or BY_GROUP.get(group, "")
    known = {heading.casefold() for heading in mine}
    return mine + [heading for heading in usual.split(", ") if heading and heading.casefold() not in known]
