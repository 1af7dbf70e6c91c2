"""How the house is: what the doctor finds wrong, what load balancers ask, and the figures that monitoring collects."""
