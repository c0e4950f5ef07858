"""What staff may do about a row of some module: each is a verb of that module, with a reason where it hurts somebody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sekoci.accounts.actions import end_sessions, restore_person, stop_number_as_staff, suspend_person
from sekoci.kit.clock import now
from sekoci.market.actions import reindex_shop
from sekoci.messaging.actions import resend_message
from sekoci.payments.actions import tick_off_notice
from sekoci.registry.actions import (
    end_key_as_staff,
    end_keys_as_staff,
    release_shop,
    vouch_as_staff,
    withdraw_as_staff,
    withhold_shop,
)
from sekoci.webhooks.actions import switch_off_as_staff

Text = str | Promise


@dataclass(frozen=True)
class Verb:
    """`table` is what it is done to; `fits` whether it makes sense for this row; `do` answers False where it was so already."""

    table: str
    says: Text
    warns: Text
    done: Text
    do: Callable[..., bool]
    fits: Callable[[Any], bool]
    wants_reason: bool = True
    hurts: bool = False

    def key_of(self, text: str) -> int | UUID | None:
        """The row's key as its address says it; None for what cannot be one."""
        if self.table in ("accounts.person", "registry.business"):
            return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
        try:
            return UUID(text)
        except ValueError:
            return None


VERBS: Mapping[str, Verb] = {
    "tangguhkan": Verb(
        "accounts.person",
        _("Tangguhkan"),
        _("Orang ini keluar dari semua perangkat dan tidak bisa masuk. Ia membaca alasannya. Tokonya tetap berjalan."),
        _("Akun ditangguhkan."),
        suspend_person,
        lambda row: row.suspended_at is None and not row.is_staff and row.phone,
        hurts=True,
    ),
    "pulihkan": Verb(
        "accounts.person",
        _("Pulihkan"),
        _("Orang ini bisa masuk lagi, dan diberi tahu."),
        _("Akun dibuka lagi."),
        restore_person,
        lambda row: row.suspended_at is not None,
    ),
    "keluarkan": Verb(
        "accounts.person",
        _("Keluarkan dari semua perangkat"),
        _("Semua perangkatnya keluar sekarang. Ia bisa masuk lagi dengan kode."),
        _("Semua perangkat sudah keluar."),
        end_sessions,
        lambda row: row.phone,
    ),
    "jamin-nomor": Verb(
        "accounts.phonechange",
        _("Jamin nomor baru"),
        _("Penipu bisa meniru. Tulis cara Anda memastikan orangnya; ia membacanya. Nomor pindah setelah 24 jam."),
        _("Sudah dijamin. Nomor pindah setelah 24 jam, kecuali nomor lama membatalkan."),
        vouch_as_staff,
        lambda row: row.person_id and row.ended_at is None and row.vouched_at is None and row.good_until > now(),
    ),
    "batalkan-nomor": Verb(
        "accounts.phonechange",
        _("Batalkan nomor baru"),
        _("Nomor tidak jadi pindah. Orangnya bisa minta lagi."),
        _("Permintaan dibatalkan."),
        stop_number_as_staff,
        lambda row: row.person_id and row.ended_at is None,
        hurts=True,
    ),
    "sembunyikan": Verb(
        "registry.business",
        _("Sembunyikan toko"),
        _("Pembeli tidak melihat toko ini, dan pemilik tidak bisa menampilkannya. Pemilik membaca alasannya."),
        _("Toko disembunyikan."),
        withhold_shop,
        lambda row: row.withheld_at is None and row.closed_at is None,
        hurts=True,
    ),
    "tampilkan": Verb(
        "registry.business",
        _("Tampilkan lagi"),
        _("Toko ini tampil lagi bila sebelumnya tampil. Pemilik diberi tahu."),
        _("Toko boleh tampil lagi."),
        release_shop,
        lambda row: row.withheld_at is not None,
    ),
    "akhiri-kunci-toko": Verb(
        "registry.business",
        _("Akhiri semua kunci API"),
        _("Program yang memakai kunci toko ini berhenti sekarang. Pemilik membaca alasannya dan bisa membuat kunci baru."),
        _("Semua kunci API diakhiri."),
        end_keys_as_staff,
        lambda row: row.closed_at is None,
        hurts=True,
    ),
    "akhiri-kunci": Verb(
        "registry.apikey",
        _("Akhiri kunci API"),
        _("Program yang memakai kunci ini berhenti sekarang. Pemilik membaca alasannya."),
        _("Kunci API diakhiri."),
        end_key_as_staff,
        lambda row: row.revoked_at is None,
        hurts=True,
    ),
    "matikan-sambungan": Verb(
        "registry.business",
        _("Matikan sambungan"),
        _("Sistem lain tidak dikabari lagi tentang toko ini. Pemilik membaca alasannya dan bisa menyalakan lagi."),
        _("Semua sambungan dimatikan."),
        switch_off_as_staff,
        lambda row: row.closed_at is None,
        hurts=True,
    ),
    "susun-pencarian": Verb(
        "registry.business",
        _("Susun ulang pencarian"),
        _("Toko dan barangnya dicatat lagi untuk pencarian. Pembeli tidak terganggu."),
        _("Pencarian toko ini sudah disusun ulang."),
        reindex_shop,
        lambda row: row.closed_at is None,
        wants_reason=False,
    ),
    "tarik-undangan": Verb(
        "registry.invitation",
        _("Tarik undangan"),
        _("Undangan ini tidak bisa diterima lagi. Pemilik bisa mengundang lagi."),
        _("Undangan ditarik."),
        withdraw_as_staff,
        lambda row: row.ended_at is None,
        hurts=True,
    ),
    "kirim-lagi": Verb(
        "messaging.message",
        _("Kirim lagi"),
        _("Pesan ini dikirim sekali lagi ke nomor yang sama."),
        _("Pesan dikirim lagi."),
        resend_message,
        lambda row: row.status in ("failed", "expired", "limited"),
        wants_reason=False,
    ),
    "selesai-diperiksa": Verb(
        "payments.notice",
        _("Tandai selesai"),
        _("Kabar ini sudah diurus dengan penyedia. Uang tidak dicatat."),
        _("Kabar ditandai selesai."),
        tick_off_notice,
        lambda row: row.business_id is None and row.reviewed_at is None,
        wants_reason=False,
    ),
}
