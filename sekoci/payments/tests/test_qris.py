"""QRIS codes: read leniently, written strictly, with witnesses that are not us."""

import json
import os
from pathlib import Path

import konthaina_khqr
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from sekoci.kit.errors import Invalid
from sekoci.payments.rules import (
    AmountNotPayable,
    BadField,
    BadQris,
    CutOff,
    Merchant,
    MissingField,
    NoAccount,
    NotACode,
    NotQris,
    NotStatic,
    TooLong,
    Twice,
    WrongChecksum,
    check_sticker,
    decode_qris,
    issue_qris,
    make_dynamic,
    payment_id_of,
    reference_of,
)
from sekoci.payments.rules.tags import checksum, write_tag
from sekoci.payments.tests.people import STICKER

DYNAMIC = (
    "00020101021226670018ID.CO.EXAMPLE2.WWW01159360001404567890215MIDCONTOH1234560303UMI51370014ID.CO.QRIS.WWW"
    "0215ID10191234567815204123453033605405250005802ID5914NamaMerchantC16009NamaKota16110123456789062070703K1963045BF1"
)
CAMBODIA = (
    "00020101021252044131153137210116372101160123456789ABCDE6016Banteay Meanchey5913Kuntheas Shop5802KH"
    "540510.005303840621201081234567863041FF2"
)
BEIJING = (
    "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT"
    "6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME"
    "91320016A0112233449988770708123456786304A13A"
)
MERCHANT = Merchant(
    "ID.CO.EXAMPLE.WWW", "936000000000000017", "MID1", "UMI", "ID0000000000017", "5499", "WARUNG UJI", "SURAKARTA", "57141"
)


def code(**changes: str | None) -> str:
    """A code of the fictional warung, some top-level parts changed (`t53="840"`) or left out (None), its checksum right."""
    parts = {tag.id: tag.value for tag in decode_qris(issue_qris(MERCHANT)).tags}
    parts.update({name[1:]: value for name, value in changes.items()})
    return closed("".join(write_tag(tag, value) for tag, value in parts.items() if value is not None))


def closed(body: str) -> str:
    return body + "6304" + checksum(body + "6304")


def test_the_checksum_is_the_one_of_the_standard():
    assert checksum("123456789") == "29B1"


