import { accepts, refuses, services } from "../support";

const EVERY = ["ecr.api", "ecr.dkr", "logs", "s3"];
const network = (given: object = {}) => ({
  vpcId: "vpc-0a1b2c3d4e5f60718",
  cidr: "10.0.0.0/16",
  privateSubnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
  endpoints: EVERY,
  ...given,
});
const ACCOUNT = "111122223333";
const CLUSTER = `arn:aws:ecs:us-east-2:${ACCOUNT}:cluster/shared`;
const LISTENER = `arn:aws:elasticloadbalancing:us-east-2:${ACCOUNT}:listener/app/shared/0a1b/2c3d`;
const KEY = `arn:aws:kms:us-east-2:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const loadBalancer = (given: object = {}) => ({
  listenerArn: LISTENER,
  securityGroupId: "sg-0a1b2c3d4e5f60718",
  url: "https://shop.example.com",
  ...given,
});
const on = (existing: object, service: object = {}, more: object = {}) => ({
  account: ACCOUNT,
  existing,
  ...services({ web: { containerPort: 8080, ...service } }),
  ...more,
});

const noWay = (
  needs: string,
  names: string,
) => `drydock:existing.network.endpoints: Tasks have no way to ${needs}: no endpoint is named and no NAT.
allowed: every AWS service that a service needs, or internet: nat
fix: Add ${names} once the VPC has these endpoints, or write internet: nat.`;

/** Whether the ids exist, and whether the subnets are what the file says, only AWS knows. */
describe("rule: parts that exist", () => {
  accepts(
    "a VPC, a cluster, a load balancer and a key",
    on(
      {
        network: network(),
        cluster: { arn: CLUSTER },
        loadBalancer: loadBalancer(),
        kmsKeyArn: KEY,
      },
      { route: {} },
    ),
  );
  accepts("any of them alone: the cluster", on({ cluster: { arn: CLUSTER } }));
  accepts(
    "any of them alone: the load balancer",
    on({ loadBalancer: loadBalancer() }, { route: {} }),
  );
  accepts(
    "a new load balancer in public subnets",
    on(
      {
        network: network({
          publicSubnetIds: ["subnet-2a1b2c3d4e5f60718", "subnet-3a1b2c3d4e5f60718"],
        }),
      },
      { route: {} },
      { ingress: {} },
    ),
  );

  for (const gone of EVERY) {
    refuses(
      `subnets without ${gone}`,
      noWay(`${gone} (for web)`, gone),
      on({ network: network({ endpoints: EVERY.filter((one) => one !== gone) }) }),
    );
  }
  const PARAMETER = `arn:aws:ssm:us-east-2:${ACCOUNT}:parameter/mode`;
  const needs: readonly (readonly [string, object])[] = [
    ["ssm", { secrets: { MODE: { parameterArn: PARAMETER } } }],
    ["sqs", { awsServices: ["sqs"] }],
    ["dynamodb", { awsServices: ["dynamodb"] }],
  ];
  for (const [service, settings] of needs) {
    refuses(
      `a service that needs ${service}`,
      noWay(`${service} (for web)`, service),
      on({ network: network() }, settings),
    );
    accepts(`${service} by NAT`, on({ network: network({ internet: "nat" }) }, settings));
  }
  refuses(
    "a service with ECS Exec and the key of the environment",
    noWay("kms (for web), ssmmessages (for web)", "kms, ssmmessages"),
    on({ network: network(), kmsKeyArn: KEY }, { exec: true, readonlyRootFilesystem: false }),
  );
  refuses(
    "everything that a VPC without endpoints lacks, in one problem",
    noWay(
      "ecr.api (for web), ecr.dkr (for web), logs (for web), s3 (for web)",
      "ecr.api, ecr.dkr, logs, s3",
    ),
    on({ network: network({ endpoints: [] }) }),
  );

  refuses(
    "a public load balancer without public subnets",
    `drydock:existing.network.publicSubnetIds: A load balancer needs subnets in two zones, and there are none.
allowed: at least two subnets, each in another zone
fix: Add subnets to publicSubnetIds, or give drydock:existing.loadBalancer in place of drydock:ingress.`,
    on({ network: network() }, { route: {} }, { ingress: {} }),
  );
  refuses(
    "an internal load balancer in one subnet",
    `drydock:existing.network.privateSubnetIds: A load balancer needs subnets in two zones, and there is one.
allowed: at least two subnets, each in another zone
fix: Add subnets to privateSubnetIds, or give drydock:existing.loadBalancer in place of drydock:ingress.`,
    on(
      { network: network({ privateSubnetIds: ["subnet-0a1b2c3d4e5f60718"] }) },
      { route: {} },
      { ingress: { internal: true } },
    ),
  );
  refuses(
    "a public service without public subnets",
    `drydock:services.web.placement = "public": The existing network names no public subnets.
allowed: private, or public with drydock:existing.network.publicSubnetIds
fix: Write private, or add publicSubnetIds.`,
    on({ network: network() }, { placement: "public" }),
  );
  for (const [discovery, key] of [
    ["serviceConnect", "serviceConnectNamespaceArn"],
    ["dnsA", "dnsNamespace"],
  ]) {
    refuses(
      `${discovery ?? ""} in a cluster without a namespace`,
      `drydock:services.web.discovery = "${discovery ?? ""}": The existing cluster names no namespace for ${discovery ?? ""}.
