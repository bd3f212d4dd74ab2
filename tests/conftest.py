"""Speed is measured in benchmarks, never asserted by a test: a machine may be busy with something else."""

from hypothesis import settings

settings.register_profile("karvan", deadline=None)
settings.load_profile("karvan")