class TestReading:
    def test_an_owners_static_sticker(self):
        sticker = decode_qris(STICKER)
        assert (sticker.merchant_name, sticker.city, sticker.nmid) == ("NamaMerchantC1", "NamaKota1", "ID1019123456781")
        assert (sticker.is_static, sticker.is_qris, sticker.amount, sticker.accounts[0].criteria) == (True, True, None, "UMI")
        assert sticker.as_json()["payload"] == STICKER
        json.dumps(sticker.as_json())

    def test_parts_in_any_order(self):
        abroad = decode_qris(CAMBODIA)
        assert (abroad.merchant_name, abroad.amount, abroad.is_qris) == ("Kuntheas Shop", "10.00", False)
        turned = "000201" + "".join(tag.raw for tag in reversed(decode_qris(STICKER).tags) if tag.id != "00")
        assert decode_qris(closed(turned)).merchant_name == "NamaMerchantC1"

    def test_letters_beyond_ascii_whether_lengths_count_letters_or_bytes(self):
        assert {tag.id: tag.value for tag in decode_qris(BEIJING).tags}["64"].endswith("北京")
        by_letters = code(t59="Kopi Café é")
        assert decode_qris(by_letters).merchant_name == "Kopi Café é"
        value = "Kopi Café é"
        by_bytes = "".join(
            f"59{len(value.encode()):02}{value}" if tag.id == "59" else tag.raw for tag in decode_qris(by_letters).tags
        )
        assert decode_qris(closed(by_bytes)).merchant_name == value

    def test_names_longer_than_the_book_allows_with_a_remark(self):
        long = decode_qris(code(t59="W" * 44, t60="KOTA YANG SANGAT PANJANG", t61=None))
        assert len(long.merchant_name) == 44
        assert len(long.remarks()) == 3

    def test_what_was_pasted_with_line_breaks_blanks_and_small_letters_at_the_end(self):
        pasted = f"\ufeff  {STICKER[:60]}\n{STICKER[60:-4]}{STICKER[-4:].lower()}\t\n"
        assert decode_qris(pasted).payload == STICKER

    @pytest.mark.parametrize(
        ("text", "refusal"),
        [
            ("", NotACode),
            ("https://wa.me/628123", NotACode),
            ("LUNAS", NotACode),
            ("000201\ud800", CutOff),
            (STICKER[:-1] + "F", WrongChecksum),
            (STICKER.replace("NamaMerchantC1", "NamaMerchantC2"), WrongChecksum),
            (STICKER[:-4] + "ZZZZ", WrongChecksum),
            (STICKER[:-8], CutOff),
            (STICKER[:100], CutOff),
            (STICKER[:-1], CutOff),
            (STICKER + "00", CutOff),
            ("000201", CutOff),
            ("0002010", CutOff),
            ("000201\u0662\u0663xx", CutOff),
            ("000201" + "9" * 600, TooLong),
            (code(t52="111"), BadField),
            (code(t52="12A4"), BadField),
            (code(t53="36"), BadField),
            (code(t01="13"), BadField),
            (code(t00="02"), BadField),
            (code(t58="62"), BadField),
            (code(t54="0"), BadField),
            (code(t54="-5"), BadField),
            (code(t54="1e309"), BadField),
            (code(t54="12345678901234"), BadField),
            (code(t54="\u0662\u0665"), BadField),
            (code(t59=None), MissingField),
            (code(t59=" "), MissingField),
            (code(t60=None), MissingField),
            (code(t53=None), MissingField),
            (code(t26=None, t51=None), NoAccount),
            (closed(STICKER[:-8] + "5915NamaMerchantC12"), Twice),
        ],
    )
    def test_says_what_is_wrong_with_a_code_that_cannot_be_used(self, text, refusal):
        with pytest.raises(refusal) as refused:
            decode_qris(text)
        assert refused.value.status == 422
        for language in ("id", "en"):
            assert "{" not in refused.value.sentence(language)

    @given(st.text(max_size=120) | st.text(max_size=100).map(lambda tail: "000201" + tail))
    def test_any_text_is_read_or_refused_never_a_crash(self, text):
        with pytest.raises(BadQris):
            decode_qris(text)

    @given(st.integers(0, len(STICKER) - 1), st.characters(min_codepoint=33, max_codepoint=126))
    def test_one_changed_letter_never_passes_for_the_code(self, place, letter):
        changed = STICKER[:place] + letter + STICKER[place + 1 :]
        if changed.upper() == STICKER.upper() and changed[:-4] == STICKER[:-4]:
            return
        with pytest.raises(BadQris):
            decode_qris(changed)


class TestStaticToDynamic:
    def test_is_letter_by_letter_what_the_reference_says(self):
        assert make_dynamic(STICKER, 25_000) == DYNAMIC
        assert make_dynamic(STICKER, "Rp 25.000") == DYNAMIC

    def test_old_amounts_and_tips_go_every_other_part_stays_where_it_stood(self):
        tagged = code(t54="500", t55="02", t56="100", t62="0703A01", t81="XYZ")
        dynamic = decode_qris(make_dynamic(tagged, 7))
        assert [tag.id for tag in dynamic.tags] == ["00", "01", "26", "51", "52", "53", "54", "58", "59", "60", "61", "62", "81"]
        assert (dynamic.amount, dynamic.tip, dynamic.initiation) == ("7", "", "12")

    def test_a_sticker_that_does_not_say_static_is_taken_for_one_without_an_amount(self):
        dynamic = decode_qris(make_dynamic(code(t01=None), 9))
        assert [tag.id for tag in dynamic.tags][:2] == ["00", "01"]

    @pytest.mark.parametrize(
        ("text", "refusal"),
        [
            (DYNAMIC, NotStatic),
            (code(t01=None, t54="5"), NotStatic),
            (CAMBODIA, NotQris),
            (BEIJING, NotQris),
            (code(t53="840"), NotQris),
            (code(t58="MY"), NotQris),
            (STICKER[:-1] + "F", WrongChecksum),
            (code(t59="W" * 99, t80="W" * 99, t81="W" * 99, t82="W" * 84), TooLong),
        ],
    )
    def test_refuses_what_is_no_sticker_of_an_owner(self, text, refusal):
        with pytest.raises(refusal):
            make_dynamic(text, 25_000)

    @pytest.mark.parametrize("amount", [0, -1, 10**13])
    def test_refuses_an_amount_that_cannot_be_paid(self, amount):
        with pytest.raises(AmountNotPayable):
            make_dynamic(STICKER, amount)
        with pytest.raises(AmountNotPayable):
            issue_qris(MERCHANT, amount=amount)

    @pytest.mark.parametrize("amount", ["-5", "1e309", "abc", "", "٢٥"])
    def test_refuses_an_amount_nobody_can_read(self, amount):
        with pytest.raises(Invalid):
            make_dynamic(STICKER, amount)

    @given(st.integers(1, 10**13 - 1))
    def test_every_amount_comes_back_and_an_independent_reader_agrees(self, amount):
        dynamic = make_dynamic(STICKER, amount)
        assert decode_qris(dynamic).amount == str(amount)
        assert konthaina_khqr.verify(dynamic)


NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=25).filter(str.strip)


class TestWriting:
    @given(NAMES, st.integers(1, 10**13 - 1) | st.none(), st.from_regex(r"\A[A-Z0-9]{0,25}\Z"))
    def test_what_is_written_is_read_back_and_an_independent_reader_agrees(self, name, amount, reference):
        merchant = Merchant(**{**vars(MERCHANT), "name": name})
        payload = issue_qris(merchant, amount=amount, reference=reference)
        read = decode_qris(payload)
        assert read.is_qris
        assert (read.merchant_name, read.amount, read.reference) == (name, str(amount) if amount else None, reference)
        assert (read.is_static, read.nmid, read.remarks()) == (amount is None, MERCHANT.nmid, [])
        assert konthaina_khqr.verify(payload)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"mcc": "111"},
            {"name": "W" * 26},
            {"name": "Café"},
            {"city": "K" * 16},
            {"nmid": "ID1"},
            {"pan": "9"},
            {"criteria": "XXX"},
        ],
    )
    def test_never_writes_what_breaks_the_book(self, wrong):
        with pytest.raises(ValueError, match="cannot stand in a QRIS"):
            issue_qris(Merchant(**{**vars(MERCHANT), **wrong}))
        with pytest.raises(ValueError, match="No such reference"):
            issue_qris(MERCHANT, reference="A" * 26)

    @given(st.uuids())
    def test_a_reference_spells_one_payment_and_fits_the_code(self, payment_id):
        reference = reference_of(payment_id)
        assert payment_id_of(reference) == payment_id
        issue_qris(MERCHANT, amount=1, reference=reference)

    @given(st.text(max_size=30))
    def test_any_other_text_is_no_reference(self, text):
        found = payment_id_of(text)
        assert found is None or reference_of(found) == text


SHARED = Path(os.environ.get("SEKOCI_SHARED") or Path(__file__).resolve().parents[4] / "shared")


def test_the_vectors_of_the_reference_hold():
    found = SHARED / "reference" / "connectors" / "vectors.json"
    if not found.exists():
        pytest.skip(f"no reference vectors beside the checkout ({found})")
    vectors = [each for each in json.loads(found.read_text()) if each["name"].startswith("qris ")]
    assert len(vectors) >= 4
    for vector in vectors:
        read = decode_qris(vector["payload"])
        assert read.as_json()["crc"] == vector["expected"]
        assert read.payload == vector["payload"]


def test_a_code_drawn_and_photographed_is_the_same_code():
    import io

    import segno
    from PIL import Image

    drawn = io.BytesIO()
    segno.make(DYNAMIC, error="m").save(drawn, kind="png", scale=4)
    [read] = zxingcpp.read_barcodes(Image.open(drawn))
    assert read.text == DYNAMIC
    assert not check_sticker(STICKER).amount
