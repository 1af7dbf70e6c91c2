"""Files dropped onto the desk: each travels its road while its line on the screen tells how far it is."""
