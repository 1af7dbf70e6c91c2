-- Let this transaction take as long as it needs: minutes between two statements, and, from PostgreSQL 17 on, no end of its own.
SELECT set_config('idle_in_transaction_session_timeout', '10min', true),
    CASE WHEN current_setting('server_version_num')::int >= 170000 THEN set_config('transaction_timeout', '0', true) END
