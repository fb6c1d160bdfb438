import type { Metric } from "../aws";
import { eventually } from "../clock";
import { deployed, patience, type Step } from "../step";

/** What the service's scaling policies follow. */
const followed = [
  { namespace: "AWS/ECS", name: "CPUUtilization" },
  { namespace: "ECS/ContainerInsights", name: "NetworkRxBytes" },
];

const HOUR_MS = 3_600_000;

export const metricsArrive: Step = {
  name: "delivers metrics",
  proves: "Both metrics that scaling follows have values, under the names the policies use.",
  async run(context) {
    const { aws, clock } = context;
    const { clusterName, serviceName } = await deployed(context);
    const dimensions = { ClusterName: clusterName, ServiceName: serviceName };
    const seen: string[] = [];
    for (const { namespace, name } of followed) {
      const metric: Metric = { namespace, name, dimensions };
      const what = `${namespace} ${name} of ${serviceName} has values`;
      const minutes = await eventually(patience(context, { what, minutes: 15 }), async () => {
        const now = clock.now();
        const count = await aws.datapoints(metric, new Date(now.getTime() - HOUR_MS), now);
        return count > 0 ? { found: count } : { waiting: "It has none in the last hour." };
      });
      seen.push(`${namespace} ${name}: values for ${minutes} minutes of the last hour`);
    }
    return seen;
  },
};
