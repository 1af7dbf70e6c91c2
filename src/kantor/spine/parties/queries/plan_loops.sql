-- Whether the planner may join row by row, until the transaction ends.
SELECT set_config('enable_nestloop', %(setting)s::text, true)
