"""Words of the trade that say little about which business it is, and how spelling is folded."""

import re
from collections.abc import Iterable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FOLDS = (
    (r"o+e+", "u"),
    (r"t+j+", "c"),
    (r"d*j+", "y"),
    (r"[ck]+h+", "h"),
    (r"d+h+", "d"),
    (r"t+h+", "t"),
    (r"x+", "ks"),
)
"""Old spelling and spellings that sound alike, one after another, on a-z, digits and single spaces: Soekarno, Sukarno; Tjokro,
Cokro; Djoko, Joko; Jogja, Yogya; Achmad, Akhmad, Ahmad; Dharma, Darma. Both `re` and DuckDB (RE2) read these patterns alike."""

RUNS = "|".join(f"{letter}+" for letter in "abcdefghijklmnopqrstuvwxyz") + "|[0-9]| +"
"""A letter said twice is said once: Muhammad, Muhamad."""

GENERIC = _words(
    "warung warunk warong wrg wr war toko tk tko kios kiosk depot kedai gerai lapak outlet stand stan usaha dagang"
    " jualan jual rumah makan rm dapur shop store official umkm ukm ikm pusat cabang cab unit perusahaan the dan and"
)
"""What every second business calls itself."""

LEGAL = _words("ud cv pt pd fa tbk kop koperasi perum firma")
"""Forms of law."""

TITLES = _words("pak bu buk bapak bpk pk ibu ibuk bpa h hj haji hajah hajjah")
"""How people are called, in a business's name. Not `cak` and `mbak`: without them more was missed than found."""

HONORIFICS = TITLES | _words(
    "sdr sdri saudara saudari tn ny nyonya tuan nn nona drs dra dr drg ir prof se sh st spd ssos skom mm msi mpd"
    " amd mas mbak mba mbah mbok mang cak neng bang abang kang teh ustadz ustad ustadzah kh kiai kyai alm almh mr mrs ms om"
    " tante cik koh ko raden rd"
)
"""Before and behind a person's name."""

TRADES = _words(
    "bakso baso bakmi mie mi ayam bebek soto sate nasi goreng bakar lele pecel gado pempek seblak dimsum martabak"
    " gorengan ketoprak rujak es jus kopi coffee cafe kafe warkop angkringan jamu teh susu roti kue bakery cake"
    " donat snack keripik kripik kerupuk tempe tahu catering katering kuliner seafood padang sembako kelontong"
    " minimarket mart grosir agen distributor pulsa seluler cell celular cellular counter konter hp elektronik"
    " komputer fotocopy fotokopi print printing percetakan sablon konveksi penjahit jahit tailor butik boutique"
    " fashion busana hijab jilbab batik tenun songket laundry londri loundry salon barbershop barber pangkas cukur"
    " spa pijat bengkel motor mobil ban oli las cuci variasi sparepart kayu mebel meubel furniture bangunan material"
    " besi kaca aluminium cat apotek apotik optik kosmetik kecantikan buah sayur ikan daging telur beras pupuk tani"
    " ternak bunga florist mainan buku stationery gas galon air isi ulang foto studio kost kos rental travel tour"
    " percetakan kerajinan craft handmade rotan bambu gerabah perak emas sepatu sandal tas resto restoran restaurant bistro"
    " eatery kantin lesehan warteg warmindo burjo giras rawon gudeg bubur lontong batagor siomay cilok cireng geprek penyet"
    " penyetan lalapan nasgor burger kebab pizza steak boba dawet cendol tea milk swalayan toserba supermarket petshop"
)
"""What is sold; kept apart, because lists leave it out or put it in."""

SYNONYMS = {
    "londri": "laundry", "loundry": "laundry", "konter": "counter", "baso": "bakso", "mi": "mie", "kafe": "cafe",
    "katering": "catering", "apotik": "apotek", "meubel": "mebel", "kripik": "keripik", "fotokopi": "fotocopy",
    "cellular": "cell", "celular": "cell", "seluler": "cell", "boutique": "butik", "barbershop": "barber", "tailor": "jahit",
    "penjahit": "jahit", "jilbab": "hijab", "kos": "kost", "coffee": "kopi", "bakery": "roti",
    "restoran": "resto", "restaurant": "resto", "penyetan": "penyet",
}  # fmt: skip

STREET_WORDS = _words(
    "jl jln jalan jalur jaln jlan jn gg gang lorong lr komplek kompleks komp perum perumahan ruko blok blk kav"
    " kavling no nomor nmr nr on dekat depan samping sebelah belakang rt rw dk dukuh lt lantai jend jenderal jendral"
    " letjen mayjen brigjen kol kolonel kapten kapt dr drs prof ir"
)
"""What stands before a street's own name, or tells the way."""

ADMIN = "kel|kelurahan|desa|ds|dusun|dsn|kec|kecamatan|kab|kabupaten|kota|prov|provinsi|kodepos"
"""From here on an address names areas, which are matched elsewhere."""


def fold(word: str) -> str:
    """The rule of `FOLDS` and `RUNS` on plain text, for word lists; SQL does it for rows (a test holds the two together)."""
    for pattern, by in FOLDS:
        word = re.sub(pattern, by, word)
    return "".join(run[0] for run in re.findall(RUNS, word))


def folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({fold(word) for word in words}))


def in_one_spelling(word: str) -> str:
    """A word folded, and in the one spelling of its synonyms."""
    return _MEANT.get(fold(word), fold(word))


_MEANT = {fold(said): fold(meant) for said, meant in SYNONYMS.items()}
