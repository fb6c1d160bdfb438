import assert from "node:assert/strict";
import { accepts, type Files, loadedOf, refuses, services, stackText, reportOf } from "../support";

type Tree = Readonly<Record<string, unknown>>;

const ACCOUNT = "111122223333";
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:us-east-2:${ACCOUNT}:${resource}`;
const ENDPOINTS = [
  "ecr.api",
  "ecr.dkr",
  "kms",
  "logs",
  "s3",
  "secretsmanager",
  "sqs",
  "ssm",
  "ssmmessages",
];

const network: Tree = {
  vpcId: "vpc-0a1b2c3d4e5f60718",
  cidr: "10.0.0.0/16",
  privateSubnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
  publicSubnetIds: ["subnet-2a1b2c3d4e5f60718", "subnet-3a1b2c3d4e5f60718"],
  internet: "none",
  endpoints: ENDPOINTS,
  workloadSecurityGroupId: "sg-0a1b2c3d4e5f60718",
};
const cluster: Tree = {
  arn: arn("ecs", "cluster/platform-test"),
  dnsNamespace: { id: "ns-abc", name: "test.platform.internal" },
  serviceConnectNamespaceArn: arn("servicediscovery", "namespace/ns-def"),
};
const loadBalancer: Tree = {
  listenerArn: arn("elasticloadbalancing", "listener/app/shared/0a1b/2c3d"),
  securityGroupId: "sg-1a1b2c3d4e5f60718",
  url: "https://test.example.com",
};
const cognito: Tree = {
  userPoolArn: arn("cognito-idp", "userpool/us-east-2_AbCdEfGhI"),
  clientId: "1example23456789",
  domain: "shop-users",
};
const parts: Tree = {
  network,
  cluster,
  loadBalancer,
  fileSystems: {
    documents: {
      arn: arn("elasticfilesystem", "file-system/fs-0a1b2c3d4e5f60718"),
      securityGroupId: "sg-2a1b2c3d4e5f60718",
    },
  },
  kmsKeyArn: arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
};
const whole: Tree = {
  version: 1,
  platform: "platform-test",
  stackFile: "Pulumi.test.yaml",
  owner: "the platform team",
  account: ACCOUNT,
  region: "us-east-2",
  existing: parts,
  alertTopicArn: arn("sns", "platform-test-alerts"),
  hosts: ["*.test.example.com"],
  stacks: { shop: 3, admin: 4 },
  addresses: { private: 100, public: 100 },
};

const without = (tree: Tree, key: string): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([name]) => name !== key));
const fileOf = (contract: unknown): Files => ({
  "platform.test.json": typeof contract === "string" ? contract : JSON.stringify(contract),
});
const withPart = (part: string, value: Tree | undefined): Tree => ({
  ...whole,
  existing: value === undefined ? without(parts, part) : { ...parts, [part]: value },
});
const withNetwork = (given: Tree): Tree => withPart("network", { ...network, ...given });
const lacking = (endpoint: string): Tree =>
  withNetwork({ endpoints: ENDPOINTS.filter((one) => one !== endpoint) });

/** A service stack that needs everything that the platform has. */
const shop = (service: Tree = {}, more: Tree = {}): Tree => ({
  account: ACCOUNT,
  platform: { file: "platform.test.json", as: "shop" },
  secrets: { api: { versions: [{ KEY: { generate: 32 } }] } },
  ...services({
    web: {
      containerPort: 8080,
      route: { hosts: ["shop.test.example.com"] },
      awsServices: ["sqs"],
      exec: true,
      readonlyRootFilesystem: false,
      discovery: "dnsA",
      secrets: {
        KEY: { secret: "api", key: "KEY" },
        MODE: { parameterArn: arn("ssm", "parameter/mode") },
      },
      volumes: { files: { fileSystem: "documents", mountPath: "/files" } },
      alarms: { cpu: { percent: 80 } },
      ...service,
    },
  }),
  ...more,
});

const ask = (change: string) =>
  `Ask the platform team to ${change} in Pulumi.test.yaml of platform-test and write the contract again.`;
const orAsk = (change: string) => ask(change).replace("Ask", "or ask");

/** What is taken from the platform, and what the service stack's preview then says. */
interface Row {
  readonly gone: string;
  readonly contract: unknown;
  readonly report: string;
  readonly service?: Tree;
}

const endpoint = (name: string): Row => ({
  gone: `its endpoint ${name}`,
  contract: lacking(name),
  report: `drydock:services.web: web needs the AWS service ${name}, and the platform platform-test has neither an endpoint for it nor NAT.
