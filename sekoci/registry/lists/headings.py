"""What partners write above their columns, and what is in them where they write nothing. Pure."""

import re

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": (
        "nama usaha", "nama toko", "nama merchant", "nama outlet", "nama umkm", "nama perusahaan", "nama warung", "nama mitra",
        "nama badan usaha", "nama brand", "nama merek", "nama ikm", "nama kios", "nama lapak", "nama gerai", "nama bisnis",
        "usaha", "toko", "merchant", "outlet", "brand", "merek usaha", "nama dagang", "business name", "business", "shop",
        "merk", "merek", "merk dagang", "merek dagang", "nama merk", "nama merek dagang", "merk usaha", "brand name",
        "nama ukm",
        "nama unit usaha", "nama usaha dagang", "nama tenant", "tenant", "tenant name", "nama stand", "stand",
        "nama rumah makan",
        "nama restoran", "restaurant name", "nama kedai", "nama depot", "nama salon", "nama bengkel", "nama koperasi",
        "nama kub",
        "nama industri", "dba name", "trading name",
        "shop name", "store", "store name", "merchant name", "outlet name", "company", "company name", "nama", "name",
    ),
    "owner": (
        "nama pemilik", "pemilik", "nama pemilik usaha", "penanggung jawab", "nama penanggung jawab", "pengelola",
        "nama pengelola", "nama lengkap", "nama nasabah", "nasabah",
        "direktur", "pimpinan", "nama direktur", "nama pimpinan", "ketua", "nama ketua", "nama sesuai ktp",
        "nama pemilik toko", "owner", "owner name", "contact person", "contact name", "pic", "nama pic", "nama kontak",
    ),
    "phone": (
        "no hp", "hp", "nomor hp", "no telp", "no telepon", "telepon", "telp", "tlp", "no tlp", "nomor telepon", "no wa", "wa",
        "whatsapp", "no whatsapp", "nomor wa", "nomor whatsapp", "handphone", "no handphone", "nomor handphone", "kontak",
        "no kontak", "nomor kontak", "phone", "phone number", "mobile", "mobile number", "mobile phone", "telephone",
        "no ponsel",
        "ponsel", "nomor ponsel", "msisdn", "nomor telp", "no tel", "nomor tlp", "telpon", "no telpon", "nomor telpon", "cp",
        "no cp",
        "contact", "contact no", "phone no", "info kontak", "kontak hp", "telp wa", "no telp hp", "no telp wa", "no hp usaha",
         "telp hp", "hp wa", "no hp wa", "contact number",
    ),
    "street": (
        "alamat", "alamat usaha", "alamat toko", "alamat lengkap", "jalan", "nama jalan", "alamat outlet", "alamat merchant",
        "alamat pemilik", "alamat tempat usaha", "alamat perusahaan", "alamat jalan", "address", "street", "street address",
        "business address", "full address", "address line 1",
    ),
    "village": (
        "kelurahan", "desa", "kelurahan desa", "desa kelurahan", "kel desa", "desa kel", "kel", "nama desa", "nama kelurahan",
        "kampung", "nagari", "gampong", "kalurahan", "pekon", "village", "sub district village", "kode desa", "kode kelurahan",
    ),
    "district": (
        "kecamatan", "kec", "nama kecamatan", "distrik", "kapanewon", "kemantren", "district", "subdistrict", "sub district",
        "kode kecamatan",
    ),
    "regency": (
        "kabupaten", "kota", "kabupaten kota", "kota kabupaten", "kab kota", "kota kab", "kab", "kabkota", "nama kabupaten",
        "nama kabupaten kota", "dati ii", "regency", "city", "regency city", "kode kabupaten", "kode kab kota", "wilayah",
    ),
    "province": ("provinsi", "propinsi", "prov", "nama provinsi", "province", "state", "kode provinsi"),
    "place": (
        "lokasi", "tempat", "daerah", "area", "kode wilayah", "kode area", "kode kemendagri", "location", "region",
        "area code", "domisili", "kota asal",
    ),
    "nib": ("nib", "no nib", "nomor nib", "nomor induk berusaha", "business id number"),
    "kbli": ("kbli", "kode kbli", "no kbli", "kbli 2020", "kbli 2025", "kode klu", "klu"),
    "kind": (
        "jenis usaha", "kategori", "bidang usaha", "sektor", "sektor usaha", "kategori usaha", "jenis produk", "produk",
        "produk utama", "nama produk", "komoditas", "jenis dagangan", "category", "business type", "sector", "product",
        "products", "merchant category", "komoditi", "jenis komoditi", "jenis komoditas", "jenis produksi", "hasil produksi",
        "jenis industri",
        "cabang industri", "jenis barang", "jenis barang dagangan", "barang dagangan", "dagangan", "jenis jualan", "jualan",
        "bidang",
        "produk unggulan", "uraian kbli", "judul kbli", "nama kbli", "usaha jenis", "jenis kegiatan usaha", "kegiatan usaha",
    ),
    "sex": ("jenis kelamin", "jk", "l p", "kelamin", "gender", "sex", "jenis kelamin pemilik", "gender pemilik"),
    "latitude": ("latitude", "lat", "lintang", "garis lintang", "koordinat lintang"),
    "longitude": ("longitude", "long", "lng", "lon", "bujur", "garis bujur", "koordinat bujur"),
    "key": (
        "id", "merchant id", "id merchant", "id toko", "store id", "outlet id", "id outlet", "id usaha", "id mitra",
        "kode toko",
        "kode merchant", "kode outlet", "kode usaha", "kode mitra", "mid", "nmid", "shop id", "partner id", "no registrasi",
        "nomor registrasi", "id umkm", "kode umkm", "no anggota", "nomor anggota", "external id", "uuid", "cif",
    ),
    "listing": (
        "link", "link toko", "url", "url toko", "tautan", "listing", "ada toko online", "toko online", "marketplace",
        "store url",
        "shop url", "website", "akun marketplace", "link marketplace",
    ),
    "qris": ("qris", "pakai qris", "menerima qris", "terima qris", "status qris", "accepts qris", "punya qris"),
    "trained": ("pelatihan", "sudah pelatihan", "ikut pelatihan", "pernah pelatihan", "sudah dilatih", "trained", "training"),
    "exports": ("ekspor", "sudah ekspor", "pernah ekspor", "status ekspor", "export", "exports", "exporter"),
    "last_order": (
        "pesanan terakhir", "transaksi terakhir", "tanggal transaksi terakhir", "tgl transaksi terakhir", "order terakhir",
        "last order", "last transaction", "last order date", "last transaction date", "last active",
    ),
    "orders_90d": (
        "pesanan 90 hari", "transaksi 90 hari", "order 90 hari", "jumlah transaksi", "jumlah pesanan", "orders 90d",
        "orders last 90 days", "jumlah order", "transaction count", "orders",
    ),
    "workers": (
        "tenaga kerja", "jumlah tenaga kerja", "jumlah karyawan", "karyawan", "pekerja", "jumlah pekerja", "tk", "employees",
        "workers", "staff", "number of employees", "jml tenaga kerja", "jumlah tk",
    ),
    "sales_month": (
        "omzet", "omset", "omzet per bulan", "omset per bulan", "omzet bulanan", "omset bulanan", "penjualan per bulan",
        "pendapatan per bulan", "sales", "monthly sales", "revenue", "omzet sebulan", "rata rata omzet", "omzet rp",
    ),
    "since": (
        "tahun berdiri", "berdiri", "tanggal berdiri", "tgl berdiri", "sejak", "tahun mulai", "mulai usaha", "bergabung",
        "tanggal bergabung", "tgl bergabung", "tanggal daftar", "tgl daftar", "joined", "join date", "since", "founded",
        "registration date",
    ),
}  # fmt: skip
FIELDS = tuple(HEADINGS)
AREA_FIELDS = ("village", "district", "regency", "province", "place")
NOT_OURS = (
    "no", "nomor", "no urut", "nomor urut", "keterangan", "ket", "rt", "rw", "rt rw", "kode pos", "kodepos", "email", "e mail",
    "surel", "pendidikan", "agama", "tanggal lahir", "tgl lahir", "tempat lahir", "umur", "usia", "aset", "modal", "status",
    "timestamp", "tanggal", "instagram", "facebook", "foto", "nama ibu kandung", "alamat email", "alamat e mail", "skala usaha",
    "klasifikasi usaha", "bentuk usaha", "status usaha", "legalitas usaha", "izin usaha", "umur usaha", "lama usaha",
    "foto usaha",
    "deskripsi usaha", "email usaha", "modal usaha", "aset usaha", "kode pos usaha", "status tempat usaha", "status tempat",
    "google maps", "link google maps", "link maps", "maps", "koordinat", "titik koordinat", "lat long", "latlong",
    "latitude longitude", "nama pasar", "nama bank", "nama program", "nama kegiatan", "nama pendamping", "nama petugas",
    "nama surveyor", "nama pendata", "nama enumerator", "nama sekolah",
    *(f"{what} {time}" for what in ("omzet", "omset", "penjualan", "pendapatan", "sales", "revenue")
      for time in ("tahunan", "per tahun", "tahun", "setahun", "pertahun", "annual", "per year", "hari", "per hari", "harian")),
    "annual sales", "annual revenue",
)  # fmt: skip
"""Headings of what we do not take; without them they would be taken for something else."""

