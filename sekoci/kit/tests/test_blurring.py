"""Names in place of running numbers: the same for ever, and nobody else's."""

from sekoci.kit.blurring import name_of, shifts


def test_names_and_secret_numbers_stay_when_the_key_changes(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "old", []
    before = name_of("outlet 1 7"), shifts("area 33", 4, below=5)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", ["old"]
    assert (name_of("outlet 1 7"), shifts("area 33", 4, below=5)) == before
    settings.SECRET_KEY_FALLBACKS = []
    assert name_of("outlet 1 7") != before[0]


def test_names_differ_by_what_they_are_about():
    names = [name_of(f"outlet {organisation} {number}") for organisation in range(3) for number in range(300)]
    assert len({*names}) == len(names)
