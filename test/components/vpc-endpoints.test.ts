import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import {
  endpointPlan,
  VpcEndpoints,
  type EndpointFeature,
  type VpcEndpointsArgs,
} from "drydock-components";
import { accountId } from "../../drydock/offline/cloud/facts";
import { register, registerInBothModes, type Registered } from "../support";
import { refusals } from "../support/refusals";

describe("endpointPlan", () => {
  const needs = (need: EndpointFeature["need"]) =>
    endpointPlan([{ cause: "web", need }]).map(({ service, kind }) => `${service} ${kind}`);

  for (const [need, expected] of [
    ["imagePull", ["ecr.api interface", "ecr.dkr interface", "s3 gateway"]],
    ["envFiles", ["s3 gateway"]],
    ["logs", ["logs interface"]],
    ["secrets", ["secretsmanager interface"]],
    ["parameters", ["ssm interface"]],
    ["exec", ["ssmmessages interface"]],
    ["customerKey", ["kms interface"]],
  ] as const) {
    it(`${need} needs ${expected.join(", ")}`, () => {
      assert.deepEqual(needs(need), expected);
    });
  }

  for (const [service, kind] of [
    ["sqs", "interface"],
    ["dynamodb", "gateway"],
    ["s3", "gateway"],
  ] as const) {
    it(`a service that calls ${service} needs its ${kind} endpoint`, () => {
      assert.deepEqual(endpointPlan([{ cause: "web", need: "awsService", service }]), [
        { service, kind, causes: ["web"] },
      ]);
    });
  }

  it("needs nothing where nothing is used", () => {
    assert.deepEqual(endpointPlan([]), []);
  });

  it("names every cause once, and sorts causes and services", () => {
    assert.deepEqual(
      endpointPlan([
        { cause: "web", need: "secrets" },
        { cause: "web", need: "envFiles" },
        { cause: "api", need: "envFiles" },
        { cause: "web", need: "awsService", service: "s3" },
      ]),
      [
        { service: "s3", kind: "gateway", causes: ["api", "web"] },
        { service: "secretsmanager", kind: "interface", causes: ["web"] },
      ],
    );
  });

  it("is the same in whatever order features come, and never names a service twice", () => {
    const feature = fc.record({
      cause: fc.constantFrom("web", "api", "worker"),
      need: fc.constantFrom("imagePull", "logs", "secrets", "exec", "envFiles"),
    });
    fc.assert(
      fc.property(fc.array(feature), (features) => {
        const plan = endpointPlan(features);
        assert.deepEqual(endpointPlan([...features].reverse()), plan);
        const services = plan.map(({ service }) => service);
        assert.deepEqual(services, [...new Set(services)].sort());
      }),
    );
  });
});

const base = {
  vpcId: "vpc-0a1",
  region: "us-east-2",
  subnetIds: ["subnet-0a1", "subnet-0b2"],
  routeTableIds: ["rtb-0a1", "rtb-0b2"],
  workloadSecurityGroupId: "sg-workload",
};
const endpoints = (args: Partial<VpcEndpointsArgs>) => () =>
  new VpcEndpoints("ways", { ...base, ...args });

describe("arguments of VpcEndpoints", () => {
  it("may have no subnet where there is no interface endpoint", async () => {
    assert.deepEqual(await refusals(endpoints({ gatewayServices: ["s3"], subnetIds: [] })), []);
  });

  it("are refused all at once", async () => {
    const told = await refusals(
      endpoints({
        region: "us-east-9",
        interfaceServices: ["logs", "logs", "s3", "secretmanager"],
        gatewayServices: ["s3", "sqs"],
        subnetIds: [],
      }),
    );
    assert.deepEqual(
      told.map((line) => line.replace(/ Allowed: .*? (?=[A-Z])/, " ")),
      [
        "region: AWS has no region of this name. Did you mean us-east-1?",
        "subnetIds: There is no subnet, but logs, logs, s3, secretmanager need one. Give one for each zone in use.",
        "interfaceServices[1]: This is in the list twice. Remove one of the two.",
        "interfaceServices[3]: AWS has no endpoint of this name. Did you mean secretsmanager?",
        "gatewayServices[0]: s3 is under interfaceServices as well. Remove one of the two.",
        "gatewayServices[1]: sqs has no gateway endpoint. Move it to interfaceServices.",
      ],
    );
  });

  it("are refused where the list of subnets comes late", async () => {
    const late: object = { subnetIds: pulumi.output(["subnet-1"]) };
    const [told = ""] = await refusals(endpoints(late));
    assert.match(told, /^subnetIds: This is known only later, as a whole, /);
  });
});