EITHER = (
    "pedagang", "nama pedagang", "penjual", "nama penjual", "seller", "seller name", "vendor", "nama vendor",
    "nama pelaku umkm",
    "pelaku umkm", "nama pelaku usaha", "pelaku usaha", "nama pengusaha", "pengusaha", "nama wirausaha", "wirausaha",
    "nama peserta",
    "peserta", "nama anggota", "anggota", "nama pengrajin", "pengrajin", "nama perajin", "perajin", "nama pengolah",
    "nama petani",
    "nama penerima", "penerima", "nama rekanan", "nama debitur", "debitur", "nama pendaftar",
)  # fmt: skip
"""Whose name it is: the business's where no other column has that, as in lists of a market's traders, and else its owner's."""

IS_A_SEX = re.compile(r"(p|pr|prp|perempuan|wanita|l|lk|laki[ -]*laki|pria)[.]?")
_BY_CARD = re.compile(
    r"\b(nama|alamat)( lengkap| pemilik| pelaku usaha| rumah| tinggal)*( sesuai| menurut| pada| di| berdasarkan)? (e )?ktp\b"
)
"""A name or an address as an identity card has it, which is no number of one."""
_HALF = re.compile(
    r"\((l|p|lk|pr|laki[a-z -]*|perempuan|pria|wanita)\)\s*$|\b(laki[ -]laki|perempuan|pria|wanita)\s*$", re.IGNORECASE
)