allowed: endpoints of the platform: ${ENDPOINTS.filter((one) => one !== name).join(", ")}
fix: ${ask(`add ${name} to drydock:network.endpoints`)}`,
});

const noContract = (
  fault: string,
) => `drydock:platform.file = "platform.test.json": This is no platform's contract: ${fault}.
fix: Write it again: npx drydock contract; nobody edits it by hand.`;

const table: readonly Row[] = [
  ...ENDPOINTS.map(endpoint),
  {
    gone: "its load balancer",
    contract: withPart("loadBalancer", undefined),
    report: `drydock:services.web.route: The platform platform-test has no load balancer for this route.
fix: ${ask("add drydock:ingress")}`,
  },
  {
    gone: "a load balancer beside the first",
    contract: whole,
    service: { route: { hosts: ["shop.test.example.com"], loadBalancer: "inside" } },
    report: `drydock:services.web.route.loadBalancer = "inside": The platform platform-test has no load balancer of this name, nor has this file.
allowed: load balancers here: ingress
fix: ${ask("add inside to drydock:loadBalancers")}`,
  },
  {
    gone: "the port from the group that tasks share",
    contract: withPart("loadBalancer", {
      ...loadBalancer,
      sharedSecurityGroupId: "sg-4a1b2c3d4e5f60718",
      taskPorts: [3000],
    }),
    report: `drydock:services.web.containerPort = 8080: The load balancer does not reach tasks on this port by the group sg-4a1b2c3d4e5f60718, and so none of web.
allowed: its ports: 3000
fix: ${ask("add 8080 to drydock:shares.taskPorts")}`,
  },
  {
    gone: "the load balancer's way to identity providers",
    contract: whole,
    service: {
      route: { hosts: ["shop.test.example.com"], signIn: { cognito } },
    },
    report: `drydock:services.web.route.signIn: The load balancer of the platform platform-test may not connect to identity providers, which it asks for tokens and claims.
allowed: signIn where reachesIdentityProviders is true
fix: ${ask("add reachesIdentityProviders: true to drydock:ingress")}`,
  },
  {
    gone: "its load balancer's certificate",
    contract: withPart("loadBalancer", {
      ...loadBalancer,
      url: "http://test.example.com",
      reachesIdentityProviders: true,
    }),
    service: {
      route: { hosts: ["shop.test.example.com"], signIn: { cognito } },
    },
    report: `drydock:services.web.route.signIn: The load balancer serves HTTP only, and signs users in over HTTPS only.
allowed: signIn behind a load balancer with HTTPS
fix: ${ask("give drydock:ingress a domain and a certificate")}`,
  },
  {
    gone: "the host",
    contract: { ...whole, hosts: ["*.other.example.com"] },
    report: `drydock:services.web.route.hosts[0] = "shop.test.example.com": No request for this host comes to the platform platform-test.
allowed: hosts of the platform: *.other.example.com
fix: ${ask("add it to drydock:shares.hosts, with a DNS record and a certificate")}`,
  },
  {
    gone: "the stack's number",
    contract: { ...whole, stacks: { admin: 4 } },
    report: `drydock:platform.as = "shop": The platform platform-test knows no stack of this name, so its listener rules have no priorities.
allowed: admin
fix: ${ask("add shop with a number of its own to drydock:shares.stacks")}`,
  },
  {
    gone: "its DNS namespace",
    contract: withPart("cluster", without(cluster, "dnsNamespace")),
    report: `drydock:services.web.discovery = "dnsA": The platform platform-test has no namespace for dnsA.
allowed: none, or what its namespaces serve
fix: ${ask("add dns to drydock:shares.discovery")}`,
  },
  {
    gone: "its namespace of Service Connect",
    contract: withPart("cluster", without(cluster, "serviceConnectNamespaceArn")),
    service: { discovery: "serviceConnect" },
    report: `drydock:services.web.discovery = "serviceConnect": The platform platform-test has no namespace for serviceConnect.
