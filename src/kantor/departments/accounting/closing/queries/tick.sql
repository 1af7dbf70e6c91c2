-- An item is done for a period, or not after all.
INSERT INTO accounting_close_tick (client_id, item_id, ends_on, done, note, person_id, at)
VALUES (%(client_id)s, %(item_id)s, %(ends_on)s, %(done)s, %(note)s, %(person_id)s, %(at)s)
