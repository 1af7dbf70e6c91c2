"""Master data of suppliers: who they are, which accounts they are paid to, and who is blocked, each decided by two people."""
