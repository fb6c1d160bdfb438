import { runsProblems } from "drydock-components/model/job";
import type { Path } from "drydock-components/model/check/path";
import { type ModelProblem, within } from "drydock-components/model/check/problem";
import { permissionProblems } from "drydock-components/model/permissions";
import { taskProblems } from "drydock-components/model/task";
import type { JobConfig, StackConfig } from "../schema";
import { jobsBefore, type NamedTask, tasksOf } from "../tasks";
import { type Rule, type RuleContext, unknownName } from "./rule";

interface NamedJob {
  readonly name: string;
  readonly job: JobConfig;
  readonly path: Path;
}

/** Jobs: an image, a task that can start, and an order in which they and the services that wait for them can be created. */
export const jobs: Rule = (config, context) => [
  ...Object.entries(config.jobs).flatMap(([name, job]) =>
    jobFindings({ name, job, path: ["jobs", name] }, config, context),
  ),
  ...tasksOf(config)
    .filter(({ path: [part] }) => part === "jobs")
    .flatMap((task) => taskFindings(task, context)),
  ...waitingCircles(config),
];

function taskFindings({ name, task, path }: NamedTask, context: RuleContext): ModelProblem[] {
  const declared = (inside: Path) => context.declared([...path, ...inside]);
  return within(path, [
    ...taskProblems(name, task, declared),
    ...permissionProblems(task.permissions),
  ]);
}

function jobFindings(
  { name, job, path }: NamedJob,
  config: StackConfig,
  context: RuleContext,
): ModelProblem[] {
  const services = context.declared(["services"]);
  return [
    ...sameName(name, services, path),
    ...source({ name, job, path }, context),
    ...within(
      [...path, "runs"],
      runsProblems(job.runs, (inside) => context.declared([...path, "runs", ...inside])),
    ),
    ...(job.runs.before ?? []).flatMap((service, index) =>
      job.runs.before?.indexOf(service) === index
        ? unknownName(
            "services",
            { path: [...path, "runs", "before", index], name: service },
            context,
          )
        : [
            {
              path: [...path, "runs", "before", index],
              message: "This service is in the list twice.",
              fix: "Remove one of the two.",
            },
          ],
    ),
    ...job.connectsTo.flatMap((service, index) =>
      unreachable(service, [...path, "connectsTo", index], config),
    ),
  ];
}

/** Families, log groups and repositories are called after both. */
function sameName(name: string, services: readonly string[], path: Path): ModelProblem[] {
  if (!services.includes(name)) return [];
  return [
    {
      path,
      at: "key",
      message:
        "A service has this name, and both would have one log group and one task definition.",
      allowed: "a name that no service has",
      fix: "Rename the job.",
    },
  ];
}

/** Where the image comes from. */
function source({ job, path }: NamedJob, context: RuleContext): ModelProblem[] {
  const { from, image } = job;
  if (from === undefined) {
    if (image !== undefined) return [];
    const [first] = context.declared(["services"]);
    return [
      {
        path,
        at: "key",
        related: [[...path, "image"]],
        message: "Nothing says which image the job runs.",
        allowed: "image, or from with the name of a service",
        fix: `Add ${first === undefined ? "image: { build: { context: app } }" : `from: ${first}, or image: { build: { context: app } }`}.`,
      },
    ];
  }
  return [
    ...unknownName("services", { path: [...path, "from"], name: from }, context),
    ...(image === undefined
      ? []
      : [
          {
            path: [...path, "image"],
            at: "key" as const,
            related: [[...path, "from"]],
            message: `The job has the image of ${from}.`,
            allowed: "from or image",
            fix: "Remove image, or remove from and say here what the job needs.",
          },
        ]),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html */
function unreachable(name: string, path: Path, { services }: StackConfig): ModelProblem[] {
  if (services[name]?.discovery !== "serviceConnect") return [];
  return [
    {
      path,
      related: [["services", name, "discovery"]],
      message: `${name} is found by Service Connect, whose names only ECS services know, and a job is none.`,
      allowed: "services with discovery dnsA or dnsSrv",
      fix: `Write discovery: dnsA for ${name}, or let the job reach it through its route.`,
    },
  ];
}

/** A job that calls a service, directly or through others, which waits for the job: neither could be created first. */
function waitingCircles(config: StackConfig): ModelProblem[] {
  return Object.entries(config.jobs).flatMap(([name, { connectsTo, runs }]) => {
    const needed = reached(connectsTo, config);
    const index = (runs.before ?? []).findIndex((service) => needed.has(service));
    const service = runs.before?.[index];
    if (service === undefined) return [];
    const path = ["jobs", name];
    return [
      {
        path: [...path, "runs", "before", index],
        related: [[...path, "connectsTo"]],
        message: `${service} waits for ${name}, and ${name} calls ${connectsTo.includes(service) ? "it" : "services that call it"}: neither could be first.`,
        fix: `Remove ${service} from before, or what leads to it from connectsTo.`,
      },
    ];
  });
}

/** The services that must be there for others to be, themselves included, through the jobs that they wait for too. */
function reached(
  names: readonly string[],
  config: StackConfig,
  seen = new Set<string>(),
): ReadonlySet<string> {
  for (const name of names) {
    const service = config.services[name];
    if (service === undefined || seen.has(name)) continue;
    seen.add(name);
    const called = jobsBefore(name, config.jobs).flatMap(
      (job) => config.jobs[job]?.connectsTo ?? [],
    );
    reached([...service.connectsTo, ...called], config, seen);
  }
  return seen;
}
