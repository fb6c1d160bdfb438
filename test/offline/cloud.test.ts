import * as assert from "node:assert/strict";
import type { PropertyBag } from "../../drydock/offline/capture";
import {
  type Registration,
  checkInputs,
  idOf,
  isAssumed,
  invoke,
  models,
  outputsOfReplacement,
  stateOf,
} from "../../drydock/offline/cloud";
import { joined } from "../../drydock/offline/cloud/joined";
import { modelOf } from "../../drydock/offline/cloud/models";
import type { ResourceModels } from "../../drydock/offline/cloud/types";
import { declaredInputs } from "../../scripts/declared-types";
import { textOf } from "../support";

function registration(type: string, inputs: PropertyBag, more: Partial<Registration> = {}) {
  return {
    urn: `urn:pulumi:test::drydock::${type}::web`,
    type,
    name: "web",
    inputs,
    region: "us-east-2",
    defaultTags: {},
    ...more,
  };
}

function made(type: string, inputs: PropertyBag = {}, more: Partial<Registration> = {}) {
  const one = registration(type, inputs, more);
  const checked = checkInputs(one);
  return { id: idOf(one, checked), state: stateOf(one, checked) };
}

const arnOf = (type: string, inputs: PropertyBag = {}): string =>
  textOf(made(type, inputs).state, "arn");

