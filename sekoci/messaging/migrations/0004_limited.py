from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0003_by_age"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="status",
            field=models.CharField(
                choices=[
                    ("waiting", "Menunggu"),
                    ("sent", "Terkirim"),
                    ("delivered", "Sampai"),
                    ("read", "Dibaca"),
                    ("failed", "Gagal"),
                    ("expired", "Terlambat"),
                    ("stopped", "Diminta berhenti"),
                    ("unclear", "Belum pasti"),
                    ("limited", "Terlalu banyak"),
                ],
                default="waiting",
                max_length=9,
            ),
        ),
    ]
