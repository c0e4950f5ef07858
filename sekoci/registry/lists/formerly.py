"""What areas were called, and what they were part of: lists are older than the map."""

RENAMED: tuple[tuple[int, str, str], ...] = (
    (1, "nanggroe aceh darussalam", "aceh"),
    (1, "nad", "aceh"),
    (1, "daerah istimewa aceh", "aceh"),
    (1, "daerah istimewa yogyakarta", "daerah istimewa yogyakarta"),
    (1, "di yogyakarta", "daerah istimewa yogyakarta"),
    (1, "diy", "daerah istimewa yogyakarta"),
    (1, "dki jakarta", "daerah khusus ibukota jakarta"),
    (1, "dki", "daerah khusus ibukota jakarta"),
    (1, "dkj", "daerah khusus ibukota jakarta"),
    (1, "daerah khusus jakarta", "daerah khusus ibukota jakarta"),
    (1, "jakarta", "daerah khusus ibukota jakarta"),
    (1, "yogyakarta", "daerah istimewa yogyakarta"),
    (1, "bangka belitung", "kepulauan bangka belitung"),
    (1, "irian jaya", "papua"),
    (1, "irian jaya barat", "papua barat"),
    (2, "ujung pandang", "makassar"),
    (2, "kabupaten pontianak", "mempawah"),
    (2, "kab pontianak", "mempawah"),
    (2, "toba samosir", "toba"),
    (2, "mamuju utara", "pasangkayu"),
    (2, "maluku tenggara barat", "kepulauan tanimbar"),
    (2, "selayar", "kepulauan selayar"),
    (2, "yapen waropen", "kepulauan yapen"),
    (2, "jakarta pusat", "kota administrasi jakarta pusat"),
    (2, "jakarta selatan", "kota administrasi jakarta selatan"),
    (2, "jakarta barat", "kota administrasi jakarta barat"),
    (2, "jakarta timur", "kota administrasi jakarta timur"),
    (2, "jakarta utara", "kota administrasi jakarta utara"),
    (2, "kepulauan seribu", "kabupaten administrasi kepulauan seribu"),
)
"""Level, what it was called (or is called on other paper), its name now."""

SPLIT_OFF: dict[str, tuple[str, ...]] = {
    "91": ("93", "94", "95"),
    "92": ("96",),
    "32": ("36",),
    "73": ("76",),
    "64": ("65",),
    "81": ("82",),
    "16": ("19",),
    "71": ("75",),
    "14": ("21",),
}
"""Province -> those that were part of it under its name: Papua before 2022, Jawa Barat before Banten, and so on."""