SECRET: dict[str, re.Pattern[str]] = {
    "nik": re.compile(r"\b(nik|ktp|nomor induk kependudukan|no ktp|e ktp|identity number|national id|id card)\b"),
    "kk": re.compile(r"\b(kk|kartu keluarga|nokk|no kk)\b"),
    "npwp": re.compile(r"\b(npwp|nitku|tax id|taxpayer)\b"),
    "birth": re.compile(r"\b(tanggal lahir|tgl lahir|tempat lahir|ttl|birth|birthday|ibu kandung|mother)\b"),
    "account": re.compile(r"\b(rekening|no rek|norek|account number|kartu debit|kartu kredit|cvv)\b"),
    "belief": re.compile(r"\b(agama|religion|suku|disabilitas|difabel|penyakit|health)\b"),
}
"""Columns that are dropped at once, by their heading: nobody counts businesses by them."""


_GROUPED = re.compile(r"^(data|identitas|informasi|info|profil) (?=\w)")
"""What stands before whose data a group of columns is: `Data Pemilik` over `Nama`."""


def worded(text: str) -> str:
    """`No. HP/WA (aktif)` as `no hp wa`."""
    text = re.sub(r"\([^)]*\)|\[[^]]*\]|[^a-z0-9 ]", " ", text.lower())
    return " ".join(text.split())


def secret_of(*headings: str) -> str:
    """Why a column of this heading is never read; empty for all others."""
    text = _BY_CARD.sub(r"\1", worded(" ".join(headings)))
    return next((why for why, pattern in SECRET.items() if pattern.search(text)), "")


def is_of_statistics(*headings: str) -> bool:
    """Whether a column holds BPS's numbers of areas: its 1201 is another regency than Kemendagri's."""
    words = re.findall(r"[a-z0-9]+", " ".join(headings).lower())
    return "bps" in words and "nama" not in words


def is_half(*headings: str) -> bool:
    """Whether a column counts men alone, or women: neither is how many there are."""
    return bool(_HALF.search(" ".join(headings).strip())) and "kelamin" not in worded(" ".join(headings))


def matches(upper: str, lower: str) -> list[tuple[str, float]]:
    """The fields that a heading (of one row, or of two) may mean, the likeliest first, and how sure that is, 0 to 1."""
    if any(text in EITHER for text in (f"{upper} {lower}".strip(), _turned(upper, lower), lower)):
        return [("name", 0.75), ("owner", 0.7)]
    found = match(upper, lower)
    return [found] if found else []


def _turned(upper: str, lower: str) -> str:
    """`Pemilik` over `Nama`, as `nama pemilik`; empty for a heading of one row."""
    return f"{lower} {_GROUPED.sub('', upper)}" if upper else ""


def match(upper: str, lower: str) -> tuple[str, float] | None:
    """The field that a heading (of one row, or of two) means, and how sure that is, 0 to 1."""
    for text, sure in ((f"{upper} {lower}".strip(), 1.0), (_turned(upper, lower), 0.95), (lower, 0.9 if upper else 1.0)):
        for name, words in HEADINGS.items():
            if text and text in words:
                return name, sure - 0.05 * (text in ("nama", "name", "id", "kota asal", "wilayah", "usaha"))
    text = lower or upper
    phrases = [(len(phrase.split()), name, phrase) for name, words in HEADINGS.items() for phrase in words]
    phrases += [(len(phrase.split()), "", phrase) for phrase in NOT_OURS]
    found = [(length, len(phrase), name) for length, name, phrase in phrases if re.search(rf"\b{phrase}\b", text)]
    if not found:
        return None
    length, letters, name = max(found, key=lambda each: (each[0], each[1], not each[2]))
    return (name, min(0.8, 0.3 + 0.1 * length + 0.02 * letters)) if name else None
