import { type Container, containerPath, readContainers } from "./containers";
import type { Reading } from "./reading";
import { vendorSidecars } from "./vendor-sidecars";
import { decide, type ResourceCheck, type Verdict } from "./rule";

/** A check of one container; `say` reports a problem at a path in its definition. */
type ContainerCheck = (container: Container, say: (problem: string, path: string) => void) => void;

/** Runs a check on every container; defers once when the containers are not known yet. */
export function eachContainer(
  { resource, report, defer }: ResourceCheck,
  check: ContainerCheck,
): void {
  const reading = readContainers(resource.inputs);
  if (reading.state === "unknown") defer("containerDefinitions");
  // container-definitions-valid judges a value that is no list of containers.
  for (const container of reading.state === "known" ? reading.containers : []) {
    check(container, (problem, path) => {
      report({ problem, property: containerPath(container, path) });
    });
  }
}

/** Runs a check on every container but the sidecars of vendors, which have a separate rule. */
export function eachOwnContainer(check: ResourceCheck, run: ContainerCheck): void {
  const reading = readContainers(check.resource.inputs);
  const sidecars = new Set(reading.state === "known" ? vendorSidecars(reading.containers) : []);
  eachContainer(check, (container, say) => {
    if (!sidecars.has(container)) run(container, say);
  });
}

/** Decides on one property of a container. */
export function decideContainer<T>(
  check: ResourceCheck,
  container: Container,
  verdict: Verdict<T> & { readonly reading: Reading<T> },
): void {
  decide(check, verdict.reading, {
    ...verdict,
    property: containerPath(container, verdict.property),
  });
}
