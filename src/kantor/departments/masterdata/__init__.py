"""Master data of suppliers: who they are, which two are one, which accounts they are paid to, who is blocked; two people decide on each."""
