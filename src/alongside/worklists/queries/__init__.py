"""What someone owes, what their teams owe, and what is waiting to be looked at."""

from .mine import Mine, get_mine
from .team import TeamDay, get_team_day, list_own_teams

__all__ = ["Mine", "TeamDay", "get_mine", "get_team_day", "list_own_teams"]
