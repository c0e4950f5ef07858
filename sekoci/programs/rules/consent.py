"""What an owner agrees to who takes part in a programme."""

VERSION = "1"
WORDING = {
    "id": (
        "Saya ikut program {program}. {carriers} boleh melihat nama usaha, wilayah, nomor HP, dan tahap jualan usaha saya,"
        " untuk membantu dan menghitung hasil program. Isi pesanan, uang, dan pembeli saya tidak mereka lihat."
        " Saya bisa mundur kapan saja."
    ),
    "en": (
        "I take part in the programme {program}. {carriers} may see my business's name, area, phone number and how far its sales"
        " have come, to help and to count results. They do not see my orders, money or buyers. I can withdraw at any time."
    ),
}


def wording(program: str, carriers: list[str], language: str) -> str:
    """The sentence that is shown, agreed to and kept."""
    return WORDING["en" if language.startswith("en") else "id"].format(program=program, carriers=", ".join(carriers))
