import assert from "node:assert/strict";
import { problemsOf, REACHABLE } from "./support";

/** So many services of one size. */
function services(count: number): Record<string, unknown> {
  const environment = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`VARIABLE_${index}`, "x".repeat(60)]),
  );
  const names = Array.from({ length: count }, (_, index) => `service-${index}`);
  return Object.fromEntries(names.map((name) => [name, { image: REACHABLE, environment }]));
}

describe("the size of a configuration", () => {
  const told = (count: number) =>
    problemsOf({ services: services(count), network: { cidr: "10.0.0.0/16" } }).filter(
      ({ path, message }) => path === "drydock" && message.includes("KiB"),
    );

  it("is refused where Linux could not start the program with it", () => {
    const [problem, ...others] = told(200);
    assert.equal(others.length, 0);
    assert.match(problem?.message ?? "", /^The configuration has 1\d\d KiB in the form/);
    assert.match(problem?.fix ?? "", /separate stack file/);
    assert.equal(problem?.line, 1);
  });

  it("is accepted below that", () => {
    assert.deepEqual(told(150), []);
  });
});
