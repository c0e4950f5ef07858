"""What a page's address asks for by name, and how it is said that there is no such thing."""

from sekoci.kit.errors import NotKnown

WHAT = {
    "wilayah": ("Wilayah", "Area"),
    "area": ("Wilayah", "Area"),
    "bulan": ("Bulan", "Month"),
    "ukuran": ("Ukuran", "Measure"),
    "dengan": ("Pembanding", "Comparison"),
    "peta": ("Peta tahun", "Map of the year"),
    "angkatan": ("Angkatan", "Cohort"),
    "tahap": ("Tahap", "Stage"),
    "keadaan": ("Keadaan", "State"),
    "bantuan": ("Bantuan", "Help"),
    "diberi": ("Keadaan bantuan", "State of help"),
    "dari": ("Organisasi", "Organisation"),
    "pekan": ("Pekan", "Week"),
    "ikut": ("Bulan ikut", "Month of joining"),
    "ajakan": ("Kode ajakan", "Code"),
    "menurut": ("Kelompok", "Group"),
    "daftar": ("Daftar", "List"),
    "toko": ("Pilihan toko", "Choice of shops"),
    "yang": ("Pilihan usaha", "Choice of businesses"),
    "sampai": ("Tingkat wilayah", "Level of areas"),
}
"""A parameter -> what it names, in Indonesian and English."""


def not_known(field: str, said: str) -> NotKnown:
    """Nothing silently instead of what was asked for: `raise not_known("wilayah", "99.99")`."""
    what_id, what_en = WHAT[field]
    return NotKnown(field=field, said=said, what_id=what_id, what_en=what_en)


def whole_number(text: str, otherwise: int = 0) -> int:
    """A whole number out of a request, `otherwise` where the text is none or too long for a column of the database."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else otherwise
