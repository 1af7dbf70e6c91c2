-- Lines of documents that were reversed stay in the register, struck out.
UPDATE correspondence_entry SET state = 'struck' WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s::bigint[])
