"""The pages of the challenges: ``/defis/``."""

from mooc.learn.challenges.views import ROUTES

__all__ = ["ROUTES"]
