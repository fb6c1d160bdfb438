import { CheckFailed } from "../failure";
import { lastLines } from "../pulumi";
import type { Step } from "../step";

export const createsEnvironment: Step = {
  name: "creates the environment",
  proves: "AWS accepts every resource, the image builds, and the first deployment becomes healthy.",
  async run({ pulumi }) {
    const { succeeded, output } = await pulumi.up();
    if (!succeeded) throw new CheckFailed(`pulumi up failed. ${lastLines(output)}`);
    const { url, clusterName, serviceName } = await pulumi.outputs();
    const created = /\+ (\d+) created/.exec(output)?.[1] ?? "no";
    return [
      `pulumi up created ${created} resources, within the mandatory policies`,
      `service ${serviceName} in cluster ${clusterName}, at ${url}`,
    ];
  },
};
