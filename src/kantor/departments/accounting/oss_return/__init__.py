"""The quarterly return of the One Stop Shop: what was sold to consumers in other member states, by state, rate and kind."""
