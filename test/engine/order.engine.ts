import * as assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { Engine } from "./support/engine";
import { Scratch } from "./support/scratch";

/**
 * Things that take AWS long, or that propagate late. Each is held back until everything that does not wait
 * for it is made: what needs it at its start and does not say so is then refused by the stand-in cloud.
 * On a slow machine a missing edge may go unnoticed; an edge that is there never fails.
 */
const late = [
  "ec2/vpcEndpoint:",
  "efs/mountTarget:",
  "efs/accessPoint:",
  "iam/rolePolicy:",
  "secretsmanager/secretVersion:",
  "s3/bucketObjectv2:",
  "s3/bucketPolicy:",
  "cloudwatch/logGroup:",
  "ec2/internetGateway:",
  "ec2/route:",
  "lb/listener:",
  "lb/listenerRule:",
  "vpc/securityGroupIngressRule:",
  "vpc/securityGroupEgressRule:",
  "docker-build:",
  "kms/key:",
  "ecs/clusterCapacityProviders:",
  "route53/record:",
];

/**
 * With NAT instead of endpoints. Not the internet gateway: awsx's own NAT gateways do not wait for it, and are
 * saved by the address that they wait for.
 * https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ec2/vpc.ts
 */
const lateWithNat = ["ec2/eip:", "ec2/natGateway:", "ec2/route:"];

describe("the order of making things", () => {
  const cases = [
    { natGateways: "none", late },
    { natGateways: "single", late: lateWithNat },
  ];
  for (const { natGateways, late: subjects } of cases) {
    describe(`production with NAT ${natGateways}`, () => {
      let engine: Engine;
      let empty: string;
      before(async () => {
        engine = await Engine.open(new Scratch("Pulumi.production.yaml", "production"));
        engine.scratch.configure((config) => ({
          ...config,
          "drydock:network": { cidr: "10.20.0.0/16", availabilityZones: 2, natGateways },
        }));
        empty = engine.scratch.snapshot();
      });
      after(async () => {
        await engine.close();
        rmSync(empty, { recursive: true, force: true });
      });

      for (const subject of subjects) {
        it(`waits for ${subject.replace(/:$/, "")}`, async () => {
          await engine.restore(empty);
          const delays = [{ method: "create" as const, subject, milliseconds: 2000 }];
          await engine.sandbox.providers.control({ delays });
          const run = await engine.up();
          assert.ok(run.ok, run.errors.join("\n"));
        });
      }
    });
  }
});
