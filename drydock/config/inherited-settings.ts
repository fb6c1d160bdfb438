/** What a job takes over from the service that its `from` names. On the text of the file as it is, before it is checked. */
import { isMap, valueAt } from "drydock-components/model/check/path";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { mapValues } from "./map-values";

type Values = Readonly<Record<string, unknown>>;

/** Keys that a job has of the service unless it says them itself. The image is not copied: it is the service's own. */
const inherited = [
  "entryPoint",
  "workingDirectory",
  "user",
  "readonlyRootFilesystem",
  "scratch",
  "stopTimeoutSeconds",
  "ulimits",
  "initProcess",
  "capabilities",
  "tracing",
  "systemControls",
  "envFiles",
  "envFileUpdates",
  "architecture",
  "cpu",
  "memoryMiB",
  "ephemeralStorageGiB",
  "placement",
  "awsServices",
  "sends",
  "databases",
  "reaches",
];

/** A tree of settings in which every job with `from` has the settings of its service. */
export function withInheritedSettings(tree: Values): Values {
  const { jobs, services } = tree;
  if (!isMap(jobs) || !isMap(services)) return tree;
  return {
    ...tree,
    jobs: mapValues(jobs, (job) => withService(job, services)),
  };
}

function withService(job: unknown, services: Values): unknown {
  if (!isMap(job)) return job;
  const service = services[String(job["from"])];
  if (!isMap(service)) return job;
  const { environment, secrets } = job;
  return {
    ...Object.fromEntries(
      inherited.filter((key) => key in service).map((key) => [key, service[key]]),
    ),
    ...merged("environment", { service, job, hidden: secrets }),
    ...merged("secrets", { service, job, hidden: environment }),
    ...merged("volumes", { service, job, hidden: undefined }),
    ...(Array.isArray(service["connectsTo"])
      ? { connectsTo: reachable(service["connectsTo"], job, services) }
      : {}),
    ...Object.fromEntries(
      Object.entries(job).filter(([key, value]) => !(merging.has(key) && isMap(value))),
    ),
  };
}

const merging = new Set(["environment", "secrets", "volumes"]);

/** A map of both, by name; a variable that the job has as a secret is no plain one of the service, and the other way round. */
function merged(
  key: string,
  from: { readonly service: Values; readonly job: Values; readonly hidden: unknown },
): Values {
  const [theirs, own] = [from.service[key], from.job[key]];
  if (!isMap(theirs)) return isMap(own) ? { [key]: own } : {};
  const hidden = isMap(from.hidden) ? from.hidden : {};
  const kept = Object.entries(theirs).filter(([name]) => !(name in hidden));
  return { [key]: { ...Object.fromEntries(kept), ...(isMap(own) ? own : {}) } };
}

/** The services that the job can call: those there when it runs, and not those that only services of Service Connect find. */
function reachable(names: readonly unknown[], job: Values, services: Values): unknown[] {
  const waiting = valueAt(job, ["runs", "before"]);
  return names.filter((name) => {
    const later = Array.isArray(waiting) && waiting.includes(name);
    return !later && valueAt(services, [String(name), "discovery"]) !== "serviceConnect";
  });
}

/** Without the problems of jobs that are problems of the service they have their settings from: one mistake is told once. */
export function withoutInherited(
  problems: readonly ModelProblem[],
  tree: Values,
): readonly ModelProblem[] {
  const told = new Set(problems.map((problem) => known(problem.path, problem)));
  return problems.filter((problem) => {
    const [part, name, ...rest] = problem.path;
    const from = part === "jobs" ? valueAt(tree, ["jobs", name ?? "", "from"]) : undefined;
    if (typeof from !== "string" || valueAt(tree, problem.path) !== undefined) return true;
    return !told.has(known(["services", from, ...rest], problem));
  });
}

const known = (path: ModelProblem["path"], { message }: ModelProblem): string =>
  JSON.stringify([path, message]);
