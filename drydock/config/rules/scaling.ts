import { services, type Rule } from "./rule";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html */
export const networkTargets: Rule = (config) =>
  services(config).flatMap(({ service: { scaling }, path }) =>
    config.cluster.containerInsights !== "disabled" || scaling === undefined
      ? []
      : (["networkReceivedBytesPerSecond", "networkSentBytesPerSecond"] as const)
          .filter((target) => scaling[target] !== undefined)
          .map((target) => ({
            path: [...path, "scaling", target],
            related: [["cluster", "containerInsights"]],
            message: "Container Insights measures the network, and it is disabled.",
            allowed: "network targets with containerInsights enabled or enhanced",
            fix: "Set drydock:cluster.containerInsights to enabled or enhanced, or remove this target.",
          })),
  );
