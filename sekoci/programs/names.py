"""What our codes are called on screen."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sekoci.indicators.pages import AIM_NAMES
from sekoci.programs.rules import OF_AREA, Outlook, TargetLine, in_one_scale

RANK, UP = re.compile(r"rank:(\d+):(\d+):(-?\d+)"), re.compile(r"up:(places|[0-9a-f-]{36})")
"""Reasons of ours (`rules.reasons`); what somebody wrote that begins alike is left as it is."""
STAGES = {
    "contacted": _("Sudah dihubungi"),
    "onboarded": _("Punya toko daring"),
    "trained": _("Sudah dilatih"),
    "listed": _("Ada produk di toko"),
    "first_order": _("Pesanan daring pertama"),
    "regular": _("Rutin laku"),
    "several": _("Jualan di beberapa tempat"),
    "exporting": _("Ekspor"),
}
STAGE_MEANINGS = {
    "contacted": _("Pemilik setuju ikut, atau sudah dikunjungi."),
    "onboarded": _("Tokonya tampil di Sekoci atau di daftar mitra."),
    "trained": _("Pelatihan tercatat, atau disebut daftar mitra."),
    "listed": _("Paling sedikit satu produk bisa dibeli."),
    "first_order": _("Barang pesanan daring pertama sudah diserahkan."),
    "regular": _("Ada pesanan daring di 4 dari 8 minggu terakhir."),
    "several": _("Laku lewat dua jalan atau lebih dalam 90 hari, atau ada di dua tempat menurut daftar mitra."),
    "exporting": _("Menurut daftar mitra atau petugas."),
}
AIMS: Mapping[str, Any] = STAGES | {OF_AREA + figure: name for figure, name in AIM_NAMES.items()}
"""What a target can be set for (`rules.aim_of`)."""
SOURCES = {"here": _("dari Sekoci"), "list": _("dari daftar mitra"), "hand": _("kata petugas")}
STATES = {
    "applied": _("Mendaftar"),
    "waiting": _("Daftar tunggu"),
    "chosen": _("Peserta"),
    "refused": _("Belum terpilih"),
    "withdrawn": _("Mundur"),
}
PROGRAM_STATES = {"draft": _("Rancangan"), "open": _("Berjalan"), "closed": _("Ditutup")}
PROGRAM_CHIPS = {"draft": "waiting", "open": "accepted", "closed": "expired"}
WAYS = {"owner": _("Pemilik mendaftar"), "list": _("Dari daftar usaha"), "hand": _("Ditambah petugas")}
SUPPORT = {
    "visit": _("Kunjungan"),
    "training": _("Pelatihan"),
    "voucher": _("Voucher"),
    "device": _("Alat"),
    "photos": _("Foto produk"),
    "loan": _("Rujukan pinjaman"),
}
SUPPORT_STATES = {"planned": _("Direncanakan"), "given": _("Diberikan"), "cancelled": _("Dibatalkan")}
POINTS = {
    "not_digital": _("belum berjualan daring"),
    "woman": _("pemilik perempuan"),
    "micro": _("usaha mikro"),
    "reachable": _("nomor HP diketahui"),
    "referred": _("diajak seseorang"),
}
HOW_TO_GAIN = {
    "reachable": _("Tulis nomor HP di data usaha sebelum mendaftar."),
    "micro": _("Pastikan penjualan setahun di data usaha sudah benar sebelum mendaftar."),
    "referred": _("Pakai kode dari orang yang mengajak Anda saat mendaftar."),
}
"""What an owner can do for points that a business has not."""
TEMPLATES = {
    "city": (_("Bangkitkan kota"), _("Usaha mikro dan kecil di satu kota, sampai rutin laku.")),
    "province": (_("Bawa provinsi ke daring"), _("Usaha yang belum daring, sampai pesanan pertama.")),
    "national": (_("Target nasional"), _("Semua usaha, dihitung sekali, di seluruh Indonesia.")),
}
TEMPLATE_WORDS = {
    "city": (
        _("Membantu usaha mikro dan kecil di kota ini bangkit lagi: punya toko daring, dilatih, lalu rutin laku."),
        _("Buka toko di Sekoci, lalu daftar di Program untuk Anda. Belum punya HP pintar? Datang ke kantor dinas."),
    ),
    "province": (
        _("Membawa usaha yang belum berjualan daring sampai mendapat pesanan pertamanya."),
        _("Buka toko di Sekoci, lalu daftar di Program untuk Anda. Petugas kabupaten dan kota membantu membukanya."),
    ),
    "national": (
        _("Menghitung usaha yang sudah daring di seluruh Indonesia, masing-masing sekali, dan membantu yang belum."),
        _("Buka toko di Sekoci, lalu daftar di Program untuk Anda."),
    ),
}
"""What a template says of a programme, and of how to join."""
GRADES = {
    "": _("Sudah atau belum daring"),
    "no": _("Belum daring"),
    "yes": _("Sudah daring"),
    "unsold": _("Sudah daring, belum pernah laku"),
    "sold": _("Sudah laku daring"),
}
HOWS = {"page": _("di halaman ini"), "paper": _("di atas kertas"), "spoken": _("dengan lisan")}
SCALES = {"million": _("juta"), "thousand": _("ribu"), "": ""}


def pace_of(line: TargetLine) -> str:
    """The sentence of a target: where it will be on its day at the pace of late."""
    outlook = line.outlook
    if outlook is None:
        if line.is_hidden:
            return gettext("Angkanya tidak ditampilkan: bisa membuka satu usaha, atau hanya untuk petugas wilayah itu.")
        return gettext("Angka wilayah itu belum dihitung.")
    if outlook.state == "reached":
        return gettext("Target tercapai.")
    if outlook.pace == "over":
        return gettext("Programnya sudah selesai sebelum target tercapai.")
    if outlook.state == "missed":
        return gettext("Waktunya habis sebelum target tercapai.")
    if outlook.pace != "told":
        return _no_pace(outlook, is_of_area=line.is_of_area)
    if outlook.reached_on:
        return gettext("Dengan laju ini tercapai sekitar %(month)s.") % {"month": date_format(outlook.reached_on, "F Y")}
    value, of, scale = in_one_scale(outlook.projected, outlook.wanted)
    facts = {"value": value, "of": f"{of} {SCALES[scale]}".strip(), "month": _month(outlook)}
    if outlook.is_stopped:
        facts |= {"most": number_format(outlook.projected, force_grouping=True)}
        return gettext("Dengan laju ini %(value)s dari %(of)s pada %(month)s: paling banyak %(most)s usaha yang ikut.") % facts
    return gettext("Dengan laju ini: %(value)s dari %(of)s pada %(month)s.") % facts


def _no_pace(outlook: Outlook, *, is_of_area: bool) -> str:
    """Why no pace is told."""
    if outlook.pace == "before":
        return gettext("Programnya belum mulai: lajunya belum bisa dihitung.")
    if outlook.pace == "at_once":
        return gettext("Hampir semuanya datang sekaligus: itu bukan laju yang bisa diteruskan.")
    if is_of_area:
        return gettext("Angka wilayah baru ada %(days)s hari: lajunya belum bisa dihitung.") % {"days": outlook.days}
    return gettext("Programnya baru %(days)s hari: lajunya belum bisa dihitung.") % {"days": outlook.days}


def reason_of(text: str) -> str:
    """A decision's reason: what somebody wrote, or our own code for it in words."""
    if found := RANK.fullmatch(text):
        place, of, score = found.groups()
        return gettext("Nilai %(score)s, urutan %(place)s dari %(of)s.") % {"score": score, "place": place, "of": of}
    if UP.fullmatch(text):
        return gettext("Ada tempat kosong: maju dari daftar tunggu.")
    ours = {
        "list": gettext("Cocok dengan syarat program."),
        "hand": gettext("Ditambah petugas."),
        "merged": gettext("Digabung dengan usaha yang sama."),
    }
    return ours.get(text, text)


def _month(outlook: Outlook) -> str:
    return date_format(outlook.by_day, "F Y")
