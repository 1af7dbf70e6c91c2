"""An entry of a plan whose day has come: an accrual's part, a recurring entry, the depreciation of a month."""
