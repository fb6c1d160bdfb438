import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { NatGateways, Network, type NetworkArgs } from "drydock-components";
import { longestVpcPrefixLength, subnetMasks } from "../../components/facts/subnet-masks";
import { register, registerInBothModes } from "../support";
import { refusals } from "../support/refusals";

describe("subnetMasks", () => {
  for (const [vpc, zones, expected] of [
    [16, 2, { zone: 18, private: 19, public: 20 }],
    [16, 4, { zone: 18, private: 19, public: 20 }],
    [16, 5, { zone: 19, private: 20, public: 21 }],
    [16, 6, { zone: 19, private: 20, public: 21 }],
    [23, 4, { zone: 25, private: 26, public: 27 }],
    [24, 4, { zone: 26, private: 27, public: 27 }],
    [23, 6, { zone: 26, private: 27, public: 27 }],
  ] as const) {
    it(`divides a /${vpc} among ${zones} zones`, () => {
      assert.deepEqual(subnetMasks(vpc, zones), expected);
    });
  }

  it("fits both subnets into the zone, all zones into the VPC, and a load balancer into the public one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 16, max: 24 }),
        (zones, vpc) => {
          fc.pre(vpc <= longestVpcPrefixLength(zones));
          const masks = subnetMasks(vpc, zones);
          const size = (mask: number) => 2 ** (32 - mask);
          assert.ok(size(masks.private) + size(masks.public) <= size(masks.zone));
          assert.ok(zones * size(masks.zone) <= size(vpc));
          assert.ok(masks.public <= 27);
        },
      ),
    );
  });
});

describe("arguments of a Network", () => {
  // The region with the most zones.
  const config = { "aws:region": "us-east-1" };
  const refused = (args: NetworkArgs) => refusals(() => new Network("main", args), { config });

  const possible: NetworkArgs[] = [
    { availabilityZones: 2 },
    { availabilityZones: 6, cidr: "10.0.0.0/23" },
    { availabilityZones: 4, cidr: "10.0.0.0/24" },
    { natGateways: NatGateways.Single },
    { natGateways: NatGateways.PerZone },
    { egressPorts: [] },
    { egressPorts: [1, 65535] },
  ];
  for (const args of possible) {
    it(`may be ${JSON.stringify(args)}`, async () => {
      assert.deepEqual(await refused(args), []);
    });
  }

  const impossible: [NetworkArgs, string][] = [
    [{ availabilityZones: 1 }, "availabilityZones"],
    [{ availabilityZones: 7 }, "availabilityZones"],
    [{ availabilityZones: 2.5 }, "availabilityZones"],
    [{ cidr: "10.0.0.0/15" }, "cidr"],
    [{ cidr: "10.0.0.0/25" }, "cidr"],
    [{ cidr: "10.0.0.0/24", availabilityZones: 5 }, "cidr"],
    [{ cidr: "10.0.0.0" }, "cidr"],
    [{ cidr: "999.0.0.0/16" }, "cidr"],
    [{ cidr: "10.0.0.5/16" }, "cidr"],
    [{ cidr: "fd00::/16" }, "cidr"],
    [{ egressPorts: [0] }, "egressPorts[0]"],
    [{ egressPorts: [65536] }, "egressPorts[0]"],
    [{ egressPorts: [443, 443] }, "egressPorts[1]"],
    [{ logRetentionDays: 2 }, "logRetentionDays"],
    [{ kmsKeyArn: "alias/mine" }, "kmsKeyArn"],
  ];
  for (const [args, argument] of impossible) {
    it(`may not be ${JSON.stringify(args)}`, async () => {
      const told = await refused(args);
      assert.deepEqual(
        told.map((line) => line.split(": ")[0]),
        [argument],
      );
    });
  }

  it("are refused in the words of the stack file, all at once", async () => {
    assert.deepEqual(await refused({ cidr: "10.0.0.0/8", egressPorts: [80.5] }), [
      "egressPorts[0]: This is not a whole number. Allowed: a whole number from 1 to 65535. Write a port from 1 to 65535.",
      "cidr: AWS creates no VPC larger than /16. Allowed: /16 to /24 with 3 zones. Write 10.0.0.0/16.",
    ]);
  });

  it("are refused where a plain one comes late", async () => {
    const late: object = { availabilityZones: pulumi.output(3) };
    assert.deepEqual(await refused(late), [
      "availabilityZones: This is known only later, as a whole, but it decides which resources there are. " +
        "Give a plain value; where it is a list of ids, each of them may come later.",
    ]);
  });
});

