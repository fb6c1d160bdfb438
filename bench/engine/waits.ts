/** Computes how long a user of AWS waits: the longest chain of resources. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stackFileVariable } from "../../drydock/config";
import { capture, type Capture, type CapturedResource } from "../../drydock/offline/capture";
import { programAt } from "../../drydock/offline/load-program";
import { engineConfig } from "../../drydock/offline/preview/engine-config";
import { creationTimes, otherwise, steadySeconds } from "./creation-times";
import { criticalPath } from "./critical-path";

/** One wait, and what it consists of. */
export interface Wait {
  readonly what: string;
  readonly seconds: number;
  /** In the order in which they are made. */
  readonly chain: readonly {
    readonly resource: string;
    readonly from: number;
    readonly to: number;
  }[];
}

/** The resources an image change touches, as test/engine/support/everyday-changes.ts tests. */
const imageChange = [
  "docker-build:index:Image",
  "aws:ecs/taskDefinition:TaskDefinition",
  "aws:ecs/service:Service",
];

/** First deployments of both environments and of examples without a load balancer; one change. */
export async function waits(root: string): Promise<Wait[]> {
  const test = await registered(root, "Pulumi.test.yaml", "test");
  const production = await registered(root, "Pulumi.production.yaml", "production");
  const fleet = await registered(root, "examples/worker-fleet/Pulumi.example.yaml", "example");
  const volumes = await registered(root, "examples/platform-1-4/Pulumi.example.yaml", "example");
  return [
    waitFor("first deployment of test", test),
    waitFor("first deployment of production", production),
    waitFor("first deployment of examples/worker-fleet, without a load balancer", fleet),
    waitFor("first deployment of examples/platform-1-4, with volumes", volumes),
    waitFor("image change of test", test, imageChange),
  ];
}

async function registered(root: string, path: string, stack: string): Promise<Capture> {
  const stackFile = join(root, path);
  process.env[stackFileVariable] = stackFile;
  const config = engineConfig(readFileSync(stackFile, "utf8"));
  return capture(
    { project: "drydock", stack, preview: false, ...config },
    programAt(root, join(root, "index.ts")),
  );
}

/** @param changed types of what is changed; everything is made where it is left out */
function waitFor(what: string, { resources }: Capture, changed?: readonly string[]): Wait {
  const chain = criticalPath(resources, (resource) =>
    changed === undefined || changed.includes(resource.type)
      ? secondsOf(resource, resources, changed !== undefined)
      : 0,
  )
    .filter(({ begin, end }) => end > begin)
    .map(({ resource, begin, end }) => ({
      resource: `${resource.type} ${resource.name}`,
      from: begin,
      to: end,
    }));
  return { what, seconds: chain.at(-1)?.to ?? 0, chain };
}

function secondsOf(
  { type, name, inputs }: CapturedResource,
  resources: readonly CapturedResource[],
  update: boolean,
): number {
  if (type === "aws:ecs/service:Service") {
    const targetGroup = resources.find(
      (one) => one.type === "aws:lb/targetGroup:TargetGroup" && one.name === name,
    );
    return steadySeconds(targetGroup, update);
  }
  const isGateway =
    type === "aws:ec2/vpcEndpoint:VpcEndpoint" && inputs["vpcEndpointType"] !== "Interface";
  return isGateway ? otherwise.seconds : (creationTimes[type] ?? otherwise).seconds;
}
