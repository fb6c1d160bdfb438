import * as pulumi from "@pulumi/pulumi";
import { boundHook } from "drydock-components/internal/bound-hook";
import { isMap, valueAt } from "drydock-components/model/check/path";
import { waitTag } from "drydock-components/model/job";
import type { OperatedEnvironment } from "../operate/environment";
import { taskRunner } from "../operate/run/runner";
import type { RunnableJob } from "./job-outputs";
import { clusterName } from "./names";
import type { Environment } from "./settings";

/** A job that services wait for. */
export interface GateArgs {
  readonly name: string;
  readonly resource: pulumi.Resource;
  readonly job: pulumi.Output<RunnableJob>;
  readonly timeoutMinutes: number;
  /** The services that wait. */
  readonly services: readonly string[];
  readonly environment: OperatedEnvironment;
}

/** What makes a service wait for jobs. */
export interface Waits {
  /** By job: the service changes with them, and the state keeps which ones have run. Undefined where it waits for none. */
  readonly waitsFor: Readonly<Record<string, pulumi.Output<string>>> | undefined;
  readonly hooks: pulumi.ResourceHookBinding | undefined;
  /** The jobs. */
  readonly awaited: readonly pulumi.Resource[];
}

/** What makes a service wait for the jobs among these that run before it. */
export function waitsOf(service: string, gates: readonly JobGate[]): Waits {
  const own = gates.filter(({ services }) => services.includes(service));
  if (own.length === 0) return { waitsFor: undefined, hooks: undefined, awaited: [] };
  const hooks = own.map((gate) => gate.hookOf(service));
  return {
    waitsFor: Object.fromEntries(own.map((gate) => [gate.name, gate.version])),
    hooks: { beforeCreate: hooks, beforeUpdate: hooks },
    awaited: own.map(({ resource }) => resource),
  };
}

/**
 * Runs a job before services change: once in an update, however many services wait for it, and only in one in which the
 * job is not the one that ran before the service's last change. A preview runs nothing.
 */
export class JobGate {
  readonly name: string;
  /** `family:revision` of the job's task definition. */
  readonly version: pulumi.Output<string>;
  readonly services: readonly string[];
  readonly resource: pulumi.Resource;
  readonly #args: GateArgs;
  readonly #ready: Promise<RunnableJob>;
  #run: Promise<void> | undefined;

  constructor(args: GateArgs) {
    this.name = args.name;
    this.version = args.job.taskDefinitionArn.apply((arn) => arn.split("/").at(-1) ?? "");
    this.services = args.services;
    this.resource = args.resource;
    this.#args = args;
    // Resolves when the job exists, which the services depend on; never in a preview of a first deployment.
    this.#ready = new Promise((resolve) => {
      args.job.apply(resolve);
    });
  }

  /** Runs the job before a service changes. @throws Error in it, if the job fails */
  hookOf(service: string): pulumi.ResourceHook {
    const { name } = this;
    const before = async (change: pulumi.ResourceHookArgs): Promise<void> => {
      if (!hasToRun(name, change)) return;
      const first = this.#run === undefined;
      this.#run ??= this.#runOnce();
      try {
        await this.#run;
      } catch (error) {
        if (first) throw error;
        throw new Error(`${service} is not changed: the job ${name} failed, see above.`, {
          cause: error,
        });
      }
    };
    return boundHook(`run-${name}-before-${service}`, before);
  }

  async #runOnce(): Promise<void> {
    const { name, resource, timeoutMinutes, services, environment } = this.#args;
    const job = await this.#ready;
    const told = (text: string) => pulumi.log.info(text, resource);
    await told(`Runs before ${services.join(" and ")} change, ${timeoutMinutes} minutes at most.`);
    await taskRunner()(environment, { name, ...job, timeoutMinutes });
    await told("Has run, and exited with 0.");
  }
}

/**
 * Whether the job has changed since the service last did. The old outputs decide: the old inputs are already the new ones
 * in an update after one that failed.
 */
export function hasToRun(
  job: string,
  { newInputs, oldOutputs }: Pick<pulumi.ResourceHookArgs, "newInputs" | "oldOutputs">,
): boolean {
  const version = (values: unknown) =>
    isMap(values) ? valueAt(values, ["tags", waitTag(job)]) : undefined;
  return version(newInputs) !== version(oldOutputs);
}

/** The environment as commands on AWS have it. */
export function operatedEnvironment({ stack, names, config }: Environment): OperatedEnvironment {
  return {
    stack: stack.stack,
    stackFile: `Pulumi.${stack.stack}.yaml`,
    loaded: stack,
    names,
    clusterName: clusterName(names, config),
  };
}
