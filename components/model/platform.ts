import { z } from "zod";
import { repeated } from "./check/lists";
import { type ModelProblem, within } from "./check/problem";
import { existingParts } from "./existing";
import {
  accountId,
  logicalName,
  matching,
  port,
  repositoryPath,
  several,
  strict,
  whole,
} from "./primitives";

const topicArn = matching(/^arn:aws[a-z-]*:sns:/, "the ARN of an Amazon SNS topic");

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html#host-conditions */
const hostPattern = matching(
  /^(?:\*\.)?[a-z0-9.-]+\.[a-z]+$/,
  "a host name such as *.test.example.com",
);

/** How many service stacks share a listener: each has a range of priorities, and a load balancer takes 100 rules. */
export const mostStacks = 100;

/** The platform that a service stack stands on. */
export const platform = strict({
  file: repositoryPath.describe(
    "The platform's contract: a file that npx drydock contract writes, relative to this one.",
  ),
  as: logicalName.describe("The name of this stack under drydock:shares.stacks of the platform."),
}).describe(
  "A platform that other stacks share: it owns the network, cluster, load balancer and key, and this stack services only. " +
    "Defaults to none.",
);

/** What a platform stack offers to service stacks. */
export const shares = strict({
  owner: z
    .string()
    .min(1)
    .max(80)
    .default("its owner")
    .describe("Who changes the platform, in messages of service stacks. Defaults to its owner."),
  stacks: z
    .record(logicalName, whole(0, mostStacks - 1))
    .default({})
    .describe(
      "The service stacks by name, each with a number from 0 to 99 of its own: it decides the priorities of the stack's " +
        "listener rules, so that those of two stacks never meet. Defaults to none.",
    ),
  hosts: z
    .array(hostPattern)
    .default([])
    .describe(
      "Host names whose DNS records and certificate lead to the load balancer; a route of a service stack then needs one. " +
        "Defaults to any.",
    ),
  taskPorts: several(
    port,
    "Ports of service stacks' tasks that the load balancers with sharedSecurityGroup reach by one rule each.",
  ),
  discovery: several(
    z.enum(["dns", "serviceConnect"]),
    "Namespaces in which services find each other.",
  ),
  serviceFiles: several(
    repositoryPath,
    "Stack files of service stacks: a change that would break one is a problem here. Those whose folder is not checked out " +
      "are left out.",
  ),
}).describe(
  "Makes this stack a platform: it has no services, and publishes what service stacks need. Defaults to none.",
);

/** The number of the contract's form: a reader refuses a newer one. */
export const contractVersion = 1;

/** What a platform stack publishes: everything that a service stack has to know of it. */
export const contract = strict({
  version: z.literal(contractVersion),
  /** `<project>-<stack>`. */
  platform: z.string().min(1),
  /** The stack file to change, as its owner calls it. */
  stackFile: z.string().min(1),
  owner: z.string().min(1),
  account: accountId.optional(),
  region: z.string().min(1),
  existing: existingParts.required({ network: true, cluster: true }),
  alertTopicArn: topicArn.optional(),
  hosts: z.array(hostPattern),
  stacks: z.record(z.string(), z.int()),
  /** Free addresses of a subnet, by kind; unknown of a network that Drydock did not create. */
  addresses: strict({ private: z.int(), public: z.int() }).optional(),
});

export type Contract = z.output<typeof contract>;

/** The parameter that holds a platform's contract: `/drydock/<project>-<stack>/contract`. */
export const contractParameter = (name: string): string => `/drydock/${name}/contract`;

type SharesValue = z.output<typeof shares>;

/** Returns the problems of what a platform shares: two stacks with one number, and names given twice. */
export function sharesProblems({
  stacks,
  hosts,
  serviceFiles,
  taskPorts,
}: SharesValue): ModelProblem[] {
  const taken = new Map<number, string>();
  const twice = Object.entries(stacks).flatMap(([name, number]) => {
    const other = taken.get(number);
    taken.set(number, other ?? name);
    return other === undefined ? [] : [sameNumber(name, other, stacks)];
  });
  return [
    ...within(["stacks"], twice),
    ...within(["hosts"], repeated(hosts)),
    ...within(["serviceFiles"], repeated(serviceFiles)),
    ...within(["taskPorts"], repeated(taskPorts)),
  ];
}

function sameNumber(name: string, other: string, stacks: SharesValue["stacks"]): ModelProblem {
  const used = new Set(Object.values(stacks));
  const free = Array.from({ length: mostStacks }, (_, number) => number).find(
    (number) => !used.has(number),
  );
  return {
    path: [name],
    message: `${other} has this number, too: their listener rules would meet.`,
    allowed: "a number from 0 to 99 that no other stack has",
    fix: `Write ${name}: ${free ?? 0}; the number of a stack that is deployed should stay.`,
  };
}
