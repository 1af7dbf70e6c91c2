-- VAT returns that stand, with what each says.
SELECT v.document_id, v.from_on, v.until_on, v.purpose, v.currency, v.tax, v.payable, v.filed_on, v.receipt, r.content
FROM accounting_vat_return v
JOIN documents_document d ON d.client_id = v.client_id AND d.id = v.document_id
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
WHERE v.client_id = %(client_id)s AND v.reversed_by IS NULL
ORDER BY v.until_on DESC, v.document_id DESC
