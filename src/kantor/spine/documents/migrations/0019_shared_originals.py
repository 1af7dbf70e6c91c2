"""Which documents share an original is found without reading them all: erasing asks for it."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("documents", "0018_wrapped_anew")]

    operations = [
        migrations.AddIndex(
            "document",
            django.contrib.postgres.indexes.BrinIndex(
                fields=["original_id"], opclasses=["int8_minmax_multi_ops"], autosummarize=True, name="documents_document_original"
            ),
        ),
    ]
