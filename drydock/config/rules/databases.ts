import { nameList } from "drydock-components/model/check/nearest";
import { type ModelProblem, within } from "drydock-components/model/check/problem";
import {
  type DatabaseConfig,
  databaseProblems,
  targetProblems,
} from "drydock-components/model/databases";
import { peakTasks } from "drydock-components/model/deployment-plan";
import type { StackConfig } from "../schema";
import { type NamedTask, tasksOf } from "../tasks";
import { type Rule, type RuleContext, unknownName } from "./rule";

/** Databases that exist, those who use them, and what else tasks reach. */
export const databases: Rule = (config, context) => [
  ...Object.entries(config.databases).flatMap(([name, database]) =>
    within(
      ["databases", name],
      [
        ...databaseProblems(database, { region: context.region, account: config.account }),
        ...secretProblems(database, config, context),
      ],
    ),
  ),
  ...Object.entries(config.databases).flatMap(([name, { maxConnections }]) =>
    maxConnections === undefined ? [] : tooManyConnections(name, maxConnections, config),
  ),
  ...tasksOf(config).flatMap(({ task, path }) => [
    ...Object.keys(task.databases).flatMap((name) =>
      unknownName("databases", { path: [...path, "databases", name], at: "key", name }, context),
    ),
    ...task.reaches.flatMap((target, index) =>
      within([...path, "reaches", index], targetProblems(target)),
    ),
  ]),
];

/** That the secret is there, with the keys that tasks get: a task with a key that is missing does not start. */
function secretProblems(
  { secret: name, secretKeys }: DatabaseConfig,
  { secrets }: StackConfig,
  context: RuleContext,
): ModelProblem[] {
  if (name === undefined) return [];
  const missing = unknownName("secrets", { path: ["secret"], name }, context);
  const secret = secrets[name];
  if (missing.length > 0 || secret === undefined || !("versions" in secret)) return missing;
  const keys = Object.keys(secret.versions.at(-1) ?? {});
  const absent = secretKeys.filter((key) => !keys.includes(key));
  if (absent.length === 0) return [];
  return [
    {
      path: ["secret"],
      related: [["secrets", name]],
      message: `The newest version of this secret has no key ${absent.join(" and no key ")}.`,
      allowed: `keys of it: ${nameList(keys)}`,
      fix: `Write secretKeys: [${keys.join(", ")}], or append a version that has ${nameList(absent)}.`,
    },
  ];
}

/** The pools of all tasks at the same time. A deployment runs old and new tasks side by side: without room, new ones fail. */
function tooManyConnections(
  name: string,
  maxConnections: number,
  config: StackConfig,
): ModelProblem[] {
  const pools = tasksOf(config).flatMap((owner) => {
    const poolSize = owner.task.databases[name]?.poolSize;
    return poolSize === undefined ? [] : [{ ...owner, poolSize, tasks: mostTasks(owner, config) }];
  });
  const connections = pools.reduce((sum, { tasks, poolSize }) => sum + tasks * poolSize, 0);
  const [first] = pools;
  if (first === undefined || connections <= maxConnections) return [];
  const tasks = pools.reduce((sum, one) => sum + one.tasks, 0);
  const uses = pools.map((one) => `${one.name} (${one.tasks} x ${one.poolSize})`);
  const most = Math.floor(maxConnections / tasks);
  return [
    {
      path: ["databases", name, "maxConnections"],
      related: pools.map(({ path }) => [...path, "databases", name, "poolSize"]),
      message: `All tasks together, old and new ones during deployments, open up to ${connections} connections: ${uses.join(", ")}.`,
      allowed: "tasks x maximumPercent x poolSize of all that use it within maxConnections",
      fix:
        most < 1
          ? "Run fewer tasks, or put a proxy such as RDS Proxy in front and bind that."
          : `Write poolSize: ${most} or less, run fewer tasks, or lower deployment.maximumPercent.`,
    },
  ];
}

function mostTasks({ path, name }: NamedTask, { services }: StackConfig): number {
  const service = path[0] === "services" ? services[name] : undefined;
  return service === undefined ? 1 : peakTasks(service);
}
