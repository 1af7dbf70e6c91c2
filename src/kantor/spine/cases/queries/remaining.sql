-- The steps that come after the one at which the case stands.
SELECT remaining FROM cases_case WHERE document_id = %(document_id)s
