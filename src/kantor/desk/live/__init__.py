"""Live screens: the desk hears when something happened at its clients, and asks again for what it shows."""
