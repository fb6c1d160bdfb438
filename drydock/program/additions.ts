import * as pulumi from "@pulumi/pulumi";
import type { FargateServiceArgs, Queue, VersionedSecret } from "drydock-components";
import type {
  EnvironmentCluster,
  EnvironmentFileSystem,
  EnvironmentIngress,
  EnvironmentNetwork,
} from "./foundation";
import { nameList, nearestName } from "drydock-components/model/check/nearest";

/**
 * What code beside the stack file adds to a service: values that only other resources know. They may come late. Each
 * name must be new to the service: the stack file's own value is never replaced.
 *
 * @example
 * { environment: { TABLE: table.name }, permissions: [{ actions: ["dynamodb:GetItem"], resources: [table.arn] }] }
 */
export type ServiceAdditions = Pick<
  FargateServiceArgs,
  "environment" | "secrets" | "volumes" | "permissions" | "connectsTo"
>;

/** The parts of an environment that exist before its services. */
export interface Foundation {
  /** Options that put a resource into the environment's account and region, with its tags. */
  readonly options: { readonly provider: pulumi.ProviderResource };
  /** True in a `disposable` environment: nothing in it needs protection. */
  readonly deletable: boolean;
  readonly network: EnvironmentNetwork;
  readonly cluster: EnvironmentCluster;
  /** The load balancer of `drydock:ingress`, or else the first one. */
  readonly ingress: EnvironmentIngress | undefined;
  /** By name: `ingress`, and those of `drydock:loadBalancers`. */
  readonly loadBalancers: ReadonlyMap<string, EnvironmentIngress>;
  /** The customer-managed key, unless `drydock:encryption.customerKey` is false. */
  readonly kmsKeyArn: pulumi.Output<string> | undefined;
  /** ARNs of the topics that hear of alarms: for the `alarmActions` of yours. Empty without `drydock:alerts`. */
  readonly alertActions: readonly pulumi.Output<string>[];
  /** By name, as are secrets. */
  readonly fileSystems: ReadonlyMap<string, EnvironmentFileSystem>;
  readonly secrets: ReadonlyMap<string, VersionedSecret>;
  readonly queues: ReadonlyMap<string, Queue>;
}

/** Additions by the service's name in the stack file. */
export type AdditionsByService = Readonly<Record<string, ServiceAdditions>>;

/** Additions, or a function that creates resources on the environment's foundation and returns additions. */
export type Additions = AdditionsByService | ((foundation: Foundation) => AdditionsByService);

/** @throws pulumi.RunError that names every service or job that the stack file does not have */
export function refuseUnknown(
  kind: "service" | "job",
  given: AdditionsByService,
  known: readonly string[],
): void {
  refuse(
    Object.keys(given)
      .filter((name) => !known.includes(name))
      .map((name) => {
        const nearest = nearestName(name, known);
        return (
          `The stack file has no ${kind} "${name}". ${kind === "job" ? "Jobs" : "Services"}: ${nameList(known)}.` +
          (nearest === undefined ? "" : ` Did you mean ${nearest}?`)
        );
      }),
  );
}

/** The arguments that additions go into. */
type Addable = Pick<FargateServiceArgs, keyof ServiceAdditions>;

/**
 * Returns the arguments of a service or a job with the additions of the code beside the stack file.
 *
 * @throws pulumi.RunError that lists every name that the stack file gives already
 */
export function withAdditions<Args extends Addable>(
  workload: string,
  args: Args,
  additions: ServiceAdditions = {},
): Args {
  const { permissions = [], ...maps } = additions;
  const variables = { ...args.environment, ...args.secrets };
  const taken = {
    environment: { ...variables, ...additions.secrets },
    secrets: variables,
    volumes: args.volumes,
    connectsTo: args.connectsTo,
  };
  refuse(
    (["environment", "secrets", "volumes", "connectsTo"] as const).flatMap((key) =>
      Object.keys(maps[key] ?? {})
        .filter((one) => one in (taken[key] ?? {}))
        .map(
          (one) =>
            `"${one}" in the ${key} that the code adds to the ${workload} exists already. ` +
            "Remove it from the stack file, or give it another name.",
        ),
    ),
  );
  return {
    ...args,
    environment: { ...args.environment, ...additions.environment },
    secrets: { ...args.secrets, ...additions.secrets },
    volumes: { ...args.volumes, ...additions.volumes },
    connectsTo: { ...args.connectsTo, ...additions.connectsTo },
    permissions: [...(args.permissions ?? []), ...permissions],
  };
}

/** A user's error: the message alone, without a stack trace. */
function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new pulumi.RunError(problems.join("\n"));
}
