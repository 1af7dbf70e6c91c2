"""What a reversal looks for is found by an index: payments and lines by the document that saw, returned, cleared or gave them back.

They begin with the document and hold for rows that name one, so that no check of a key is tempted by them (docs/decisions/posting.md).
"""

from django.db import migrations, models


def _index(column: str, name: str) -> models.Index:
    return models.Index(fields=[column, "client_id"], name=name, condition=models.Q(**{f"{column}__isnull": False}))


class Migration(migrations.Migration):
    dependencies = [("treasury", "0012_columns_of_files")]

    operations = [
        migrations.AddIndex("payment", _index("seen_by", "treasury_payment_seen")),
        migrations.AddIndex("payment", _index("returned_by", "treasury_payment_returned")),
        migrations.AddIndex("statementline", _index("cleared_by", "treasury_line_cleared")),
        migrations.AddIndex("statementline", _index("given_back_by", "treasury_line_given_back")),
    ]
