// Not proved here: that a VPC of AWS has no other way out than a default route.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RouteTable, SecurityGroup, Subnet, VpcEndpoint } from "@aws-sdk/client-ec2";
import type { Listener, LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { blockText, differences, withBlock, withFacts } from "../../drydock/operate/look/block";
import { clusterOf } from "../../drydock/operate/look/cluster";
import type { FoundPart } from "../../drydock/operate/look/found";
import { loadBalancerOf, type SeenLoadBalancer } from "../../drydock/operate/look/load-balancer";
import { networkOf } from "../../drydock/operate/look/network";
import { AwsError, type Script } from "./emulator";
import { stage } from "./stage";

const vpcId = "vpc-0a1b2c3d4e5f60718";
const subnet = (id: string, zone: string, free = 100): Subnet => ({
  SubnetId: `subnet-0000000${id}`,
  AvailabilityZone: zone,
  AvailableIpAddressCount: free,
});
const table = (id: string, subnets: readonly string[], route?: string): RouteTable => ({
  RouteTableId: id,
  Associations: subnets.map((one) =>
    one === "main" ? { Main: true } : { SubnetId: `subnet-0000000${one}` },
  ),
  Routes: [
    { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local", State: "active" },
    ...(route === undefined
      ? []
      : [
          {
            DestinationCidrBlock: "0.0.0.0/0",
            State: "active" as const,
            ...(route.startsWith("igw-") ? { GatewayId: route } : { NatGatewayId: route }),
          },
        ]),
  ],
});
const endpoint = (name: string, more: Partial<VpcEndpoint> = {}): VpcEndpoint => ({
  VpcEndpointId: `vpce-${name}`,
  ServiceName: `com.amazonaws.us-east-2.${name}`,
  VpcEndpointType: "Interface",
  State: "Available",
  PrivateDnsEnabled: true,
  ...more,
});

const seen = {
  vpc: { VpcId: vpcId, CidrBlock: "10.0.0.0/16" },
  subnets: [
    subnet("1", "us-east-2a"),
    subnet("2", "us-east-2b"),
    subnet("3", "us-east-2a"),
    subnet("4", "us-east-2b"),
  ],
  routeTables: [table("rtb-out", ["1", "2"], "igw-1"), table("rtb-in", ["main"], "nat-1")],
  endpoints: [endpoint("ecr.api")],
};

const shared: LoadBalancer = {
  LoadBalancerArn: "arn:aws:elasticloadbalancing:us-east-2:111122223333:loadbalancer/app/s/1",
  LoadBalancerName: "shared",
  DNSName: "shared-1.us-east-2.elb.amazonaws.com",
  Scheme: "internet-facing",
  Type: "application",
  VpcId: vpcId,
  SecurityGroups: ["sg-0a1b2c3d4e5f60718"],
  AvailabilityZones: [{ SubnetId: "subnet-00000001" }, { SubnetId: "subnet-00000002" }],
};

const anyHttps: SecurityGroup = {
  IpPermissionsEgress: [
    { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
  ],
};

const account: Script = {
  DescribeVpcs: { Vpcs: [seen.vpc] },
  DescribeSubnets: { Subnets: seen.subnets },
  DescribeRouteTables: { RouteTables: seen.routeTables },
  DescribeVpcEndpoints: { VpcEndpoints: seen.endpoints },
  DescribeClusters: {
    clusters: [
      {
        clusterArn: "arn:aws:ecs:us-east-2:111122223333:cluster/shared",
        clusterName: "shared",
        status: "ACTIVE",
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      },
    ],
  },
  DescribeLoadBalancers: { LoadBalancers: [shared] },
  DescribeSecurityGroups: { SecurityGroups: [anyHttps] },
  DescribeListeners: {
    Listeners: [
      {
        ListenerArn: "arn:aws:elasticloadbalancing:us-east-2:111122223333:listener/app/s/1/80",
        Protocol: "HTTP",
        Port: 80,
      },
      {
        ListenerArn: "arn:aws:elasticloadbalancing:us-east-2:111122223333:listener/app/s/1/443",
        Protocol: "HTTPS",
        Port: 443,
      },
    ],
  },
};

const nothing: SeenLoadBalancer = { listeners: [], groups: [], routeTables: [] };

const file = `config:
  aws:region: us-east-2
  # Ask the platform's owners before you change this.
  drydock:services:
    worker: { image: { reference: "public.ecr.aws/docker/library/busybox:1.36" } }
`;

const valuesOf = ({ facts }: FoundPart): Record<string, unknown> =>
  Object.fromEntries(facts.map(({ key, value }) => [key, value]));

describe("drydock look", () => {
  const on = stage();
  const textOf = (): string => readFileSync(join(on.folder, "Pulumi.live.yaml"), "utf8");

  beforeEach(() => {
    on.add("live", file);
    on.emulator.answers = account;
  });

  it("writes a VPC into the stack file, and finds it in order the next time", async () => {
    const first = await on.run(["look", "vpc", vpcId]);
    const block = `    network:
      vpcId: ${vpcId}
      cidr: 10.0.0.0/16
      privateSubnetIds: [ subnet-00000003, subnet-00000004 ]
      publicSubnetIds: [ subnet-00000001, subnet-00000002 ]
      internet: nat
      endpoints: [ ecr.api ]
      # Not looked at: network ACLs, firewalls behind the routes, and policies and security groups of the endpoints.
      # workloadSecurityGroupId: write one here if tasks have to use a security group that exists.
`;
    assert.equal(textOf(), `${file}  drydock:existing:\n${block}`);
    assert.deepEqual([first.code, first.err], [0, ""]);
    assert.match(first.out, /^Pulumi\.live\.yaml: added drydock:existing\.network\n/);
    const again = await on.run(["look", "vpc", vpcId]);
    assert.deepEqual(again, {
      code: 0,
      out: "Pulumi.live.yaml: drydock:existing.network is as AWS says.\n",
      err: "",
    });
  });

  it("asks for the subnets, routes and endpoints of this VPC only, and changes nothing", async () => {
    await on.run(["look", "vpc", vpcId]);
    const filter = { "Filter.1.Name": "vpc-id", "Filter.1.Value.1": vpcId };
    for (const operation of ["DescribeSubnets", "DescribeRouteTables", "DescribeVpcEndpoints"]) {
      assert.deepEqual(on.asked(operation), [
        { Action: operation, Version: "2016-11-15", ...filter },
      ]);
    }
  });

  it("shows what differs, and changes it only with --force", async () => {
    await on.run(["look", "vpc", vpcId]);
    const before = textOf();
    on.emulator.answers = { ...account, DescribeVpcEndpoints: { VpcEndpoints: [endpoint("sqs")] } };
    const seenOnly = await on.run(["look", "vpc", vpcId]);
    assert.equal(
      seenOnly.out,
      `Pulumi.live.yaml: drydock:existing.network is not what AWS says.

  endpoints
    file: [ecr.api]
    AWS:  [sqs]

Nothing was changed. --force writes what AWS says.
`,
    );
    assert.deepEqual([seenOnly.code, textOf()], [1, before]);
    const forced = await on.run(["look", "vpc", vpcId, "--force"]);
    assert.equal(forced.code, 0);
    assert.equal(textOf(), before.replace("[ ecr.api ]", "[ sqs ]"));
  });

  it("writes a cluster and a load balancer beside the VPC", async () => {
    await on.run(["look", "vpc", vpcId]);
    const cluster = await on.run(["look", "cluster", "shared"]);
    const balancer = await on.run(["look", "load-balancer", "shared"]);
    assert.deepEqual([cluster.err, balancer.err, cluster.code, balancer.code], ["", "", 0, 0]);
    assert.match(
      textOf(),
      /cluster:\n {6}arn: arn:aws:ecs:us-east-2:111122223333:cluster\/shared\n/,
    );
    assert.match(textOf(), /listenerArn: \S+\/443\n {6}securityGroupId: sg-0a1b2c3d4e5f60718\n/);
    assert.match(
      textOf(),
      /url: https:\/\/shared-1\.us-east-2\.elb\.amazonaws\.com\n {6}reachesIdentityProviders: true\n/,
    );
  });

  describe("asks whether a load balancer reaches identity providers", () => {
    const listeners: readonly Listener[] = [{ Protocol: "HTTPS", Port: 443 }];
    const reaches = ({
      groups = [anyHttps],
      ...more
    }: Partial<LoadBalancer> & Partial<SeenLoadBalancer> = {}) => {
      const balancer = { ...shared, ...more };
      const { facts } = loadBalancerOf(balancer, {
        listeners,
        groups,
        routeTables: seen.routeTables,
      });
      const fact = facts.find(({ key }) => key === "reachesIdentityProviders");
      return [fact?.value, ...(fact?.notes ?? [])];
    };

    it("which it does with HTTPS to everywhere and a way there", () => {
      assert.deepEqual(reaches(), [true]);
      const all = {
        IpPermissionsEgress: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
      };
      assert.deepEqual(reaches({ groups: [{}, all] }), [true]);
      const inside = [{ SubnetId: "subnet-00000003" }];
      assert.deepEqual(reaches({ Scheme: "internal", AvailabilityZones: inside }), [true]);
    });

    it("and says what it lacks", () => {
      const closed = "Its security groups do not let it connect to 0.0.0.0/0 on port 443.";
      const near = {
        IpProtocol: "tcp",
        FromPort: 0,
        ToPort: 65535,
        IpRanges: [{ CidrIp: "10.0.0.0/8" }],
      };
      const other = {
        IpProtocol: "tcp",
        FromPort: 80,
        ToPort: 80,
        IpRanges: [{ CidrIp: "0.0.0.0/0" }],
      };
      const groups = [{ IpPermissionsEgress: [near, other] }];
      assert.deepEqual(reaches({ groups }), [false, closed]);
      // An internal load balancer has no public address, which an internet gateway asks for.
      assert.deepEqual(reaches({ groups: [], Scheme: "internal" }), [
        false,
        closed,
        "No way to the internet from subnet-00000001, subnet-00000002.",
      ]);
    });
  });

  it("keeps the listener and the URL that the file chose", async () => {
    await on.run(["look", "load-balancer", "shared"]);
    on.add(
      "live",
      textOf()
        .replace("1/443", "1/80")
        .replace(/url: .*/, "url: https://shop.example.com"),
    );
    const again = await on.run(["look", "load-balancer", "shared"]);
    assert.equal(again.out, "Pulumi.live.yaml: drydock:existing.loadBalancer is as AWS says.\n");
  });

  it("needs no more of the file than where it is", async () => {
    on.add(
      "live",
      file.replace("aws:region: us-east-2", "aws:region: us-east-2\n  drydock:nothing: 1"),
    );
    assert.equal((await on.run(["look", "cluster", "shared"])).code, 0);
    on.add("live", file.replace("aws:region: us-east-2", "aws:region: us-esat-2"));
    const { code, err } = await on.run(["look", "cluster", "shared"]);
    assert.equal(code, 2);
    assert.match(err, /^Pulumi\.live\.yaml:2:\d+ {2}aws:region = "us-esat-2"/);
  });

  it("refuses credentials of another account, and a stack on a platform", async () => {
    on.add("live", file.replace("  # Ask", '  drydock:account: "999988887777"\n  # Ask'));
    const other = await on.run(["look", "cluster", "shared"]);
    assert.match(other.err, /^These credentials belong to the account 111122223333/);
    assert.deepEqual(on.asked("DescribeClusters"), []);
    on.add(
      "live",
      file.replace("  # Ask", "  drydock:platform: { contract: platform.json }\n  # Ask"),
    );
    const platform = await on.run(["look", "cluster", "shared"]);
    assert.match(platform.err, /^Pulumi\.live\.yaml stands on a platform \(drydock:platform\)/);
    assert.deepEqual([other.code, platform.code], [2, 2]);
  });

  it("refuses a load balancer in another VPC than the tasks", async () => {
    await on.run(["look", "vpc", vpcId]);
    on.emulator.answers = {
      ...account,
      DescribeLoadBalancers: { LoadBalancers: [{ ...shared, VpcId: "vpc-11111111" }] },
    };
    const { code, err } = await on.run(["look", "load-balancer", "shared"]);
    assert.equal(code, 2);
    assert.match(
      err,
      /^This load balancer is in vpc-11111111, and the tasks of Pulumi\.live\.yaml in vpc-0a1b/,
    );
  });

  it("refuses a file whose drydock:existing is written elsewhere", async () => {
    on.add(
      "live",
      `more: &parts { kmsKeyArn: "arn:aws:kms:us-east-2:111122223333:key/1" }\n${file}  drydock:existing: *parts\n`,
    );
    const { code } = await on.run(["look", "vpc", vpcId]);
    assert.equal(code, 2);
  });

  const refused: readonly (readonly [args: string, says: string, answers?: Script])[] = [
    ["vpc vpc-1", "vpc-1 names no vpc. Allowed: an id such as vpc-0a1b2c3d4e5f60718."],
    ["cluster my/cluster", "my/cluster names no cluster. Allowed: its name or its ARN."],
    [
      "cluster arn:aws:ecs:eu-west-1:111122223333:cluster/shared",
      `arn:aws:ecs:eu-west-1:111122223333:cluster/shared
  This ECS cluster is in eu-west-1, the environment in us-east-2.
  allowed: an ARN that starts with arn:aws:ecs:us-east-2:
  fix:     Use one of the environment's region.`,
    ],
    [
      `vpc ${vpcId}`,
      `There is no VPC ${vpcId} in the region of the stack file (aws:region), in the account of these credentials.`,
      { DescribeVpcs: new AwsError("InvalidVpcID.NotFound") },
    ],
    [
      "load-balancer shared",
      "There is no load balancer shared in the region of the stack file (aws:region), in the account of these credentials.",
      { DescribeLoadBalancers: new AwsError("LoadBalancerNotFound") },
    ],
    [
      "cluster shared",
      "There is no cluster shared in the region of the stack file (aws:region), in the account of these credentials.",
      { DescribeClusters: { failures: [{ reason: "MISSING" }] } },
    ],
    [
      `vpc ${vpcId}`,
      `These credentials have expired: Request has expired.
Sign in again, such as with aws sso login.`,
      { DescribeVpcs: new AwsError("ExpiredToken", "Request has expired.") },
    ],
    [
      `vpc ${vpcId}`,
      "AWS refuses the call: You are not authorized to perform this operation.",
      {
        DescribeVpcs: new AwsError(
          "UnauthorizedOperation",
          "You are not authorized to perform this operation.",
        ),
      },
    ],
  ];
  for (const [args, says, answers] of refused) {
    it(`refuses ${args}: ${says.slice(0, 40)}`, async () => {
      on.emulator.answers = { ...account, ...answers };
      const outcome = await on.run(["look", ...args.split(" ")]);
      assert.deepEqual(outcome, { code: 2, out: "", err: `${says}\n` });
      assert.equal(textOf(), file);
    });
  }
});

describe("a VPC that exists", () => {
  it("has one subnet for each zone, the one with the most free addresses", () => {
    const more = [...seen.subnets, subnet("5", "us-east-2a", 7), subnet("6", "us-east-2-chi-1a")];
    const found = networkOf({ ...seen, subnets: more });
    assert.deepEqual(valuesOf(found)["privateSubnetIds"], ["subnet-00000003", "subnet-00000004"]);
    const text = blockText(found);
    assert.match(text, /# Not subnet-00000005 in us-east-2a: another subnet there has more/);
    assert.match(text, /# Not subnet-00000006 in us-east-2-chi-1a: an Outpost, Local Zone/);
  });

  it("prefers subnets with a way to the internet, and leaves out those without", () => {
    const found = networkOf({
      ...seen,
      routeTables: [...seen.routeTables, table("rtb-db", ["4"])],
    });
    assert.deepEqual(valuesOf(found)["privateSubnetIds"], ["subnet-00000003"]);
    assert.match(blockText(found), /# Not subnet-00000004 in us-east-2b: no default route\./);
  });

  it("reaches no internet by a route that leads nowhere", () => {
    const blackhole = table("rtb-in", ["main"], "nat-1");
    for (const route of blackhole.Routes ?? []) route.State = "blackhole";
    const [out = {}] = seen.routeTables;
    assert.equal(
      valuesOf(networkOf({ ...seen, routeTables: [out, blackhole] }))["internet"],
      "none",
    );
  });

  it("reaches an endpoint only with private DNS, or with a route from each subnet", () => {
    const endpoints = [
      endpoint("logs"),
      endpoint("sqs", { PrivateDnsEnabled: false }),
      endpoint("sns", { State: "Pending" }),
      endpoint("s3", { VpcEndpointType: "Gateway", RouteTableIds: ["rtb-in"] }),
      endpoint("dynamodb", { VpcEndpointType: "Gateway", RouteTableIds: ["rtb-out"] }),
      endpoint("other", { ServiceName: "com.amazonaws.vpce.us-east-2.vpce-svc-1" }),
    ];
    const found = networkOf({ ...seen, endpoints });
    assert.deepEqual(valuesOf(found)["endpoints"], ["logs", "s3"]);
    const text = blockText(found);
    assert.match(
      text,
      /# Not dynamodb \(vpce-dynamodb\): no route from subnet-00000003, subnet-00000004\./,
    );
    assert.match(text, /# Not sns \(vpce-sns\): not available\./);
    assert.match(text, /# Not sqs \(vpce-sqs\): private DNS is off\./);
  });

  it("is refused without a private subnet", () => {
    assert.throws(
      () => networkOf({ ...seen, routeTables: [table("rtb", ["main"], "igw-1")] }),
      /has no private subnet for tasks/,
    );
  });
});

describe("a cluster and a load balancer that exist", () => {
  it("are refused without Fargate, of another type, or without a listener", () => {
    assert.throws(
      () => clusterOf({ clusterName: "ec2", capacityProviders: ["FARGATE"] }),
      /^UsageError: The cluster ec2 lacks the capacity providers that services run on: FARGATE_SPOT\./,
    );
    assert.throws(
      () => loadBalancerOf({ LoadBalancerName: "net", Type: "network" }, nothing),
      /net is a load balancer of the type network/,
    );
    assert.throws(
      () => loadBalancerOf({ LoadBalancerName: "new", Type: "application" }, nothing),
      /new has no listener/,
    );
  });

  it("tell the log group of ECS Exec and the default namespace", () => {
    const namespace = "arn:aws:servicediscovery:us-east-2:111122223333:namespace/ns-1";
    const found = clusterOf({
      clusterArn: "arn",
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      configuration: {
        executeCommandConfiguration: { logConfiguration: { cloudWatchLogGroupName: "/exec" } },
      },
      serviceConnectDefaults: { namespace },
    });
    assert.deepEqual(valuesOf(found), {
      arn: "arn",
      execLogGroupName: "/exec",
      serviceConnectNamespaceArn: namespace,
    });
    assert.deepEqual(differences({ arn: "arn", execLogGroupName: "/exec" }, found), []);
  });
});

describe("the block in a stack file", () => {
  const found: FoundPart = { part: "cluster", facts: [{ key: "arn", value: "a" }], unknown: [] };

  it("goes beside what drydock:existing has, and comments stay", () => {
    const text = `# Top.\n${file}  drydock:existing: { kmsKeyArn: key } # Ours.\n`;
    const edited = withBlock(text, found) ?? "";
    assert.match(edited, /^# Top\.\n[^]*# Ask the platform's owners/);
    assert.match(edited, /kmsKeyArn: key[^]*cluster:\n {6}arn: a\n/);
    assert.match(edited, /# Ours\./);
  });

  it("changes single facts only, and keeps what AWS does not tell", () => {
    const text = withBlock(file, found)?.replace(
      "arn: a",
      "arn: b # Why.\n      dnsNamespace: { id: ns-1, name: x }",
    );
    const edited = withFacts(text ?? "", "cluster", found.facts) ?? "";
    assert.match(edited, /arn: a # Why\.\n {6}dnsNamespace: \{ id: ns-1, name: x \}/);
  });

  it("is not written where there is no map of config", () => {
    assert.equal(withBlock("config: [", found), undefined);
    assert.equal(withBlock("encryptionsalt: x\n", found), undefined);
    assert.equal(withFacts(file, "cluster", found.facts), undefined);
  });
});
