"""What becomes of a fixed asset: a later cost, a sale, its end, a write-down or a write-up, and the plan of depreciation after it."""