/** Shows what is asked of awsx, not what its plugin makes of it: that is the cloud model's test. */
describe("Network", () => {
  const network = (args: NetworkArgs) => () => new Network("main", args);

  it("makes a VPC, closes its default security group and records its traffic", async () => {
    const { update } = await registerInBothModes(network({}));
    const vpc = update.one("awsx:ec2:Vpc");
    assert.deepEqual(vpc.inputs, {
      cidrBlock: "10.0.0.0/16",
      numberOfAvailabilityZones: 3,
      availabilityZoneCidrMask: 18,
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Private", cidrMask: 19 },
        { type: "Public", cidrMask: 20 },
      ],
      natGateways: { strategy: "None" },
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
    const made = update.childrenOf(update.one("drydock:index:Network"));
    assert.deepEqual(made.map(({ type, name }) => `${type} ${name}`).sort(), [
      "aws:cloudwatch/logGroup:LogGroup main-flow-logs",
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup main-default",
      "aws:ec2/flowLog:FlowLog main-flow-logs",
      "aws:ec2/securityGroup:SecurityGroup main-workload",
      "aws:iam/role:Role main-flow-logs",
      "aws:iam/rolePolicy:RolePolicy main-flow-logs",
      "awsx:ec2:Vpc main",
    ]);
    const closed = update.one("DefaultSecurityGroup");
    assert.deepEqual([closed.inputs["ingress"], closed.inputs["egress"]], [[], []]);
    const flowLog = update.one("FlowLog");
    assert.equal(flowLog.inputs["trafficType"], "ALL");
    assert.ok(flowLog.dependencies.includes(update.one("RolePolicy").urn));
  });

  it("keeps the layout when a zone is added, so that no subnet is replaced", async () => {
    const cidrs = async (availabilityZones: number) => {
      const registered = await register(network({ availabilityZones }));
      return new Map(
        registered
          .all("aws:ec2/subnet:Subnet")
          .map(({ name, inputs }) => [name, inputs["cidrBlock"]]),
      );
    };
    const [two, three] = [await cidrs(2), await cidrs(3)];
    assert.equal(two.size, 4);
    assert.equal(three.size, 6);
    for (const [name, cidr] of two) assert.equal(three.get(name), cidr, name);
  });

  for (const [natGateways, strategy, ports] of [
    ["none", "None", []],
    ["single", "Single", [443, 5432]],
    ["perZone", "OnePerAz", [443, 5432]],
  ] as const) {
    it(`lets workloads reach the internet only where there is a way: ${natGateways}`, async () => {
      const registered = await register(network({ natGateways, egressPorts: [443, 5432] }));
      assert.deepEqual(registered.one("awsx:ec2:Vpc").inputs["natGateways"], { strategy });
      const rules = registered.all("SecurityGroupEgressRule");
      assert.deepEqual(
        rules.map(({ inputs }) => inputs["fromPort"]),
        ports,
      );
      for (const { inputs } of rules) {
        assert.equal(inputs["cidrIpv4"], "0.0.0.0/0");
        assert.equal(inputs["toPort"], inputs["fromPort"]);
      }
    });
  }

  it("gives flow logs their name, retention and key, and a role that can write nowhere else", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-2:111122223333:key/1";
    const registered = await register(
      network({ flowLogGroupName: "/shop/flow-logs", logRetentionDays: 14, kmsKeyArn }),
    );
    const { name, retentionInDays, kmsKeyId } = registered.one("LogGroup").inputs;
    assert.deepEqual([name, retentionInDays, kmsKeyId], ["/shop/flow-logs", 14, kmsKeyArn]);
    const policy = JSON.stringify(registered.json(registered.one("RolePolicy"), "policy"));
    assert.match(
      policy,
      /"Resource":\["arn:aws:logs:us-east-2:\d{12}:log-group:\/shop\/flow-logs:\*"\]/,
    );
    const trust = JSON.stringify(
      registered.json(registered.one("iam/role:Role"), "assumeRolePolicy"),
    );
    assert.match(trust, /"aws:SourceArn":\["arn:aws:ec2:us-east-2:\d{12}:vpc-flow-log\/\*"\]/);
    assert.match(trust, /"aws:SourceAccount":\["\d{12}"\]/);
  });

  it("knows what the role may do in a preview, so that policies can check it", async () => {
    const registered = await register(network({}), { preview: true });
    assert.match(
      JSON.stringify(registered.json(registered.one("RolePolicy"), "policy")),
      /"arn:aws:logs:us-east-2:\d{12}:log-group:main-flow-logs-[^"]+:\*"/,
    );
  });

  it("makes no flow logs where they are not wanted", async () => {
    const registered = await register(network({ flowLogs: false }));
    assert.deepEqual(registered.all("FlowLog"), []);
    assert.deepEqual(registered.all("LogGroup"), []);
  });

  it("gives ids of subnets and of all route tables", async () => {
    const { capture } = await register(() => {
      const made = new Network("main", { availabilityZones: 2, cidr: "10.20.0.0/16" });
      return {
        cidr: made.cidr,
        counts: pulumi
          .all([made.publicSubnetIds, made.privateSubnetIds, made.routeTableIds])
          .apply((lists) => lists.map((list) => new Set(list).size)),
      };
    });
    assert.deepEqual(capture.outputs, { cidr: "10.20.0.0/16", counts: [2, 2, 4] });
  });

  it("hands its provider on to awsx", async () => {
    const registered = await register(() => {
      const provider = new aws.Provider("named", { region: "us-east-2" });
      return new Network("main", {}, { providers: { aws: provider } });
    });
    assert.match(registered.one("aws:ec2/vpc:Vpc").provider ?? "", /::named/);
  });
});
