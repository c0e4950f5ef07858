from django.db import migrations

from sekoci.kit.walls import append_only, of_one_business, own_rows_only


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_first"), ("kit", "0001_events")]
    operations = [
        own_rows_only("reviews_review"),
        own_rows_only("reviews_decision"),
        own_rows_only("reviews_rating"),
        append_only("reviews_decision"),
        of_one_business(
            "reviews_version",
            "select to_hex(coalesce(bit_xor(uuid_hash_extended(id, xmin::text::bigint)), 0))"
            " from reviews_rating where business_id = business",
        ),
    ]
