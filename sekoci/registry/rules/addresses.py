"""A shop's address on the web."""

from collections.abc import Iterator

from sekoci.kit.text import slug_of

_OURS = """
admin agregator akademi akun aman angka api app arti assets atur bahasa bantuan beranda blog buka cari dapat daftar data dev
docs dokumen en favicon favicon-ico fleet help healthz hub id jual kabar kasir kelola keluar keranjang kirim komponen
kontak kursus kota log login logout m manifest masuk media mutiara nomor offline pahlawan pasar pembeli pesan pesanan peta petugas
manifest-webmanifest privasi produk program qr qris robots robots-txt s saya sekoci service-worker sitemap
sitemap-wilayah-xml sitemap-xml staf static survei sw sw-js syarat tentang
test toko uang undangan usaha verifikasi webhook webhooks well-known wilayah www
"""
RESERVED = frozenset(_OURS.split())
"""First parts of our own addresses, now and in plans: no shop may stand there."""

SLUG_MOST = 40


def slug_candidates(name: str, *, number: int) -> Iterator[str]:
    """Addresses for a shop of this name, best first: `keripik-bu-sri`, `keripik-bu-sri-2` to `-9`, then with the business's own
    number, which nobody else has. Never a reserved one."""
    plain = slug_of(name, most=SLUG_MOST)
    if len(plain) < 3:
        plain = f"toko-{plain}".strip("-")
    if plain not in RESERVED:
        yield plain
    for suffix in (*(f"-{count}" for count in range(2, 10)), f"-{number}", f"-{number}-2"):
        yield plain[: SLUG_MOST - len(suffix)].strip("-") + suffix


def is_slug(text: str) -> bool:
    """Whether an owner may ask for this address: two to forty small letters, digits and single hyphens; not one of ours."""
    return 2 <= len(text) <= SLUG_MOST and slug_of(text, most=SLUG_MOST) == text and text not in RESERVED