allowed: none, or drydock:existing.cluster.${key ?? ""}
fix: Add ${key ?? ""} to drydock:existing.cluster.`,
      on({ cluster: { arn: CLUSTER } }, { discovery }),
    );
  }
  accepts(
    "Service Connect in a namespace that exists",
    on(
      {
        cluster: {
          arn: CLUSTER,
          serviceConnectNamespaceArn: `arn:aws:servicediscovery:us-east-2:${ACCOUNT}:namespace/ns-abc`,
        },
      },
      { discovery: "serviceConnect" },
    ),
  );

  const parts: readonly (readonly [string, string, object, object])[] = [
    ["network.cidr", "network", { network: network() }, { network: { cidr: "10.9.0.0/16" } }],
    [
      "network.natGateways",
      "network",
      { network: network() },
      { network: { natGateways: "single" } },
    ],
    [
      "cluster.containerInsights",
      "cluster",
      { cluster: { arn: CLUSTER } },
      { cluster: { containerInsights: "enabled" } },
    ],
    ["ingress", "loadBalancer", { loadBalancer: loadBalancer() }, { ingress: {} }],
    [
      "encryption.customerKey",
      "kmsKeyArn",
      { kmsKeyArn: KEY },
      { encryption: { customerKey: true } },
    ],
  ];
  for (const [path, by, existing, more] of parts) {
    refuses(
      `${path} beside existing.${by}`,
      `drydock:${path}: This is about a part that Drydock creates, and drydock:existing.${by} takes its place.
fix: Remove it, or remove drydock:existing.${by}.`,
      on(existing, { route: by === "loadBalancer" ? {} : undefined }, more),
    );
  }
  accepts(
    "egressPorts of a network that exists",
    on({ network: network({ internet: "nat" }) }, {}, { network: { egressPorts: [443, 5432] } }),
  );

  const two = (name: string, more: object = {}) =>
    on(
      { loadBalancer: loadBalancer(), loadBalancers: { [name]: loadBalancer(more) } },
      { route: { loadBalancer: name } },
    );
  accepts("a second load balancer, by the name that the route says", two("inside"));
  refuses(
    "a second load balancer with the first one's name",
    `drydock:existing.loadBalancers.ingress: ingress is the name of another load balancer, too: a route could not tell them apart.
allowed: a name other than ingress
fix: Give it another name, such as inside.`,
    two("ingress"),
  );
  refuses(
    "a second load balancer with the name of one that is created",
    `drydock:existing.loadBalancers.inside: inside is the name of another load balancer, too: a route could not tell them apart.
allowed: a name other than ingress, inside
fix: Give it another name, such as inside.`,
    { ...two("inside"), loadBalancers: { inside: { internal: true } } },
  );
  refuses(
    "a second load balancer in another region",
    `drydock:existing.loadBalancers.inside.listenerArn = "${LISTENER.replace("us-east-2", "us-west-2")}": This listener of an Application Load Balancer is in us-west-2, the environment in us-east-2.
allowed: an ARN that starts with arn:aws:elasticloadbalancing:us-east-2:
fix: Use one of the environment's region.`,
    two("inside", { listenerArn: LISTENER.replace("us-east-2", "us-west-2") }),
  );
  const shared = { sharedSecurityGroupId: "sg-4a1b2c3d4e5f60718" };
  accepts(
    "a port that the shared group admits",
    two("inside", { ...shared, taskPorts: [3000, 8080] }),
  );
  refuses(
    "a port that the shared group does not admit",
    `drydock:services.web.containerPort = 8080: The load balancer does not reach tasks on this port by the group sg-4a1b2c3d4e5f60718, and so none of web.
allowed: its ports: none
fix: Add 8080 to drydock:existing.loadBalancers.inside.taskPorts once the group admits it, or remove sharedSecurityGroupId.`,
    two("inside", shared),
  );

  refuses(
    "a cluster of another account",
    `drydock:existing.cluster.arn = "arn:aws:ecs:us-east-2:444455556666:cluster/shared": This ECS cluster belongs to the account 444455556666, the environment to ${ACCOUNT}.
allowed: an ARN of the account ${ACCOUNT}
fix: Use one of this account.`,
    on({ cluster: { arn: "arn:aws:ecs:us-east-2:444455556666:cluster/shared" } }),
  );
  refuses(
    "a key of another region",
    `drydock:existing.kmsKeyArn = "${KEY.replace("us-east-2", "us-west-2")}": This KMS key (not an alias) is in us-west-2, the environment in us-east-2.
allowed: an ARN that starts with arn:aws:kms:us-east-2:
fix: Use one of the environment's region.`,
    on({ kmsKeyArn: KEY.replace("us-east-2", "us-west-2") }),
  );
  refuses(
    "the listener of a Network Load Balancer",
    `drydock:existing.loadBalancer.listenerArn = "${LISTENER.replace("/app/", "/net/")}": This is not the ARN of a listener of an Application Load Balancer.
allowed: arn:<partition>:<service>:us-east-2:<account>:listener/app/...
fix: Copy the ARN from the AWS console.`,
    on(
      { loadBalancer: loadBalancer({ listenerArn: LISTENER.replace("/app/", "/net/") }) },
      { route: {} },
    ),
  );
});
