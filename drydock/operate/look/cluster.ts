import type { Cluster } from "@aws-sdk/client-ecs";
import { UsageError } from "../../errors";
import type { FoundPart } from "./found";

const needed = ["FARGATE", "FARGATE_SPOT"];

/** @throws UsageError if Fargate's capacity providers are not those of the cluster */
export function clusterOf(cluster: Cluster): FoundPart {
  const { clusterArn = "", clusterName = "", capacityProviders = [] } = cluster;
  const missing = needed.filter((one) => !capacityProviders.includes(one));
  if (missing.length > 0) {
    throw new UsageError(
      `The cluster ${clusterName} lacks the capacity providers that services run on: ${missing.join(", ")}. ` +
        "Add them with aws ecs put-cluster-capacity-providers.",
    );
  }
  const execLogGroupName =
    cluster.configuration?.executeCommandConfiguration?.logConfiguration?.cloudWatchLogGroupName;
  const namespace = cluster.serviceConnectDefaults?.namespace;
  return {
    part: "cluster",
    facts: [
      { key: "arn", value: clusterArn },
      ...(execLogGroupName === undefined
        ? []
        : [{ key: "execLogGroupName", value: execLogGroupName }]),
      ...(namespace === undefined
        ? []
        : [
            {
              key: "serviceConnectNamespaceArn",
              value: namespace,
              others: "any" as const,
              notes: ["The cluster's default; another namespace may be meant."],
            },
          ]),
    ],
    unknown: [
      ...(execLogGroupName === undefined
        ? ["execLogGroupName: the cluster records sessions of ECS Exec in no log group of its own."]
        : []),
      ...(namespace === undefined
        ? ["serviceConnectNamespaceArn: the cluster has no default namespace."]
        : []),
      "dnsNamespace: { id: ..., name: ... } is needed for discovery dnsA and dnsSrv; a cluster does not tell it.",
    ],
  };
}
