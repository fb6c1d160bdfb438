/** What the schema does not say of a key's change: a value, what it needs, or what has to change with it. */
import type { Path } from "drydock-components/model/check/path";
import type { Config } from "./changes";
import { type Edit, edited } from "./edits";
import { existing, member, platform, small } from "./other-bases";

export interface ByHand {
  /** Where to change it. Defaults to the first place of the base that has it. */
  readonly at?: Path;
  /** The environment, in place of the base. */
  readonly base?: Config;
  /** What the base lacks for it. */
  readonly before?: readonly Edit[];
  /** The value. Defaults to another one that the schema allows. */
  readonly to?: unknown;
  /** What has to change with it. */
  readonly also?: readonly Edit[];
}

const services = "drydock:services";
const web = [services, "web"];
const shift = [services, "shift"];
const proxy = [...web, "sidecars", "proxy"];
const report = ["drydock:jobs", "report"];
const ingress = ["drydock:ingress"];
const inside = ["drydock:loadBalancers", "inside"];

const certificate = "arn:aws:acm:us-east-2:111122223333:certificate/11112222-3333-4444-5555-6666";
const acl = "arn:aws:wafv2:us-east-2:111122223333:regional/webacl/shop/1234abcd";

/** An environment without NAT, which reaches AWS through endpoints. */
const closed = edited(small, [
  [["drydock:network"], {}],
  [[...web, "image"], { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/web:1" }],
]);

/** An environment whose one entrance passes connections on, or requests. */
const wired = edited(small, [[[...web, "route"], undefined]]);

const wires = {
  type: "network",
  allowedCidrs: ["203.0.113.0/24"],
  domain: "wires.example.com",
  hostedZoneId: "Z0123456789EXAMPLE",
};

/** A job before services change. */
const changing = edited(small, [
  [[services, "other"], { image: { reference: "public.ecr.aws/shop/other:1" } }],
  [["drydock:jobs"], { migrate: { from: "web", command: ["migrate"], runs: { before: ["web"] } } }],
]);

type Rows = Readonly<Record<string, ByHand>>;

/** Rows of keys below one, whose places are below one too. */
function below(key: string, place: Path, rows: Rows): Rows {
  return Object.fromEntries(
    Object.entries(rows).map(([name, { at, before = [], also = [], ...row }]) => [
      `${key}.${name}`,
      {
        ...row,
        ...(at === undefined ? {} : { at: [...place, ...at] }),
        before: before.map(([path, value]): Edit => [[...place, ...path], value]),
        also: also.map(([path, value]): Edit => [[...place, ...path], value]),
      },
    ]),
  );
}

const role = { roleArn: "arn:aws:iam::111122223333:role/deploy" };

const provider: Rows = {
  "aws:assumeRoles[].roleArn": { at: ["aws:assumeRoles"], to: [role] },
  "aws:assumeRoles[].sessionName": {
    before: [[["aws:assumeRoles"], [role]]],
    to: "deploy",
  },
  "aws:assumeRoles[].externalId": { before: [[["aws:assumeRoles"], [role]]], to: "shop" },
  "aws:assumeRoles[].duration": { before: [[["aws:assumeRoles"], [role]]], to: "1h" },
};

const retire = (key: string, place: Path): Rows => ({
  [`drydock:retire.${key}`]: { at: ["drydock:retire", ...place], to: "keep" },
});

const retired: Rows = {
  ...retire("images.*", ["images", "web"]),
  ...retire("fileSystems.*", ["fileSystems", "shared"]),
  ...retire("secrets.*", ["secrets", "db"]),
  ...retire("accessLogs.*", ["accessLogs", "ingress"]),
  "drydock:retire.loadBalancers.*": {
    at: ["drydock:retire", "loadBalancers", "ingress"],
    to: "delete",
  },
  ...retire("envFiles", ["envFiles"]),
  ...retire("key", ["key"]),
};

/** Each load balancer has these. */
const loadBalancer: Rows = {
  "redirects.*.priority": { at: ["redirects", "www", "priority"], to: 7 },
  certificateArn: {
    at: ["certificateArn"],
    to: certificate,
    also: [[["hostedZoneId"], undefined]],
  },
  webAclArn: { at: ["webAclArn"], to: acl },
  reachesIdentityProviders: { at: ["reachesIdentityProviders"], to: true },
  "moreDomains[].certificateArn": {
    at: ["moreDomains", 0, "certificateArn"],
    to: certificate,
    also: [[["moreDomains", 0, "hostedZoneId"], undefined]],
  },
  "redirects.*.paths[]": { at: ["redirects", "www", "paths"], to: ["/old/*"] },
};

const zone = { hostedZoneId: "Z0123456789EXAMPLE" };

/** Each load balancer has these, too: with its own domain. */
const domains = (inner: string, outer: string): Rows => ({
  "moreDomains[].domain": {
    at: ["moreDomains", 0, "domain"],
    to: `www.${inner}`,
    also: [[["redirects", "www", "hosts"], [`www.${inner}`]]],
  },
  "redirects.*.hosts[]": {
    before: [[["moreDomains", 1], { ...zone, domain: `store.${outer}` }]],
    at: ["redirects", "www", "hosts"],
    to: [`store.${outer}`],
  },
  "responses.*.hosts[]": { at: ["responses", "robots", "hosts"], to: [inner] },
});

const build = { context: "app", target: "root", args: { A: "1" } };
const own = "111122223333.dkr.ecr.us-east-2.amazonaws.com/web:1";
const reference = "docker.io/library/busybox:1";
const parameter = ["secrets", "PARAMETER"];

/** Each container has these. */
const container: Rows = {
  "image.build.context": {
    at: ["image", "build"],
    to: { ...build, context: "app/src", dockerfile: "app/Dockerfile" },
  },
  "image.build.dockerfile": { at: ["image", "build", "dockerfile"], to: "app/Dockerfile" },
  "image.build.target": { at: ["image", "build", "target"], to: "bundle" },
  "image.reference": { before: [[["image"], { reference: own }]], to: own.replace(/1$/, "2") },
  "image.pinDigest": {
    before: [[["image"], { reference }]],
    at: ["image", "pinDigest"],
    to: true,
  },
  "image.credentialsSecret": {
    before: [[["image"], { reference }]],
    at: ["image", "credentialsSecret"],
    to: "registry",
  },
  "envFiles[]": { at: ["envFiles"], to: ["env/production.env"] },
  "secrets.*.secret": { at: ["secrets", "DB", "secret"], to: "registry" },
  "secrets.*.key": { at: ["secrets", "DB", "key"], to: "PASSWORD" },
  "secrets.*.kmsKeyArn": {
    at: [...parameter, "kmsKeyArn"],
    to: "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  },
  "secrets.*.onChange": { at: [...parameter, "onChange"], to: "redeploy" },
  "entryPoint[]": { at: ["entryPoint"], to: ["/sbin/tini"] },
  "scratch[]": { at: ["scratch"], to: ["/tmp"] },
  "capabilities[]": { at: ["capabilities"], to: ["NET_BIND_SERVICE"] },
  "secrets.*.versionId": {
    before: [[["secrets", "DB"], { secret: "elsewhere" }]],
    at: ["secrets", "DB", "versionId"],
    to: "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
  },
};

/** Containers that go on and on have these too. */
const lasting: Rows = {
  "restartPolicy.ignoredExitCodes[]": {
    at: ["restartPolicy"],
    to: { ignoredExitCodes: [0], attemptPeriodSeconds: 300 },
  },
  "restartPolicy.attemptPeriodSeconds": {
    before: [[["restartPolicy"], {}]],
    to: 120,
  },
};

/** A volume of one container alone. */
const volume: Rows = {
  "volumes.*.fileSystem": { to: "archive" },
  "volumes.*.directory": { to: "/other" },
};

const task: Rows = {
  memoryMiB: { at: ["memoryMiB"], to: 2048 },
  exec: { before: [[["readonlyRootFilesystem"], false]], at: ["exec"], to: true },
  "connectsTo[]": { at: ["connectsTo"], to: [] },
  "sends[]": { at: ["sends"], to: ["mails"] },
  "permissions[].actions[]": { at: ["permissions", 0, "actions"], to: ["sns:Subscribe"] },
  "systemControls.*": { at: ["systemControls"], to: { "net.core.somaxconn": "1024" } },
  "awsServices[]": { at: ["awsServices"], to: ["sqs"] },
  "permissions[].conditions.*.*[]": {
    at: ["permissions", 0, "conditions", "StringEquals", "aws:ResourceTag/owner"],
    to: ["shop", "shop-2"],
  },
};

/** A tracked metric: its plain value, or this. */
const tracked = (name: string, target: number): Rows => {
  const before: Edit[] = [[["scaling", name], { target }]];
  return {
    [`scaling.${name}.target`]: { before, to: target + 1 },
    [`scaling.${name}.scaleInCooldownSeconds`]: { before, to: 120 },
    [`scaling.${name}.scaleOutCooldownSeconds`]: { before, to: 30 },
  };
};

const alarm = (name: string, limits: Readonly<Record<string, number>>): Rows =>
  Object.fromEntries(
    Object.entries(limits).map(([limit, to]) => [
      `alarms.${name}.${limit}`,
      { at: ["alarms", name, limit], to },
    ]),
  );

const service: Rows = {
  "route.loadBalancer": {
    at: ["route", "loadBalancer"],
    to: "inside",
    also: [[["route", "hosts"], ["inside.example.com"]]],
  },
  "route.healthCheckCodes": { at: ["route", "healthCheckCodes"], to: "200-299" },
  "names.service": { at: ["names", "service"], to: "shop-web" },
  "names.targetGroup": { at: ["names", "targetGroup"], to: "shop-web" },
  "names.logGroup": { at: ["names", "logGroup"], to: "/shop/web" },
  "dependsOn.*": { at: ["dependsOn"], to: { proxy: "START" } },
  ...tracked("cpuPercent", 60),
  ...tracked("memoryPercent", 70),
  ...tracked("requestsPerTarget", 1000),
  ...tracked("networkReceivedBytesPerSecond", 1000000),
  ...tracked("networkSentBytesPerSecond", 1000000),
  ...alarm("healthyTasks", { minimum: 2, minutes: 4 }),
  ...alarm("errors", { percent: 2, minimumRequests: 50, minutes: 6 }),
  ...alarm("cpu", { percent: 80, minutes: 10 }),
  ...alarm("memory", { percent: 80, minutes: 10 }),
};

const otherSecret = "arn:aws:secretsmanager:us-east-2:111122223333:secret:other-AbCdEf";

const oidc = {
  issuer: "https://id.example.com",
  authorizationEndpoint: "https://id.example.com/authorize",
  tokenEndpoint: "https://id.example.com/token",
  userInfoEndpoint: "https://id.example.com/userinfo",
  clientId: "shop",
  clientSecret: { secret: "elsewhere" },
};

const cognito = {
  userPoolArn: "arn:aws:cognito-idp:us-east-2:111122223333:userpool/us-east-2_AbCdEfGhI",
  clientId: "1example23456789",
  domain: "shop-users",
};

/** Keys of a route whose users sign in, with the values that they change to. */
const signedIn = (signIn: object, keys: Readonly<Record<string, unknown>>): Rows =>
  Object.fromEntries(
    Object.entries(keys).map(([key, to]) => [
      `${services}.*.route.signIn.${key}`,
      {
        before: [[[...web, "route", "signIn"], signIn]],
        at: [...web, "route", "signIn", ...key.split(".")],
        to,
      },
    ]),
  );

const client = [...web, "route", "signIn", "oidc", "clientSecret"];

const signIns: Rows = {
  ...signedIn(
    { oidc },
    {
      "oidc.issuer": "https://id.example.org",
      "oidc.authorizationEndpoint": "https://id.example.org/authorize",
      "oidc.tokenEndpoint": "https://id.example.org/token",
      "oidc.userInfoEndpoint": "https://id.example.org/userinfo",
      "oidc.clientId": "store",
      scope: "openid email",
      sessionTimeoutHours: 12,
      sessionCookieName: "shop-session",
      unauthenticated: "deny",
    },
  ),
  ...signedIn(
    { cognito },
    {
      "cognito.userPoolArn": cognito.userPoolArn.replace(/I$/, "J"),
      "cognito.clientId": "2example23456789",
      "cognito.domain": "store-users",
    },
  ),
  ...Object.fromEntries(
    Object.entries({ secret: "other", key: "CLIENT_SECRET" }).map(([key, to]) => [
      `${services}.*.route.signIn.oidc.clientSecret.${key}`,
      {
        before: [
          [["drydock:secrets", "other"], { arn: otherSecret }],
          [[...web, "route", "signIn"], { oidc }],
        ],
        at: [...client, key],
        to,
      } satisfies ByHand,
    ]),
  ),
};

const existingKeys: Rows = Object.fromEntries(
  Object.entries({
    "network.vpcId": {},
    "network.cidr": { to: "10.0.0.0/15" },
    "network.privateSubnetIds[]": {},
    "network.publicSubnetIds[]": {
      at: ["network", "publicSubnetIds"],
      to: ["subnet-2a1b2c3d4e5f60718", "subnet-3a1b2c3d4e5f60718"],
    },
    "network.internet": {},
    "network.endpoints[]": { at: ["network", "endpoints", 7], to: "ssm" },
    "network.workloadSecurityGroupId": { to: "sg-4a1b2c3d4e5f60718" },
    "cluster.arn": {},
    "cluster.execLogGroupName": { to: "/other/exec" },
    "cluster.dnsNamespace.id": {},
    "cluster.dnsNamespace.name": { to: "other.internal" },
    "cluster.serviceConnectNamespaceArn": {},
    "loadBalancer.listenerArn": {},
    "loadBalancer.securityGroupId": {},
    "loadBalancer.url": { to: "https://other.example.com" },
    "loadBalancer.sharedSecurityGroupId": {
      at: ["loadBalancer", "sharedSecurityGroupId"],
      before: [[["loadBalancer", "taskPorts"], [8080]]],
      to: "sg-7a1b2c3d4e5f60718",
    },
    "loadBalancer.taskPorts[]": { at: ["loadBalancer", "taskPorts"], to: [8080] },
    "loadBalancers.*.listenerArn": {},
    "loadBalancers.*.securityGroupId": {},
    "loadBalancers.*.url": { to: "https://other.example.com" },
    "loadBalancers.*.sharedSecurityGroupId": {},
    "loadBalancers.*.reachesIdentityProviders": { to: true },
    "loadBalancers.*.taskPorts[]": { at: ["loadBalancers", "inside", "taskPorts", 1], to: 3000 },
    "loadBalancer.reachesIdentityProviders": { to: true },
    "fileSystems.*.arn": {},
    "fileSystems.*.securityGroupId": {},
    kmsKeyArn: {},
    permissionsBoundaryArn: {},
  } satisfies Rows).map(([name, row]) => [name, { base: existing, ...row }]),
);

const shares: Rows = {
  "drydock:shares.owner": { base: platform },
  "drydock:shares.stacks.*": { base: platform, to: 3 },
  "drydock:shares.hosts[]": {
    base: platform,
    at: ["drydock:shares", "hosts", 1],
    to: "*.eu.test.example.com",
  },
  "drydock:shares.taskPorts[]": {
    base: platform,
    at: ["drydock:shares", "taskPorts", 1],
    to: 3000,
  },
  "drydock:shares.discovery[]": {
    base: platform,
    at: ["drydock:shares", "discovery"],
    to: ["dns", "serviceConnect"],
  },
  "drydock:shares.serviceFiles[]": {
    base: platform,
    to: "examples/platform/shop/Pulumi.admin.yaml",
  },
  "drydock:platform.file": {
    base: member,
    to: "examples/platform/reports/platform.test.json",
  },
  "drydock:platform.as": { base: member, to: "admin" },
};

export const byHand: Rows = {
  ...provider,
  "aws:region": { base: small, to: "us-west-2" },
  "drydock:account": {
    base: edited(small, [[["drydock:account"], undefined]]),
    to: "111122223333",
  },
  "drydock:names.prefix": { at: ["drydock:names", "prefix"], to: "acme-shop" },
  "drydock:names.rolePath": { at: ["drydock:names", "rolePath"], to: "/apps/" },
  ...retired,
  ...below("drydock:existing", ["drydock:existing"], existingKeys),
  ...shares,
  "drydock:alerts.topicArn": {
    to: "arn:aws:sns:us-east-2:111122223333:incidents",
  },
  "drydock:network.availabilityZones": { to: 3 },
  "drydock:network.endpointZones": { base: closed, to: 1 },
  "drydock:loadBalancers.*.allowedCidrs[]": {
    at: [...inside, "allowedCidrs"],
    to: ["10.0.0.0/9"],
  },
  "drydock:network.endpoints[]": { at: ["drydock:network", "endpoints"], to: ["sts"] },
  "drydock:network.endpointBuckets[]": {
    at: ["drydock:network", "endpointBuckets"],
    to: ["public-data"],
  },
  "drydock:cluster.containerInsights": {
    at: ["drydock:cluster", "containerInsights"],
    to: "enabled",
  },
  ...signIns,
  ...below("drydock:ingress", ingress, {
    ...loadBalancer,
    ...domains("shop.example.com", "shop.example.org"),
  }),
  ...below("drydock:loadBalancers.*", inside, {
    ...loadBalancer,
    ...domains("inside.example.com", "inside.example.org"),
  }),
  "drydock:ingress.domain": {
    to: "store.example.com",
    also: [
      [[...ingress, "redirects", "www", "toHost"], "store.example.com"],
      [[...web, "route", "hosts"], ["store.example.com"]],
    ],
  },
  "drydock:ingress.type": { base: wired, to: "network" },
  "drydock:ingress.crossZone": {
    base: edited(wired, [[[...ingress, "type"], "network"]]),
    to: false,
  },
  "drydock:loadBalancers.*.idleTimeoutSeconds": {
    at: [...inside, "idleTimeoutSeconds"],
    to: 120,
  },
  "drydock:secrets.*.onChange": {
    at: ["drydock:secrets", "elsewhere", "onChange"],
    to: "redeploy",
  },
  "drydock:databases.*.secret": {
    before: [[["drydock:databases", "ledger", "secretKeys"], undefined]],
    to: "elsewhere",
  },
  "drydock:databases.*.secretKeys[]": {
    at: ["drydock:databases", "ledger", "secretKeys"],
    to: ["password"],
  },
  "drydock:databases.*.iamUserArn": {
    to: "arn:aws:rds-db:us-east-2:111122223333:dbuser:cluster-ABC/app",
  },
  "drydock:secrets.*.versions[].*.secure": {
    at: ["drydock:secrets", "db", "versions", 1, "PASSWORD"],
    to: { secure: "v1:AAAAAAAAAAAAAAAA:BBBBBBBBBBBB" },
  },
  ...below(`${services}.*`, web, { ...container, ...lasting, ...task, ...service, ...volume }),
  ...below(`${services}.*.sidecars.*`, proxy, { ...container, ...lasting, ...volume }),
  ...below("drydock:jobs.*", report, { ...container, ...task, ...volume }),
  [`${services}.*.allowedCidrs[]`]: {
    base: edited(small, [
      [[...web, "route"], undefined],
      [["drydock:ingress"], undefined],
      [[...web, "placement"], "public"],
    ]),
    at: [...web, "allowedCidrs"],
    to: ["203.0.113.0/24"],
  },
  [`${services}.*.route.hosts[]`]: {
    before: [[[...ingress, "moreDomains", 1], { ...zone, domain: "store.example.com" }]],
    at: [...web, "route", "hosts"],
    to: ["store.example.com"],
  },
  [`${services}.*.route.protocol`]: {
    before: [[["drydock:loadBalancers", "wires"], wires]],
    to: "tls",
  },
  [`${services}.*.route.preserveClientAddress`]: {
    at: [services, "wire", "route", "preserveClientAddress"],
    to: false,
  },
  [`${services}.*.deployment.rollbackOn[]`]: {
    at: [...shift, "deployment", "rollbackOn"],
    to: ["errors", "healthyTasks"],
  },
  ...below(`${services}.*.deployment`, [services, "api", "deployment"], {
    minimumHealthyPercent: { at: ["minimumHealthyPercent"], to: 50 },
    maximumPercent: { at: ["maximumPercent"], to: 150 },
    timeoutMinutes: { at: ["timeoutMinutes"], to: 30 },
  }),
  [`${services}.*.sidecars.*.essential`]: {
    at: [...proxy, "essential"],
    to: false,
  },
  [`${services}.*.sidecars.*.dependsOn.*`]: { to: "COMPLETE" },
  [`${services}.*.scaling.steps.*.steps[].change`]: { to: -2 },
  [`${services}.*.route.paths[]`]: { to: "/shop/*" },
  [`${services}.*.scaling.schedules.*.timezone`]: { to: "Europe/Berlin" },
  "drydock:jobs.*.from": { base: changing, to: "other" },
  "drydock:jobs.*.cpu": { to: 1024, also: [[[...report, "memoryMiB"], 2048]] },
  "drydock:jobs.*.runs.before[]": { base: changing, to: "other" },
  "drydock:jobs.*.runs.timezone": { at: [...report, "runs", "timezone"], to: "Europe/Berlin" },
  [`${services}.*.deployment.alarmNames[]`]: {
    at: [...shift, "deployment", "alarmNames"],
    to: ["shop-errors"],
  },
  [`${services}.*.scaling.schedules.*.at`]: {
    at: [services, "worker", "scaling", "schedules", "day", "at"],
    to: "cron(0 9 ? * MON-FRI *)",
  },
  "drydock:jobs.*.runs.at": {
    at: [...report, "runs", "at"],
    to: "cron(0 4 ? * MON-FRI *)",
  },
};
