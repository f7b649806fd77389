"""What learners did: events that are only ever added, and a projection that pages read.

Stores a learner's id and knows no account.
"""
