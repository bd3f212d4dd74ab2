"""Claims → findings: checks, repair, folding, and the facts that they use."""

from karvan.checking.checks import CHECKS
from karvan.checking.facts import Known, Together
from karvan.checking.many import check_all
from karvan.checking.run import check, explain, keep, module

__all__ = ["CHECKS", "Known", "Together", "check", "check_all", "explain", "keep", "module"]
