"""Two thresholds, two groups: the no-code fairness lab."""
