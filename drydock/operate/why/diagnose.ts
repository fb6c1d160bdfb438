/** Finds the cause of a failed deployment. Pure. */
import type { Path } from "drydock-components/model/check/path";
import { parsePath } from "../../config/path";
import { type Diagnosis, diagnoses, type Source, start } from "./diagnoses";
import type { ServiceState } from "./failure";

/** The cause, in words for this service. */
export interface Cause {
  readonly name: string;
  readonly cause: string;
  readonly fix: string;
  /** AWS's text that shows it. */
  readonly evidence: string;
  /** The keys that decide it, the likeliest first. */
  readonly paths: readonly Path[];
}

interface Evidence {
  readonly source: Source;
  readonly text: string;
  readonly container: string;
}

/** Returns the first cause of the table that something shows: certain causes come before likely ones. */
export function diagnose(state: ServiceState): Cause | undefined {
  const all = evidenceOf(state);
  for (const diagnosis of diagnoses) {
    const { in: sources = start } = diagnosis;
    for (const { source, text, container } of all) {
      const match = sources.includes(source) ? diagnosis.pattern.exec(text) : null;
      if (match !== null) return causeOf(diagnosis, { state, text, container, match });
    }
  }
  return undefined;
}

function evidenceOf({ service, tasks, events, deployment }: ServiceState): Evidence[] {
  const [task] = tasks;
  const since = deployment?.startedAt;
  return [
    ...(task === undefined
      ? []
      : [{ source: "task" as const, text: `${task.stopCode} ${task.reason}`, container: service }]),
    ...(task?.containers ?? []).flatMap(({ name, exitCode, reason, log }): Evidence[] => [
      ...(reason === undefined
        ? []
        : [{ source: "container" as const, text: reason, container: name }]),
      ...(exitCode === undefined
        ? []
        : [{ source: "container" as const, text: `exited with ${exitCode}`, container: name }]),
      // A program that was asked to end, or ended well, logs nothing about a fault.
      ...(exitCode === 0 || exitCode === 143
        ? []
        : log.map((text) => ({ source: "log" as const, text, container: name }))),
    ]),
    ...events
      .filter(({ at }) => since === undefined || at >= since)
      .map(({ message }) => ({ source: "event" as const, text: message, container: service })),
    ...(deployment === undefined
      ? []
      : [...deployment.reasons, deployment.status].map((text) => ({
          source: "deployment" as const,
          text,
          container: service,
        }))),
  ];
}

interface Found {
  readonly state: ServiceState;
  readonly text: string;
  readonly container: string;
  readonly match: RegExpExecArray;
}

function causeOf(
  { name, cause, fix, keys }: Diagnosis,
  { state: { service, within = "services" }, text, container, match }: Found,
): Cause {
  const filled = cause.replace("{container}", container).replace("{1}", match[1] ?? "another code");
  return {
    name,
    cause: filled,
    fix,
    evidence: text.trim(),
    paths: keys.map((key) => pathOf(key, { own: [within, service], service, container })),
  };
}

/** Where the stack file says something of a container. */
interface Place {
  readonly own: Path;
  readonly service: string;
  readonly container: string;
}

/** A container beside the service's own is below `sidecars`. */
function pathOf(key: string, { own, service, container }: Place): Path {
  if (key.startsWith("drydock:")) return parsePath(key);
  if (key === "service") return own;
  if (key.startsWith("service.")) return [...own, ...key.split(".").slice(1)];
  return [...own, ...(container === service ? [] : ["sidecars", container]), ...key.split(".")];
}
