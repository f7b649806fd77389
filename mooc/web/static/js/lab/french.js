// Numbers as French readers write them; mooc/web/filters.py does the same on the server.

// −12, not -12.
export const minus = (value) => String(value).replace("-", "−");

// A whole number of tenths as "12,3".
export const tenths = (value) => minus((value / 10).toFixed(1)).replace(".", ",");
