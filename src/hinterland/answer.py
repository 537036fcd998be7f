"""The frozen answer: a plan, and a certificate of how good it is proven to be."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """What is known when the engine stops."""

    OPTIMAL = "optimal"  # no plan is better, within the gap that was asked for
    FEASIBLE = "feasible"  # a plan, and a proven limit to how much better another could be
    UNKNOWN = "unknown"  # no plan found in the time; the bound still holds
    INFEASIBLE = "infeasible"  # the wishes contradict one another


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """The plan's value, what no plan can beat, and the distance between the two as a share of the value."""

    objective: float | None
    bound: float | None
    gap: float | None

    @classmethod
    def of(cls, objective: float | None, bound: float | None) -> "Certificate":
        if objective is None or bound is None:
            return cls(objective=objective, bound=bound, gap=None)
        return cls(objective=objective, bound=bound, gap=relative_gap(objective, bound))


def relative_gap(objective: float, bound: float) -> float:
    """How far the value can still be from the best, as a share of the value."""
    distance = abs(objective - bound)
    return 0.0 if distance == 0 else distance / max(abs(objective), 1e-12)


@dataclass(frozen=True, kw_only=True)
class Change:
    """The least change of one wish, the others kept, that makes a plan possible."""

    wish: str
    asked: float
    possible: float


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The sites open in one period, and where each area goes then."""

    open_sites: tuple[str, ...]
    assignment: Mapping[str, str]
    objective: float


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the engine found."""

    status: Status
    certificate: Certificate
    open_sites: tuple[str, ...] = ()
    assignment: Mapping[str, str | Mapping[str, float]] = field(default_factory=dict)
    seconds: float = 0.0
    digest: str = ""
    seed: int = 0
    version: str = ""
    method: str = ""
    stages: tuple[Stage, ...] = ()
    conflict: tuple[str, ...] = ()  # infeasible: wishes that cannot all be kept, none of which can be left out
    least_changes: tuple[Change, ...] = ()

    @property
    def objective(self) -> float | None:
        return self.certificate.objective

    @property
    def bound(self) -> float | None:
        return self.certificate.bound

    @property
    def gap(self) -> float | None:
        return self.certificate.gap

    def document(self) -> dict[str, object]:
        """The answer as it is written to answer.json."""
        shown = {"status": str(self.status), **asdict(self.certificate)}
        shown |= {"open_sites": list(self.open_sites), "assignment": dict(self.assignment)}
        shown |= {"seconds": round(self.seconds, 3), "digest": self.digest, "seed": self.seed}
        shown |= {"version": self.version, "method": self.method}
        if self.stages:
            shown["stages"] = [asdict(stage) for stage in self.stages]
        if self.status is Status.INFEASIBLE:
            shown["conflict"] = list(self.conflict)
            shown["least_changes"] = [asdict(change) for change in self.least_changes]
        return shown
