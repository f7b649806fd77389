"""The kind of an exercise in which a trained model's predictions are handed in."""
