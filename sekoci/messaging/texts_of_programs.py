"""What officers and owners are told of programmes. Part of `texts`."""

from datetime import timedelta

from sekoci.messaging.template import Template

OF_PROGRAMS = (
    Template(
        "program_week",
        ("week", "program", "what", "url"),
        id="Pekan {week} di {program}: {what} Buka {url} untuk melihat semuanya. Balas STOP kalau tidak mau lagi.",
        en="The week {week} in {program}: {what} Open {url} to see all of it. Reply STOP for no more of it.",
        subject_id="Kabar pekanan program",
        subject_en="Your programme's week",
        useful_for=timedelta(days=2),
        push_id="Pekan {week} di {program}",
        push_en="The week {week} in {program}",
    ),
    Template(
        "program_chosen",
        ("shop", "program", "url"),
        id="Selamat, {shop} terpilih ikut {program}. Buka {url} untuk melihat bantuan dan langkah berikutnya.",
        en="Good news: {shop} was chosen for {program}. Open {url} to see the help and the next step.",
        subject_id="Usaha Anda terpilih",
        subject_en="Your business was chosen",
        useful_for=timedelta(days=3),
        push_id="{shop} terpilih ikut {program}",
        push_en="{shop} was chosen for {program}",
    ),
    Template(
        "program_listed",
        ("shop", "program", "url"),
        id="Petugas memasukkan {shop} ke {program}. Buka {url} untuk membaca isinya, lalu setuju atau mundur.",
        en="An officer took {shop} into {program}. Open {url} to read what it is, then agree or leave.",
        subject_id="Program untuk usaha Anda",
        subject_en="A programme for your business",
        useful_for=timedelta(days=3),
        push_id="{shop} dimasukkan ke {program}",
        push_en="{shop} was taken into {program}",
    ),
    Template(
        "program_waiting",
        ("shop", "program", "url"),
        id="Usaha {shop} masuk daftar tunggu {program}. Kalau ada tempat, Anda dikabari. Buka {url} untuk melihatnya.",
        en="Your business {shop} is on the waiting list of {program}. You will hear when there is room. Open {url} to see it.",
        subject_id="Daftar tunggu program",
        subject_en="A programme's waiting list",
        useful_for=timedelta(days=3),
        push_id="{shop} masuk daftar tunggu {program}",
        push_en="{shop} is on the waiting list of {program}",
    ),
    Template(
        "program_moved_up",
        ("shop", "program", "url"),
        id="Ada tempat! {shop} maju dari daftar tunggu dan sekarang ikut {program}. Buka {url} untuk melihat bantuannya.",
        en="There is room! {shop} moved up from the waiting list and is in {program} now. Open {url} to see its help.",
        subject_id="Usaha Anda dapat tempat",
        subject_en="Your business got a place",
        useful_for=timedelta(days=3),
        push_id="{shop} dapat tempat di {program}",
        push_en="{shop} got a place in {program}",
    ),
    Template(
        "program_refused",
        ("shop", "program", "url"),
        id="Kali ini {shop} belum terpilih di {program}. Buka {url} untuk membaca alasannya dan melihat program lain.",
        en="This time {shop} was not chosen for {program}. Open {url} to read why and to see other programmes.",
        subject_id="Hasil pendaftaran program",
        subject_en="Your application to a programme",
        useful_for=timedelta(days=3),
        push_id="{shop} belum terpilih di {program}",
        push_en="{shop} was not chosen for {program}",
    ),
)
