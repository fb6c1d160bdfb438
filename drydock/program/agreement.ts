/** What has to be agreed before anything is created or changed. */
import * as pulumi from "@pulumi/pulumi";
import { isMap } from "drydock-components/model/check/path";
import { liveContract } from "./platform";
import { Refusal } from "./refusal";
import type { Environment } from "./settings";

/**
 * The region of the stack, once nothing speaks against the update: everything that is created waits for it. `npx drydock preview`
 * says the same before; an update of the engine may come without it.
 *
 * @throws pulumi.RunError in it
 */
export const agreedRegion = (environment: Environment): pulumi.Output<string> =>
  pulumi.all([liveContract(environment), samePlace(environment)]).apply(() => environment.region);

/**
 * Compares region and address range with those of the stack's last update, which are in its outputs. The engine would replace the
 * VPC, and fail half-way: a load balancer cannot change its VPC, and then neither the new place nor the former one leads on.
 *
 * @throws pulumi.RunError where they differ
 */
async function samePlace({ stack, config, region }: Environment): Promise<void> {
  if (config.existing.network !== undefined) return;
  const outputs = await formerOutputs();
  const places = [
    { output: "region", key: "aws:region", what: "is in", now: region },
    {
      output: "vpcCidr",
      key: "drydock:network.cidr",
      what: "has the addresses",
      now: config.network.cidr,
    },
  ];
  const moved = places.flatMap(({ output, key, what, now }) => {
    const former = outputs[output];
    if (typeof former !== "string" || former === now) return [];
    return [`  ${key} is ${now}: the VPC of ${stack.stack} ${what} ${former}. Put ${former} back.`];
  });
  if (moved.length === 0) return;
  throw new Refusal(
    [
      `Pulumi.${stack.stack}.yaml: no update can move everything out of a VPC: a load balancer, for one, cannot change its own. Nothing was changed.`,
      ...moved,
      "  To move all the same, destroy a disposable environment first, or create a second environment and move the DNS name: " +
        "docs/operations.md, changes to plan.",
    ].join("\n"),
  );
}

/** The outputs of this stack's last update; none before the first one. */
async function formerOutputs(): Promise<Readonly<Record<string, unknown>>> {
  const name = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
  // The engine's own function, by which stack references read.
  const read: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
  return isMap(read) && isMap(read["outputs"]) ? read["outputs"] : {};
}