/** Shows the policies' text; whether a zone has every endpoint, only AWS knows. */
describe("VpcEndpoints", () => {
  const imageLayers = {
    Sid: "ImageLayers",
    Effect: "Allow",
    Principal: "*",
    Action: ["s3:GetObject"],
    Resource: ["arn:aws:s3:::prod-us-east-2-starport-layer-bucket/*"],
  };
  const policy = (registered: Registered, name: string) =>
    registered.json(registered.one("VpcEndpoint", name), "policy");

  it("makes an interface endpoint in every subnet, with private names, for this account only", async () => {
    const { update } = await registerInBothModes(
      endpoints({ interfaceServices: ["ecr.api", "athena"] }),
    );
    const endpoint = update.one("VpcEndpoint", "ways-ecr-api");
    assert.equal(endpoint.inputs["serviceName"], "com.amazonaws.us-east-2.ecr.api");
    assert.equal(endpoint.inputs["vpcEndpointType"], "Interface");
    assert.equal(endpoint.inputs["privateDnsEnabled"], true);
    assert.deepEqual(endpoint.inputs["subnetIds"], base.subnetIds);
    const statement = {
      Sid: "ThisAccount",
      Effect: "Allow",
      Principal: "*",
      Action: ["ecr:*"],
      Resource: ["*"],
      Condition: {
        StringEquals: { "aws:PrincipalAccount": [accountId] },
      },
    };
    assert.deepEqual(policy(update, "ways-ecr-api"), {
      Version: "2012-10-17",
      Statement: [statement],
    });
    assert.deepEqual(policy(update, "ways-athena"), {
      Version: "2012-10-17",
      Statement: [{ ...statement, Action: ["*"] }],
    });
  });

  it("admits the workloads on 443, and nothing else", async () => {
    const registered = await register(endpoints({ interfaceServices: ["logs", "ssm"] }));
    const group = registered.one("aws:ec2/securityGroup:SecurityGroup");
    const rules = registered.resources.filter(({ type }) => /SecurityGroup\w+Rule$/.test(type));
    assert.deepEqual(
      rules.map(({ name, inputs }) => [
        name,
        inputs["securityGroupId"],
        inputs["referencedSecurityGroupId"],
        inputs["fromPort"],
        inputs["toPort"],
      ]),
      [
        ["ways-from-workloads", group.outputs["id"], "sg-workload", 443, 443],
        ["ways-to-endpoints", "sg-workload", group.outputs["id"], 443, 443],
      ],
    );
  });

  it("admits all buckets of the account for its principals, where it is said", async () => {
    const registered = await register(endpoints({ gatewayServices: ["s3"], accountBuckets: true }));
    assert.deepEqual(policy(registered, "ways-s3"), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "BucketsOfThisAccount",
          Effect: "Allow",
          Principal: "*",
          Action: ["s3:*"],
          Resource: ["*"],
          Condition: {
            StringEquals: {
              "aws:PrincipalAccount": [accountId],
              "aws:ResourceAccount": [accountId],
            },
          },
        },
        imageLayers,
      ],
    });
  });

  it("leads to S3 through every route table, to the environment's buckets and image layers only", async () => {
    const registered = await register(
      endpoints({ gatewayServices: ["s3"], bucketArns: ["arn:aws:s3:::files"] }),
    );
    const endpoint = registered.one("VpcEndpoint");
    assert.equal(endpoint.inputs["vpcEndpointType"], "Gateway");
    assert.deepEqual(endpoint.inputs["routeTableIds"], base.routeTableIds);
    assert.deepEqual(policy(registered, "ways-s3"), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ThisAccount",
          Effect: "Allow",
          Principal: "*",
          Action: ["s3:*"],
          Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
          Condition: {
            StringEquals: {
              "aws:PrincipalAccount": [accountId],
            },
          },
        },
        imageLayers,
      ],
    });
    const rule = registered.one("SecurityGroupEgressRule");
    assert.equal(rule.inputs["prefixListId"], endpoint.outputs["prefixListId"]);
    assert.equal(rule.inputs["securityGroupId"], "sg-workload");
    assert.deepEqual(registered.all("aws:ec2/securityGroup:SecurityGroup"), []);
  });

  it("lets every request through to the buckets that it names, and to nothing else", async () => {
    const registered = await register(
      endpoints({ gatewayServices: ["s3"], openBucketNames: ["public-data"] }),
    );
    assert.deepEqual(policy(registered, "ways-s3"), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ImageLayers",
          Effect: "Allow",
          Principal: "*",
          Action: ["s3:GetObject"],
          Resource: ["arn:aws:s3:::prod-us-east-2-starport-layer-bucket/*"],
        },
        {
          Sid: "OpenBuckets",
          Effect: "Allow",
          Principal: "*",
          Action: ["s3:*"],
          Resource: ["arn:aws:s3:::public-data", "arn:aws:s3:::public-data/*"],
        },
      ],
    });
  });

  it("leads to image layers alone where the environment has no bucket", async () => {
    const registered = await register(endpoints({ gatewayServices: ["s3"] }));
    assert.match(JSON.stringify(policy(registered, "ways-s3")), /^(?!.*s3:\*).*starport-layer/);
  });

  it("makes nothing where nothing is asked for", async () => {
    const registered = await register(endpoints({}));
    assert.deepEqual(registered.names, ["drydock:index:VpcEndpoints ways"]);
  });
});
