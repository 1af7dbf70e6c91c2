"""Finds documents by their words and by parts of numbers and names, and lets no letter go by the hand that wrote it."""

from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import OwnerReads

# Under row-level security an index for words or likeness is not used, because its operators are not leakproof; so this runs as the owner
# and keeps to the acting clients by itself. The words of a query are tried in every language of the house at once.
FIND = """
CREATE FUNCTION documents_find(wanted text, beginnings text, part text, at_most integer)
RETURNS TABLE (client_id integer, document_id bigint, likeness real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET pg_trgm.word_similarity_threshold = 0.6
BEGIN ATOMIC
    SELECT s.client_id, s.document_id, (ts_rank(s.words, asked.query) + word_similarity(wanted, s.names))::real
    FROM (
        SELECT to_tsquery('simple', beginnings) || websearch_to_tsquery('german', wanted) || websearch_to_tsquery('english', wanted)
            || websearch_to_tsquery('indonesian', wanted) || websearch_to_tsquery('simple', wanted) AS query
    ) asked
    CROSS JOIN unnest(string_to_array(nullif(current_setting('kantor.clients', true), ''), ',')::int[]) AS mine (client_id)
    CROSS JOIN LATERAL (
        SELECT w.id FROM documents_search w WHERE w.client_id = mine.client_id AND w.words @@ asked.query
        UNION SELECT n.id FROM documents_search n WHERE n.client_id = mine.client_id AND n.names LIKE part
        UNION SELECT l.id FROM documents_search l WHERE l.client_id = mine.client_id AND wanted <% l.names
    ) hit
    JOIN documents_search s ON s.id = hit.id
    ORDER BY 3 DESC, s.document_id DESC
    LIMIT at_most;
END
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_guard"), ("parties", "0002_guard")]

    operations = [
        migrations.RemoveField(model_name="searchtext", name="keep"),
        migrations.AddField("searchtext", "names", models.TextField(default="", help_text="numbers and names without accents, for parts of them")),
        migrations.AddField("searchtext", "words", SearchVectorField(null=True)),
        migrations.AddField("outbox", "written_by", models.IntegerField(null=True)),
        migrations.AddConstraint(
            "outbox",
            models.CheckConstraint(
                name="documents_outbox_four_eyes",
                condition=models.Q(approved_by__isnull=True) | models.Q(written_by__isnull=True) | ~models.Q(approved_by=models.F("written_by")),
            ),
        ),
        migrations.AddConstraint(
            "outbox",
            models.CheckConstraint(
                name="documents_outbox_approved",
                condition=~models.Q(kind="letter") | ~models.Q(state__in=("approved", "sent")) | models.Q(approved_by__isnull=False),
            ),
        ),
        RunSQL("CREATE EXTENSION IF NOT EXISTS btree_gin", RunSQL.noop),
        OwnerReads("documents_search"),
        RunSQL("CREATE INDEX documents_search_words ON documents_search USING gin (client_id, words)", "DROP INDEX documents_search_words"),
        RunSQL(
            "CREATE INDEX documents_search_names ON documents_search USING gin (client_id, names gin_trgm_ops)",
            "DROP INDEX documents_search_names",
        ),
        RunSQL(FIND, "DROP FUNCTION documents_find(text, text, text, integer)"),
    ]
