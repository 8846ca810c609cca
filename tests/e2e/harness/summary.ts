// What failed and why, in a few lines at the very end, where a cut log still shows it.
import type { FullResult, Reporter, Suite, TestCase, TestResult } from "@playwright/test/reporter";

const COLOURS = /\u001b\[[0-9;]*m/g;

/** Lists every test that failed at least once, with the first lines of each failure. */
export default class Summary implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite;
  }

  onEnd(_result: FullResult): void {
    // A test that has to fail, as those of the guards do, ended as expected.
    const ended = this.suite?.allTests().filter((test) => test.outcome() !== "expected") ?? [];
    const failed = ended.filter((test) => test.results.some(hasFailed));
    for (const test of failed) console.log(describe(test));
  }

  printsToStdio(): boolean {
    return false;
  }
}

function hasFailed(result: TestResult): boolean {
  return result.errors.length > 0;
}

function describe(test: TestCase): string {
  const heading = test.outcome() === "flaky" ? "PASSED ONLY WHEN REPEATED" : "FAILED";
  const failures = test.results.filter(hasFailed).map((result) => {
    const [error] = result.errors;
    const place = error?.location ? `line ${error.location.line}, after ${result.duration} ms: ` : "";
    const text = (error?.message ?? "").replaceAll(COLOURS, "").split("\n").filter((line) => line.trim());
    return `  ${place}${text.slice(0, 8).join("\n    ")}`;
  });
  return [`${heading}: ${test.titlePath().filter(Boolean).join(" › ")}`, ...failures].join("\n");
}
