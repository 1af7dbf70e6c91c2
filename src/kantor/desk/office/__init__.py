"""The office's own screens: clients, people, roles, limits, substitutes, business partners and what leaves the house."""