allowed: none, or what its namespaces serve
fix: ${ask("add serviceConnect to drydock:shares.discovery")}`,
  },
  {
    gone: "its file system",
    contract: withPart("fileSystems", {}),
    report: `drydock:services.web.volumes.files.fileSystem = "documents": The platform platform-test has no file system of this name, nor has this file.
fix: ${ask("add documents to drydock:fileSystems")}`,
  },
  {
    gone: "its public subnets",
    contract: withNetwork({ publicSubnetIds: [] }),
    service: { placement: "public" },
    report: `drydock:services.web.placement = "public": The platform platform-test has no public subnets.
allowed: private
fix: Write private, ${orAsk("add public subnets to drydock:existing.network")}`,
  },
  {
    gone: "addresses in its subnets",
    contract: { ...whole, addresses: { private: 0, public: 100 } },
    report: `drydock:services: A private subnet of the platform platform-test has 0 addresses for service stacks; with 2 tasks at most, during deployments, this one alone needs 1 in a zone.
allowed: tasks for which the subnets have addresses
fix: Lower scaling.max or maximumPercent, ${orAsk("widen drydock:network.cidr")}`,
  },
  {
    gone: "its topic",
    contract: without(whole, "alertTopicArn"),
    report: `drydock:services.web: Nobody would hear of this service's alarms: the platform platform-test has no topic for them.
allowed: alarms and rollbackOn together with drydock:alerts, here or in the platform
fix: ${ask("add drydock:alerts")}`,
  },
  {
    gone: "its way to the internet",
    contract: whole,
    service: { image: { reference: "ghcr.io/example/shop:1.0" } },
    report: `drydock:services.web.image.reference = "ghcr.io/example/shop:1.0": A task in a private subnet without NAT cannot pull an image from a public registry.
allowed: without NAT: an image built here, or one in ECR: <account>.dkr.ecr.us-east-2.amazonaws.com/...
fix: Copy the image into ECR (or use a pull-through cache), ${orAsk("set drydock:network.natGateways to single").replace(/\.$/, "")}, or the service's placement to public.`,
  },
  {
    gone: "its network",
    contract: withPart("network", undefined),
    report: noContract("existing.network is missing or wrong"),
  },
  {
    gone: "its cluster",
    contract: withPart("cluster", undefined),
    report: noContract("existing.cluster is missing or wrong"),
  },
  {
    gone: "the id of its VPC",
    contract: withPart("network", without(network, "vpcId")),
    report: noContract("existing.network.vpcId is missing or wrong"),
  },
  {
    gone: "the contract's text",
    contract: "{ half",
    report: noContract("it is no JSON of its form"),
  },
  {
    gone: "the form that this Drydock reads",
    contract: { ...whole, version: 2 },
    report: `drydock:platform.file = "platform.test.json": The platform's contract has version 2, and this Drydock reads 1.
fix: Install a newer drydock.`,
  },
  {
    gone: "the region",
    contract: { ...whole, region: "us-west-2" },
    report: `aws:region = "us-east-2": The platform platform-test is in us-west-2.
allowed: us-west-2
fix: Write aws:region: us-west-2, or name a platform of this region.`,
  },
  {
    gone: "the account",
    contract: { ...whole, account: "444455556666" },
    report: `drydock:account = "${ACCOUNT}": The platform platform-test belongs to the account 444455556666.
allowed: 444455556666
fix: Write drydock:account: "444455556666", or name a platform of this account.`,
  },
];

