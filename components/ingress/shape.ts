import { z } from "zod";
import { id, keptDays } from "../internal/common-arguments";
import { late, like } from "../internal/late";
import { argumentType } from "../model/check/argument-type";
import { ingress } from "../model/ingress";
import { offByDefault, port, several, strict } from "../model/primitives";

const {
  hostedZoneId,
  certificateArn,
  webAclArn,
  internal,
  moreDomains,
  sharedSecurityGroup,
  ...settings
} = ingress.shape;

const nameArguments = {
  hostedZoneId: like(hostedZoneId, late(hostedZoneId.unwrap()).optional()),
  certificateArn: like(certificateArn, late(certificateArn.unwrap()).optional()),
};

const furtherDomain = argumentType(
  "DomainArgs",
  "A further name of an `Ingress`.",
  strict({ domain: moreDomains.unwrap().element.shape.domain, ...nameArguments }),
);

export const ingressArgs = argumentType(
  "IngressArgs",
  "The arguments of an `Ingress`.",
  strict({
    vpcId: id.describe("Id of the VPC."),
    subnetIds: late(z.array(id)).describe(
      "Ids of the load balancer's subnets, in at least two zones: public ones, or private ones for an internal load balancer.",
    ),
    ...settings,
    ...nameArguments,
    moreDomains: like(moreDomains, z.array(furtherDomain).default([])),
    webAclArn: like(webAclArn, late(webAclArn.unwrap()).optional()),
    internal: internal.describe("Reachable from inside the VPC only. Defaults to false."),
    reachesIdentityProviders: offByDefault(
      "Let the load balancer connect to the internet by HTTPS, as it must to sign users in.",
    ),
    listenerPorts: several(
      port,
      "With type network: the ports that allowedCidrs may connect to, of the listeners that services create.",
    ),
    sharedPorts: z
      .array(port)
      .default([])
      .describe(
        "Ports of tasks that share one more security group, sharedSecurityGroupId. Defaults to none, and no such group: a service takes one of the 60 rules of the load balancer's own group.",
      ),
    logRetentionDays: keptDays("access logs are kept"),
    deletable: offByDefault(
      "True: load balancer and logs can be deleted with their environment. False: AWS and Pulumi refuse to.",
    ),
  }),
);
