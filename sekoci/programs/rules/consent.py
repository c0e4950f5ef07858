"""What an owner agrees to who takes part in a programme."""

VERSION = "3"
WORDING = {
    "id": (
        "Saya ikut program {program}. {carriers} boleh melihat nama usaha, wilayah, nomor HP, dan tahap jualan usaha saya,"
        " untuk membantu dan menghitung hasil program. Isi pesanan, uang, dan pembeli saya tidak mereka lihat."
        " Saya bisa mundur kapan saja."
    ),
    "en": (
        "I take part in the programme {program}. {carriers} may see my business's name, area, phone number and how far its sales"
        " have come, to help and to count results. They do not see what is in my orders, my money or my buyers. I can withdraw at"
        " any time."
    ),
}
REFERRED = {
    "id": " Saya diajak oleh {by}. Penyelenggara boleh tahu itu. Pengajak hanya tahu berapa usaha yang ikut lewat ajakannya.",
    "en": " {by} told me of it. The organisers may know that. Whoever told me knows only how many businesses joined that way.",
}
HOWS = ("page", "paper", "spoken")
"""Where an owner agreed: on the page, on a paper that was signed, or in words after an officer read it out."""


def wording(program: str, carriers: list[str], language: str, *, by: str = "") -> str:
    """The sentence that is shown, agreed to and kept; `by`: who told the owner of the programme."""
    spoken = "en" if language.startswith("en") else "id"
    said = WORDING[spoken].format(program=program, carriers=", ".join(carriers))
    return said + (REFERRED[spoken].format(by=by) if by else "")