/** Whether the platform is as its contract says is compared at the update: test/engine/platform.engine.ts. */
describe("rule: a service stack on a platform", () => {
  accepts("a platform with all that the stack needs", shop(), fileOf(whole));
  accepts(
    "sign-in at a load balancer that reaches identity providers",
    shop({ route: { hosts: ["shop.test.example.com"], signIn: { cognito } } }),
    fileOf(withPart("loadBalancer", { ...loadBalancer, reachesIdentityProviders: true })),
  );
  accepts("what NAT reaches", shop(), fileOf(withNetwork({ internet: "nat", endpoints: [] })));
  accepts("an environment file", shop({ envFiles: ["env/shop.env"] }), {
    ...fileOf(whole),
    "env/shop.env": "GREETING=hello",
  });
  accepts(
    "a route behind another load balancer of the platform",
    shop({ route: { hosts: ["shop.test.example.com"], loadBalancer: "inside" } }),
    fileOf(withPart("loadBalancers", { inside: loadBalancer })),
  );
  accepts(
    "a port of the group that tasks share",
    shop(),
    fileOf(
      withPart("loadBalancer", {
        ...loadBalancer,
        sharedSecurityGroupId: "sg-4a1b2c3d4e5f60718",
        taskPorts: [8080],
      }),
    ),
  );
  accepts(
    "any host, where the platform names none",
    shop({ route: { paths: ["/*"] } }),
    fileOf({ ...whole, hosts: [] }),
  );

  it("has at least twenty rows", () => {
    assert.ok(table.length >= 20);
  });
  for (const { gone, contract, report, service } of table) {
    refuses(`a platform without ${gone}`, report, shop(service), fileOf(contract));
  }
  refuses(
    "a contract that is not there",
    `drydock:platform.file = "platform.test.json": The platform's contract is not there.
fix: Write it from the platform that runs: npx drydock contract <platform> --out platform.test.json`,
    shop(),
  );

  refuses(
    "a route that would take the requests of other stacks",
    `drydock:services.web.route: The load balancer serves other stacks, too: a route without a host would take their requests.
allowed: hosts of the platform: *.test.example.com
fix: Add hosts to the route.`,
    shop({ route: { paths: ["/shop/*"] } }),
    fileOf(whole),
  );
  refuses(
    "a priority of another stack",
    `drydock:services.web.route.priority = 1000: Other stacks of the platform have this priority.
allowed: a whole number from 2470 to 2759, which are this stack's
fix: Remove it, or write one of these.`,
    shop({ route: { hosts: ["shop.test.example.com"], priority: 1000 } }),
    fileOf(whole),
  );
  refuses(
    "a part that the platform owns",
    `drydock:network.cidr: The platform platform-test owns this part.
fix: Remove it, or ask the platform team to change it in Pulumi.test.yaml of platform-test.`,
    shop({}, { network: { cidr: "10.9.0.0/16" } }),
    fileOf(whole),
  );
  refuses(
    "a part that the contract names",
    `drydock:existing.kmsKeyArn: The platform platform-test has this part, and its contract names it.
fix: Remove it.`,
    shop({}, { existing: { kmsKeyArn: arn("kms", "key/9234abcd-12ab-34cd-56ef-1234567890ab") } }),
    fileOf(whole),
  );

  it("gives every stack priorities of its own", () => {
    const priority = (as: string) => {
      const tree = shop({}, { platform: { file: "platform.test.json", as } });
      return loadedOf(tree, fileOf(whole)).config.services["web"]?.route?.priority ?? 0;
    };
    const [one, other] = [priority("shop"), priority("admin")];
    assert.ok(one >= 2470 && one <= 2759, String(one));
    assert.equal(other - one, 490);
  });

  it("tells the platform's topic of alarms, unless the stack names its own", () => {
    const topic = (more: Tree) => loadedOf(shop({}, more), fileOf(whole)).config.alerts?.topicArn;
    assert.equal(topic({}), whole["alertTopicArn"]);
    assert.equal(topic({ alerts: { email: ["team@example.com"] } }), undefined);
  });
});

const shares = (given: Tree = {}): Tree => ({ shares: { stacks: { shop: 0 }, ...given } });

describe("rule: a platform", () => {
  accepts("a stack without services", shares());
  refuses(
    "services",
    `drydock:services: A platform owns what service stacks stand on, and nothing that stands on it.
fix: Move it into a stack file of its own that names this platform, or remove drydock:shares.`,
    { ...shares(), ...services({ web: {} }) },
  );
  refuses(
    "one number for two stacks",
    `drydock:shares.stacks.admin = 0: shop has this number, too: their listener rules would meet.
allowed: a number from 0 to 99 that no other stack has
fix: Write admin: 1; the number of a stack that is deployed should stay.`,
    shares({ stacks: { shop: 0, admin: 0 } }),
  );
  it("says nothing of a stack that shares nothing and stands on nothing", () => {
    assert.equal(reportOf(services({ web: {} })), "");
  });
});

