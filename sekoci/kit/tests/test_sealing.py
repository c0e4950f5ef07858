"""What is sealed is read by nobody else, nowhere else, and still by us after the key has changed."""

import pytest

from sekoci.kit.sealing import CannotUnseal, is_stale, seal, unseal


def test_a_sealed_text_comes_back_for_what_it_is_about_and_for_nothing_else():
    sealed = seal("whsec_rahasia", about="target:1")
    assert "rahasia" not in sealed
    assert seal("whsec_rahasia", about="target:1") != sealed
    assert unseal(sealed, about="target:1") == "whsec_rahasia"
    for wrong, about in (
        (sealed, "target:2"),
        (sealed[:-6] + "AAAAA=", "target:1"),
        ("whsec_rahasia", "target:1"),
        ("s1.x", "t"),
    ):
        with pytest.raises(CannotUnseal):
            unseal(wrong, about=about)


def test_a_sealed_text_outlives_the_key_it_was_sealed_with(settings):
    before = settings.SECRET_KEY
    sealed = seal("3372012345678901", about="nik")
    assert not is_stale(sealed, about="nik")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [before]
    assert is_stale(sealed, about="nik")
    assert unseal(sealed, about="nik") == "3372012345678901"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(CannotUnseal):
        unseal(sealed, about="nik")
