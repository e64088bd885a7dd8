"""The rows of the coordinator in memory: the same load and write as `repository`, whose oracle it is in test_repository."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coordinator.domain.graph import OVER, Sequence, Step
from coordinator.domain.slices import Decision, Slice, Wanted


@dataclass
class Store:
    sequences: dict[str, Sequence] = field(default_factory=dict)
    steps: dict[str, dict[str, Step]] = field(default_factory=dict)

    def load(self, sequence: str, wanted: Wanted) -> Slice:
        rows = self.steps.get(sequence, {})
        touched = {key: rows[key] for key in wanted.steps if key in rows}
        over: dict[str, int] = {}
        for step in touched.values():
            for key in step.dependents:
                over[key] = over.get(key, 0) + 1
        ready = {key for key, n in over.items() if rows[key].pending <= n} | {key for key in touched if wanted.steps[key]}
        needed = {key for step in ready for key in rows[step].depends}
        return Slice(
            id=sequence,
            sequence=self.sequences.get(sequence),
            steps={k: replace(rows[k], depends=rows[k].depends if k in ready else (), result=None) for k in {**touched, **over}},
            results={key: result for key in needed if (result := rows[key].result) is not None},
            running=frozenset(row.kind for row in rows.values() if row.state == "running" and row.key not in touched)
            if wanted.running
            else frozenset(),
        )

    def write(self, id_: str, decision: Decision) -> None:
        rows = self.steps.setdefault(id_, {})
        if decision.unwound:
            for key, row in rows.items():
                if row.state in ("waiting", "running"):
                    rows[key] = replace(row, state="cancelled", due=None)
        if decision.sequence is not None and (decision.born or decision.moved):
            assert decision.born == (id_ not in self.sequences)
            self.sequences[id_] = decision.sequence
        for step in decision.new:
            assert step.key not in rows
            rows[step.key] = step
        for step in decision.changed:
            rows[step.key] = replace(step, depends=rows[step.key].depends, dependents=rows[step.key].dependents)

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
