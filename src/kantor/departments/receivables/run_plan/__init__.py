"""A plan of runs: billing or statements of account, prepared by themselves on their days and released by people."""
