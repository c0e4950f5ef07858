import django.db.models.deletion
from django.db import migrations, models

import sekoci.kit.clock
import sekoci.kit.ids
from sekoci.kit.walls import append_only, audited

WATCHED = "state,title,noticed_at,began_at,data,whose,people,cause,done,advice,contact,reported_at,reported_to,closed_at"


def key() -> tuple[str, models.UUIDField]:
    return ("id", models.UUIDField(default=sekoci.kit.ids.new_id, primary_key=True, serialize=False))


def of_breach() -> tuple[str, models.ForeignKey]:
    return ("breach", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="breaches.breach"))


class Migration(migrations.Migration):
    initial = True
    dependencies = [("kit", "0004_changes")]
    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                key(),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("reported", "Reported"), ("closed", "Closed")], default="open", max_length=8
                    ),
                ),
                ("title", models.CharField(max_length=100)),
                ("noticed_at", models.DateTimeField()),
                ("began_at", models.DateTimeField(null=True)),
                ("data", models.CharField(blank=True, max_length=160)),
                ("whose", models.CharField(blank=True, max_length=120)),
                ("people", models.IntegerField(null=True)),
                ("cause", models.CharField(blank=True, max_length=160)),
                ("done", models.CharField(blank=True, max_length=200)),
                ("advice", models.CharField(blank=True, max_length=120)),
                ("contact", models.CharField(blank=True, max_length=60)),
                ("made_at", models.DateTimeField(default=sekoci.kit.clock.now)),
                ("reported_at", models.DateTimeField(null=True)),
                ("reported_to", models.CharField(blank=True, max_length=200)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["noticed_at", "id"], name="breaches_breach_noticed")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"), ("state", "closed"), ("reported_at__isnull", False), _connector="OR"
                        ),
                        name="breaches_reported_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                key(),
                of_breach(),
                ("at", models.DateTimeField()),
                ("person_id", models.BigIntegerField()),
                ("what", models.CharField(max_length=16)),
                ("text", models.CharField(blank=True, max_length=500)),
                ("changes", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["breach", "at"], name="breaches_step_of")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("what__startswith", "reminded")),
                        fields=("breach", "what"),
                        name="breaches_reminded_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Concerned",
            fields=[
                key(),
                of_breach(),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("how", models.CharField(max_length=40)),
                ("added_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("asked_at", None)), fields=["breach", "id"], name="breaches_concerned_untold"
                    ),
                    models.Index(
                        condition=models.Q(("phone", ""), _negated=True), fields=["phone"], name="breaches_concerned_phone"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("phone", ""), _negated=True),
                        fields=("breach", "phone"),
                        name="breaches_concerned_once",
                    )
                ],
            },
        ),
        append_only("breaches_step"),
        audited("breaches_breach", columns=WATCHED, business="", made=True),
    ]