/** Shapes as AWS documents them; nothing here asks AWS. */
describe("ids and ARNs of the stand-in cloud", () => {
  const ids: readonly (readonly [string, PropertyBag, RegExp])[] = [
    ["aws:ec2/vpc:Vpc", {}, /^vpc-0[0-9a-f]{16}$/],
    ["aws:ec2/subnet:Subnet", {}, /^subnet-0[0-9a-f]{16}$/],
    ["aws:ec2/securityGroup:SecurityGroup", {}, /^sg-0[0-9a-f]{16}$/],
    ["aws:ec2/eip:Eip", {}, /^eipalloc-0[0-9a-f]{16}$/],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", {}, /^vpce-0[0-9a-f]{16}$/],
    ["aws:efs/fileSystem:FileSystem", {}, /^fs-0[0-9a-f]{16}$/],
    ["aws:efs/accessPoint:AccessPoint", {}, /^fsap-0[0-9a-f]{16}$/],
    ["aws:kms/key:Key", {}, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    ["aws:s3/bucket:Bucket", {}, /^web-[0-9a-f]{7}$/],
    ["aws:s3/bucketObjectv2:BucketObjectv2", { bucket: "b", key: "k" }, /^b\/k$/],
    ["aws:iam/role:Role", {}, /^web-[0-9a-f]{7}$/],
    ["aws:route53/record:Record", { zoneId: "Z1", name: "a.b", type: "A" }, /^Z1_a\.b_A$/],
    ["aws:servicediscovery/httpNamespace:HttpNamespace", {}, /^ns-[0-9a-f]{16}$/],
    ["aws:servicediscovery/service:Service", {}, /^srv-[0-9a-f]{16}$/],
  ];
  for (const [type, inputs, shape] of ids) {
    it(`${type} has an id like ${shape.source}`, () => {
      assert.match(made(type, inputs).id, shape);
    });
  }

  const east = "us-east-2:111122223333";
  const arns: readonly (readonly [string, PropertyBag, RegExp])[] = [
    ["aws:ecs/cluster:Cluster", { name: "c" }, new RegExp(`^arn:aws:ecs:${east}:cluster/c$`)],
    [
      "aws:ecs/service:Service",
      { name: "s", cluster: `arn:aws:ecs:${east}:cluster/c` },
      new RegExp(`^arn:aws:ecs:${east}:service/c/s$`),
    ],
    [
      "aws:ecs/taskDefinition:TaskDefinition",
      { family: "f" },
      new RegExp(`^arn:aws:ecs:${east}:task-definition/f:1$`),
    ],
    [
      "aws:lb/loadBalancer:LoadBalancer",
      {},
      new RegExp(`^arn:aws:elasticloadbalancing:${east}:loadbalancer/app/web-\\w{7}/\\w{16}$`),
    ],
    [
      "aws:lb/listener:Listener",
      { loadBalancerArn: `arn:aws:elasticloadbalancing:${east}:loadbalancer/app/l/0a` },
      new RegExp(`^arn:aws:elasticloadbalancing:${east}:listener/app/l/0a/\\w{16}$`),
    ],
    [
      "aws:secretsmanager/secret:Secret",
      { name: "a/b" },
      new RegExp(`^arn:aws:secretsmanager:${east}:secret:a/b-\\w{6}$`),
    ],
    ["aws:s3/bucket:Bucket", { bucket: "b" }, /^arn:aws:s3:::b$/],
    ["aws:iam/role:Role", { name: "r" }, /^arn:aws:iam::111122223333:role\/r$/],
    [
      "aws:wafv2/webAcl:WebAcl",
      { name: "a", scope: "REGIONAL" },
      new RegExp(`^arn:aws:wafv2:${east}:regional/webacl/a/[0-9a-f-]{36}$`),
    ],
    [
      "aws:cloudwatch/logGroup:LogGroup",
      { name: "/a" },
      new RegExp(`^arn:aws:logs:${east}:log-group:/a$`),
    ],
  ];
  for (const [type, inputs, shape] of arns) {
    it(`${type} has an ARN like ${shape.source}`, () => {
      assert.match(arnOf(type, inputs), shape);
    });
  }

  it("depend on the URN only, and differ between URNs and generations", () => {
    const type = "aws:ec2/vpc:Vpc";
    const other = { urn: `urn:pulumi:test::drydock::${type}::other` };
    assert.equal(made(type).id, made(type).id);
    assert.notEqual(made(type).id, made(type, {}, other).id);
    assert.notEqual(made(type).id, made(type, {}, { generation: 1 }).id);
  });

  it("cut a physical name to what AWS allows, and keep its suffix", () => {
    const name = "a-very-long-name-of-a-service-that-goes-on";
    const { state } = made("aws:lb/targetGroup:TargetGroup", {}, { name });
    assert.equal(textOf(state, "name").length, 32);
    assert.match(textOf(state, "name"), /^a-very-long-name-of-a-se-?.*-[0-9a-f]{7}$/);
  });
});

describe("the table of the stand-in cloud", () => {
  it("makes every type even from no inputs, and keeps what is given", () => {
    for (const type of Object.keys(models)) {
      const { state } = made(type, { given: "kept" });
      assert.equal(state["given"], "kept", type);
    }
  });

  it("refuses a type that two tables have", () => {
    const vpc = modelOf("aws:ec2/vpc:Vpc");
    const tables: readonly ResourceModels[] = [{ "x:y:Z": vpc }, { "x:y:Other": vpc }];
    assert.deepEqual(joined(tables), { "x:y:Z": vpc, "x:y:Other": vpc });
    assert.throws(() => joined([...tables, { "x:y:Z": vpc }]), {
      message: "x:y:Z is in two tables of models.",
    });
  });

  it("names only inputs that the AWS provider declares", () => {
    for (const [type, model] of Object.entries(models)) {
      if (!type.startsWith("aws:")) continue;
      const { replaceOn, defaults = {}, exclusive = [], oneOf = {}, texts = {} } = model;
      const { json = [], references = [], unique = [] } = model;
      const paths = [
        ...replaceOn,
        ...[defaults, oneOf, texts].flatMap(Object.keys),
        ...exclusive.flat(),
        ...json,
        ...references.map(({ path }) => path),
        ...unique.flatMap(({ by }) => by),
      ];
      const declared = declaredInputs(type).map(({ name }) => name);
      const unknown = paths.filter((path) => !declared.includes(path.split(".")[0] ?? ""));
      assert.deepEqual(unknown, [], type);
    }
  });

  it("names each replacing input once", () => {
    for (const [type, { replaceOn }] of Object.entries(models)) {
      assert.deepEqual([...new Set(replaceOn)], [...replaceOn], type);
    }
  });

  it("knows a type that it lacks by the outputs that its provider declares", () => {
    const { id, state } = made("aws:mq/broker:Broker", { brokerName: "orders" });
    assert.match(id, /^web-[0-9a-f]{7}$/);
    assert.equal(state["brokerName"], "orders");
    assert.equal(state["arn"], "arn:aws:mq:us-east-2:111122223333:web");
    assert.ok("instances" in state);
    assert.deepEqual(
      [isAssumed("aws:mq/broker:Broker"), isAssumed("aws:rds/cluster:Cluster")],
      [true, false],
    );
  });

  it("keeps the inputs of a type that nobody declares", () => {
    assert.deepEqual(made("acme:index:Thing", { size: 3 }).state, { size: 3 });
  });

  it("names the function it does not know", () => {
    assert.throws(() => invoke("aws:ec2/getAmi:getAmi", {}, nowhere("us-east-2")), {
      name: "UnknownToCloudError",
      message: /no model of the function aws:ec2\/getAmi:getAmi/,
    });
  });

  it("knows which outputs a replacement has anew", () => {
    const anew = (type: string, inputs: PropertyBag) =>
      outputsOfReplacement(registration(type, inputs)).sort();
    assert.deepEqual(anew("aws:cloudwatch/logGroup:LogGroup", { name: "/fixed" }), []);
    assert.deepEqual(anew("aws:ecs/taskDefinition:TaskDefinition", { family: "f" }), [
      "arn",
      "revision",
    ]);
    assert.deepEqual(anew("aws:iam/role:Role", {}), ["arn", "id", "name", "uniqueId"]);
  });
});

/** A cloud without objects. */
const nowhere = (region: string) => ({ region, objectsOf: () => [] });

describe("functions of the stand-in cloud", () => {
  it("lists as many zones as the region has", () => {
    const zones = (region: string) =>
      invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {}, nowhere(region))["names"];
    assert.deepEqual(zones("us-east-2"), ["us-east-2a", "us-east-2b", "us-east-2c"]);
    assert.deepEqual(
      zones("us-west-2"),
      ["a", "b", "c", "d"].map((letter) => `us-west-2${letter}`),
    );
  });

  it("answers with the partition of the region", () => {
    const partition = (region: string) =>
      invoke("aws:index/getPartition:getPartition", {}, nowhere(region))["partition"];
    assert.equal(partition("us-east-2"), "aws");
    assert.equal(partition("cn-north-1"), "aws-cn");
    assert.equal(partition("us-gov-west-1"), "aws-us-gov");
  });
});
