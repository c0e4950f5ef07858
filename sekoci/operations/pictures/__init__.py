"""Pictures of things people sell, drawn by us: `draw("keripik", "42")` is a square JPEG, the same for the same seed."""

import re
from collections.abc import Callable

from sekoci.operations.pictures import crafts, meals, snacks
from sekoci.operations.pictures.scene import Scene

_DRAWINGS: dict[str, tuple[Callable[[Scene], None], str]] = {
    "keripik": (snacks.keripik, "kripik kerupuk krupuk rempeyek peyek snack camilan singkong pisang kacang emping rengginang"),
    "kopi": (snacks.kopi, "robusta arabika teh wedang cokelat coklat"),
    "batik": (crafts.batik, "kemeja blus dress gamis baju kaos daster mukena hijab kerudung jilbab celana"),
    "sambal": (snacks.sambal, "saus bumbu kecap terasi rempah abon"),
    "kue": (snacks.kue, "lapis jajanan klepon onde brownies bolu nastar kastengel cookies dodol wajik permen"),
    "sayur": (meals.sayur, "bayam kangkung sawi wortel tomat cabai bawang kentang jamur selada"),
    "tas": (crafts.tas, "anyaman dompet keranjang topi tikar rotan pandan ransel"),
    "jamu": (snacks.jamu, "kunyit jahe temulawak beras kencur minyak sirup vitamin obat herbal serum"),
    "sate": (meals.sate, "ayam bakar bebek rendang bakso daging sosis"),
    "nasi": (meals.nasi, "tumpeng lontong bubur pecel gudeg liwet lauk katering"),
    "es": (meals.es, "jus dawet cendol minuman susu soda boba"),
    "kain": (crafts.kain, "tenun songket lurik ulos sarung selimut sprei handuk taplak"),
    "sepatu": (crafts.sepatu, "sandal selop kulit sneakers"),
    "kayu": (crafts.kayu, "ukiran mebel kursi meja sendok talenan wayang bambu rak"),
    "madu": (snacks.madu, "propolis gula aren nira selai"),
    "ikan": (meals.ikan, "asin teri lele bandeng cumi udang pindang bawal"),
    "tempe": (snacks.tempe, "tahu oncom kedelai"),
    "telur": (meals.telur, "puyuh bebek asin"),
    "sabun": (crafts.sabun, "sampo lulur lilin parfum deterjen skincare krim masker"),
    "bunga": (meals.bunga, "buket tanaman pot anggrek mawar melati bibit pupuk"),
    "roti": (snacks.roti, "donat pizza martabak burger pastel"),
    "mie": (meals.mie, "bihun kwetiau soto bakmi laksa"),
    "buah": (meals.buah, "jeruk mangga apel salak semangka melon durian alpukat"),
    "gerabah": (crafts.gerabah, "vas guci keramik piring gelas mangkuk teko pot panci"),
    "mainan": (snacks.mainan, "boneka mobil anak puzzle bayi edukasi gitar"),
}
KINDS = tuple(_DRAWINGS)


def draw(kind: str, seed: str) -> bytes:
    """A JPEG of 1200 by 1200 of one of KINDS; colours, places and backdrop follow the seed."""
    scene = Scene(f"{kind}:{seed}")
    _DRAWINGS[kind][0](scene)
    return scene.bytes()


def kind_for(name: str) -> str:
    """The drawing that suits a product of this name: by its first known word, otherwise one that always stays the same."""
    words = re.findall(r"[a-z]+", name.lower())
    for word in words:
        for kind, (_, others) in _DRAWINGS.items():
            if word == kind or word in others.split():
                return kind
    return KINDS[sum(map(ord, name)) % len(KINDS)]
