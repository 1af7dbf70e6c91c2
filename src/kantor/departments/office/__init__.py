"""The office itself: its clients, people, roles, limits and substitutes, changed by documents that two people decide."""

from kantor.departments.office.new_client import faults_of, granted

__all__ = ["faults_of", "granted"]
