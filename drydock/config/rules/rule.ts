import { missingName, type NameReference } from "drydock-components/model/check/names";
import { containersOf as taskContainers, type Placed } from "drydock-components/model/task";
import type { FileReader } from "drydock-components/model/files";
import type { Declared } from "drydock-components/model/check/check";
import type { Path } from "drydock-components/model/check/path";
import type { ModelProblem } from "drydock-components/model/check/problem";
import type { Contract } from "drydock-components/model/platform";
import type { ServiceConfig, SidecarConfig, StackConfig } from "../schema";
import { type NamedTask, type TaskConfig, tasksOf } from "../tasks";

/** The context of a rule, besides the configuration. */
export interface RuleContext {
  /** The region of the environment; undefined where the stack file does not say one. */
  readonly region: string | undefined;
  /** The name of the stack, such as `test`. */
  readonly stack: string;
  readonly files: FileReader;
  /** How messages name a file, by its path from the stack file. */
  readonly shownFile: (path: string) => string;
  readonly declared: Declared;
  /** The contract of the platform that the stack stands on. */
  readonly contract: Contract | undefined;
}

/** A rule between fields: pure, and about one thing. */
export type Rule = (config: StackConfig, context: RuleContext) => readonly ModelProblem[];

/** Keys at the top of a stack file whose entries others name. */
const entries = {
  services: "service",
  secrets: "secret",
  databases: "database",
  queues: "queue",
  fileSystems: "file system",
  loadBalancers: "load balancer",
} as const;

/** A name that is none of the entries of a key; `known` are those that the stack file has, unless it says others. */
export const unknownName = (
  key: keyof typeof entries,
  reference: Omit<NameReference, "known" | "what" | "home"> & Partial<Pick<NameReference, "known">>,
  { declared }: Pick<RuleContext, "declared">,
): ModelProblem[] =>
  missingName({
    known: declared([key]),
    ...reference,
    what: entries[key],
    home: `drydock:${key}`,
  });

/** A service with its name. */
export interface NamedService {
  readonly name: string;
  readonly service: ServiceConfig;
  readonly path: Path;
}

export function services(config: StackConfig): NamedService[] {
  return Object.entries(config.services).map(([name, service]) => ({
    name,
    service,
    path: ["services", name],
  }));
}

/** The main container of a service or a job, or a sidecar. */
export interface NamedContainer extends Placed<TaskConfig | SidecarConfig> {
  readonly owner: NamedTask;
}

/** The containers of one task, the main one first. */
export function containersOf(owner: NamedTask): NamedContainer[] {
  return taskContainers<TaskConfig, SidecarConfig>(owner.name, owner.task).map((container) => ({
    ...container,
    path: [...owner.path, ...container.path],
    owner,
  }));
}

export function containers(config: StackConfig): NamedContainer[] {
  return tasksOf(config).flatMap(containersOf);
}
