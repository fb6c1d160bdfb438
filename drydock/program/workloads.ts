import type * as pulumi from "@pulumi/pulumi";
import * as drydock from "drydock-components";
import { gateMinutes } from "drydock-components/model/job";
import { type NamedTask, type StackConfig, tasksOf } from "../config";
import { type AdditionsByService, type ServiceAdditions, withAdditions } from "./additions";
import { creationOrder, lateConnections } from "./connections";
import { existing } from "./container-args";
import { dashboardArgs, type Shown } from "./environment-args";
import type { Part } from "./foundation";
import { JobGate, operatedEnvironment, waitsOf } from "./gate";
import { jobArgs } from "./job-args";
import { runnableJob } from "./job-outputs";
import { priorityGuarded } from "./priority-guard";
import { serviceArgs } from "./service-args";
import type { Surroundings } from "./task-args";

/** The services and jobs of an environment, by name. */
export interface Workloads {
  readonly services: ReadonlyMap<string, drydock.FargateService>;
  readonly jobs: ReadonlyMap<string, drydock.FargateJob>;
}

/** Everything that services and jobs are created with. */
interface WorkloadsArgs {
  readonly surroundings: Omit<Surroundings, "services">;
  /** What the code beside the stack file adds, by service and by job. */
  readonly added: { readonly services: AdditionsByService; readonly jobs: AdditionsByService };
  /** What has to exist before a task starts. */
  readonly waysToAws: readonly pulumi.Resource[];
  readonly options: pulumi.ComponentResourceOptions;
}

/** Creates services and jobs, each after those it connects to. */
export function createWorkloads(args: WorkloadsArgs): Workloads {
  const { added, waysToAws, options } = args;
  const { config } = args.surroundings.environment;
  const services = new Map<string, drydock.FargateService>();
  const jobs = new Map<string, drydock.FargateJob>();
  const surroundings = { ...args.surroundings, services };
  const gates: JobGate[] = [];
  const tasks = new Map(tasksOf(config).map((task) => [task.name, task]));

  const createService = (name: string, service: (typeof config)["services"][string]) => {
    const own = serviceArgs(name, service, surroundings);
    const called = service.connectsTo.flatMap((other) => services.get(other) ?? []);
    const { waitsFor, hooks, awaited } = waitsOf(name, gates);
    services.set(
      name,
      new drydock.FargateService(
        name,
        { ...withAdditions(`service ${name}`, own, added.services[name]), waitsFor },
        {
          ...priorityGuarded(name, service, { environment: surroundings.environment, options }),
          dependsOn: [...waysToAws, ...called, ...awaited],
          hooks,
        },
      ),
    );
  };
  const createJob = (task: NamedTask, job: (typeof config)["jobs"][string]) => {
    const { name } = task;
    const own = jobArgs(task, job, surroundings);
    const shared = job.from === undefined ? own : withInherited(own, added.services[job.from]);
    const jobsArgs = withAdditions(`job ${name}`, shared, added.jobs[name]);
    const created = new drydock.FargateJob(name, jobsArgs, {
      ...options,
      dependsOn: [...waysToAws],
    });
    jobs.set(name, created);
    const { before } = job.runs;
    if (before !== undefined) {
      gates.push(
        new JobGate({
          name,
          resource: created,
          job: runnableJob(name, created, surroundings),
          timeoutMinutes: gateMinutes(job.runs),
          services: before,
          environment: operatedEnvironment(surroundings.environment),
        }),
      );
    }
  };

  for (const { kind, name } of creationOrder(config)) {
    const [service, job, task] = [config.services[name], config.jobs[name], tasks.get(name)];
    if (kind === "service" && service !== undefined) createService(name, service);
    if (kind === "job" && job !== undefined && task !== undefined) createJob(task, job);
  }
  createLateConnections(config, services, options);
  return { services, jobs };
}

/** The ways between services of which neither can be created after the other. */
function createLateConnections(
  config: StackConfig,
  services: Workloads["services"],
  options: pulumi.ComponentResourceOptions,
): void {
  for (const { from, to, port } of lateConnections(config)) {
    const connection = {
      fromSecurityGroupId: existing(services, from).securityGroupId,
      toSecurityGroupId: existing(services, to).securityGroupId,
      port,
      description: `${from} to ${to}`,
    };
    new drydock.ServiceConnection(`${from}-to-${to}`, connection, options);
  }
}

/** Creates the dashboard of the services, where somebody hears of their alarms. */
export function createDashboard(
  { environment, options }: Part,
  shown: Shown,
): drydock.Dashboard | undefined {
  return environment.config.alerts === undefined || shown.services.size === 0
    ? undefined
    : new drydock.Dashboard("dashboard", dashboardArgs(environment, shown), options);
}

/** A job's arguments with what the code beside the stack file adds to the service it is made from; the job's own win. */
function withInherited(
  args: drydock.FargateJobArgs,
  { environment, secrets, volumes, connectsTo }: ServiceAdditions = {},
): drydock.FargateJobArgs {
  return {
    ...args,
    environment: { ...without(environment, args.secrets), ...args.environment },
    secrets: { ...without(secrets, args.environment), ...args.secrets },
    volumes: { ...volumes, ...args.volumes },
    connectsTo: { ...connectsTo, ...args.connectsTo },
  };
}

function without<Value>(
  values: Readonly<Record<string, Value>> = {},
  others: Readonly<Record<string, unknown>> = {},
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !(name in others)));
}
