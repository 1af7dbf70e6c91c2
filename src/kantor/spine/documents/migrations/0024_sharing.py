"""Which documents share an original, or pages of one: what is erased together."""

from django.db import migrations

SHARING = """
CREATE FUNCTION documents_sharing(asked bigint[]) RETURNS TABLE (lead_id bigint, id bigint) LANGUAGE plpgsql STABLE AS $$
-- Each document once, with the first of the asked ones to which a chain of shared originals leads; as the caller may see them.
DECLARE
    seen bigint[] := ARRAY[]::bigint[];
    lead bigint;
    group_ids bigint[];
    fresh bigint[];
    files bigint[];
    found bigint[];
BEGIN
    FOREACH lead IN ARRAY asked LOOP
        CONTINUE WHEN lead = ANY (seen);
        group_ids := ARRAY[lead];
        fresh := group_ids;
        files := ARRAY[]::bigint[];
        WHILE fresh IS NOT NULL LOOP
            SELECT array_agg(own.file) INTO found FROM (
                SELECT d.original_id AS file FROM documents_document d WHERE d.id = ANY (fresh) AND d.original_id IS NOT NULL
                UNION
                SELECT l.original_id FROM documents_leaf l WHERE l.document_id = ANY (fresh)
            ) own WHERE NOT own.file = ANY (files);
            EXIT WHEN found IS NULL;
            files := files || found;
            SELECT array_agg(other.one) INTO fresh FROM (
                SELECT d.id AS one FROM documents_original o
                JOIN documents_document d ON d.client_id = o.client_id AND d.original_id = o.id WHERE o.id = ANY (found)
                UNION
                SELECT l.document_id FROM documents_original o
                JOIN documents_leaf l ON l.client_id = o.client_id AND l.original_id = o.id
                WHERE o.id = ANY (found) AND l.document_id IS NOT NULL
            ) other WHERE NOT other.one = ANY (group_ids);
            group_ids := group_ids || fresh;
        END LOOP;
        seen := seen || group_ids;
        RETURN QUERY SELECT lead, one FROM unnest(group_ids) AS one;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0023_examples")]

    operations = [migrations.RunSQL(SHARING, "DROP FUNCTION documents_sharing(bigint[])")]