const entrance: Tree = {
  domain: "test.example.com",
  certificateArn: arn("acm", "certificate/11112222-3333-4444-5555-666677778888"),
};

/** The platform's own file, as far as `whole` says it. */
const own = (given: Tree = {}, shared: Tree = {}): Tree => ({
  account: ACCOUNT,
  network: { endpoints: ENDPOINTS },
  ingress: entrance,
  fileSystems: { documents: {} },
  alerts: { email: ["platform@example.com"] },
  shares: {
    owner: "the platform team",
    stacks: { shop: 3, admin: 4 },
    hosts: ["*.test.example.com"],
    discovery: ["dns", "serviceConnect"],
    serviceFiles: ["shop/Pulumi.shop.yaml"],
    ...shared,
  },
  ...given,
});
const inReach = (service: Tree = shop()): Files => ({
  "shop/Pulumi.shop.yaml": stackText(service),
  "shop/platform.test.json": JSON.stringify(whole),
});
const broken = (path: string, problem: string): string => {
  const [message = "", ...others] = problem.slice(problem.indexOf(": ") + 2).split("\n");
  return [
    `drydock:shares.serviceFiles[0] = "shop/Pulumi.shop.yaml": This would break ${path} there: ${message}`,
    ...others,
  ].join("\n");
};
const rowOf = (gone: string): string => table.find((row) => row.gone === gone)?.report ?? "";

describe("rule: service stacks that a platform has in reach", () => {
  accepts("a platform that carries them", own(), inReach());
  accepts("problems that a service stack has anyway", own(), inReach(shop({ cpu: 3 })));
  for (const [gone, path, given, shared] of [
    [
      "its endpoint sqs",
      "drydock:services.web",
      { network: { endpoints: ENDPOINTS.filter((one) => one !== "sqs") } },
      {},
    ],
    ["its load balancer", "drydock:services.web.route", { ingress: undefined }, {}],
    ["the host", "drydock:services.web.route.hosts[0]", {}, { hosts: ["*.other.example.com"] }],
    ["the stack's number", "drydock:platform.as", {}, { stacks: { admin: 4 } }],
    ["its DNS namespace", "drydock:services.web.discovery", {}, { discovery: [] }],
    ["its file system", "drydock:services.web.volumes.files.fileSystem", { fileSystems: {} }, {}],
    ["its topic", "drydock:services.web", { alerts: undefined }, {}],
  ] as const) {
    refuses(
      `a platform that loses ${gone}`,
      broken(path, rowOf(gone)),
      own(given, shared),
      inReach(),
    );
  }
  const signedIn = shop({ route: { hosts: ["shop.test.example.com"], signIn: { cognito } } });
  const signing = {
    ...inReach(signedIn),
    "shop/platform.test.json": JSON.stringify(
      withPart("loadBalancer", { ...loadBalancer, reachesIdentityProviders: true }),
    ),
  };
  accepts(
    "a load balancer that reaches identity providers",
    own({ ingress: { ...entrance, reachesIdentityProviders: true } }),
    signing,
  );
  refuses(
    "a load balancer that does so no more",
    broken(
      "drydock:services.web.route.signIn",
      rowOf("the load balancer's way to identity providers"),
    ),
    own(),
    signing,
  );
  refuses(
    "a file that is not there",
    `drydock:shares.serviceFiles[0] = "shop/Pulumi.shop.yaml": This stack file cannot be read.
fix: Check the path, or remove it.`,
    own(),
    { "shop/Pulumi.other.yaml": "" },
  );
  accepts("files of a repository that is not checked out", own());
  refuses(
    "two stacks that take the same requests",
    `drydock:shares.serviceFiles[1] = "shop/Pulumi.admin.yaml": Its routes take requests for the same host and path as those of shop/Pulumi.shop.yaml.
fix: Give one of the two another path or host.`,
    own({}, { serviceFiles: ["shop/Pulumi.shop.yaml", "shop/Pulumi.admin.yaml"] }),
    {
      ...inReach(),
      "shop/Pulumi.admin.yaml": stackText(
        shop({}, { platform: { file: "platform.test.json", as: "admin" } }),
      ),
    },
  );
});
