"""The rows of the coordinator in memory: the same load and write as `repository`, whose oracle it is in test_repository."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from coordinator.domain.graph import OVER, Sequence, Step
from coordinator.domain.rows import Decision, Rows


@dataclass
class Store:
    sequences: dict[str, Sequence] = field(default_factory=dict)
    steps: dict[str, dict[str, Step]] = field(default_factory=dict)

    def load(self, sequence: str) -> Rows:
        rows = self.steps.get(sequence, {})
        return Rows(
            id=sequence,
            sequence=self.sequences.get(sequence),
            steps={key: row._replace(result=None) for key, row in rows.items()},
            results={key: row.result for key, row in rows.items() if row.result is not None},
        )

    def write(self, id_: str, decision: Decision) -> None:
        rows = self.steps.setdefault(id_, {})
        if decision.sequence is not None and decision.writes:
            assert decision.born == (id_ not in self.sequences)
            self.sequences[id_] = decision.sequence._replace(revision=decision.sequence.revision + (not decision.born))
        for step in decision.new:
            assert step.key not in rows
            rows[step.key] = step
        for step in decision.changed:
            assert step[:5] == rows[step.key][:5]
            rows[step.key] = step

    def pending_by_walking(self, sequence: str) -> dict[str, int]:
        """The counters as they must be: how many dependencies of each waiting step are not over."""
        rows = self.steps[sequence]
        return {
            key: sum(rows[before].state not in OVER for before in row.depends)
            for key, row in rows.items()
            if row.state == "waiting"
        }

    def states(self, sequence: str) -> dict[str, str]:
        return {key: row.state for key, row in sorted(self.steps.get(sequence, {}).items())}

    def dues(self, sequence: str) -> Iterable[Step]:
        return [row for row in self.steps.get(sequence, {}).values() if row.state == "running"]
