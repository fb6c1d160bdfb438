import assert from "node:assert/strict";
import { longestVpcPrefixLength, subnetMasks } from "../../../components/facts/subnet-masks";
import { subnetRoom } from "../../../drydock/config/subnets";
import { accepts, loadTree, problemText, refuses, services } from "../support";

const network = (own: object) => ({ network: own });

describe("rule: the network", () => {
  accepts("the largest", network({ cidr: "10.0.0.0/16" }));
  accepts("the smallest with three zones", network({ cidr: "10.0.0.0/24" }));
  refuses(
    "a smaller one",
    `drydock:network.cidr = "10.0.0.0/25": This is too small for 2 zones with a public subnet that holds a load balancer.
allowed: /16 to /24 with 2 zones
fix: Write 10.0.0.0/24.`,
    network({ cidr: "10.0.0.0/25", availabilityZones: 2 }),
  );
  refuses(
    "the smallest with five zones, which this region does not have either",
    `drydock:network.cidr = "10.0.0.0/24": This is too small for 5 zones with a public subnet that holds a load balancer.
allowed: /16 to /23 with 5 zones
fix: Write 10.0.0.0/23.

drydock:network.availabilityZones = 5: The region us-east-2 has 3 zones.
allowed: 2 to 3
fix: Write availabilityZones: 3.`,
    network({ cidr: "10.0.0.0/24", availabilityZones: 5 }),
  );
  refuses(
    "a larger one",
    `drydock:network.cidr = "10.0.0.0/15": AWS creates no VPC larger than /16.
allowed: /16 to /24 with 3 zones
fix: Write 10.0.0.0/16.`,
    network({ cidr: "10.0.0.0/15" }),
  );
  refuses(
    "an address in a range",
    `drydock:network.cidr = "10.0.0.5/16": This is an address inside a range, not the range's first address.
allowed: 10.0.0.0/16
fix: Write 10.0.0.0/16.`,
    network({ cidr: "10.0.0.5/16" }),
  );
  accepts("endpoints in every zone", network({ availabilityZones: 2, endpointZones: 2 }));
  refuses(
    "endpoints in more zones than there are",
    `drydock:network.endpointZones = 3: The network has 2 zones.
allowed: 1 to 2
fix: Remove it for all zones, or write a smaller number.`,
    network({ availabilityZones: 2, endpointZones: 3 }),
  );
  accepts("two ports", network({ egressPorts: [443, 5432] }));
  refuses(
    "a port twice",
    `drydock:network.egressPorts[1] = 443: This is in the list twice.
fix: Remove one of the two.`,
    network({ egressPorts: [443, 443] }),
  );
  accepts("an endpoint", network({ endpoints: ["sqs"] }));
  accepts("an endpoint that is not in the list", network({ endpoints: ["bedrock-runtime"] }));
  refuses(
    "an endpoint that is nearly one",
    `drydock:network.endpoints[0] = "secretmanager": AWS has no endpoint of this name.
allowed: the last part of an endpoint's name, such as dynamodb, ecr.api, ecr.dkr, events, kinesis-firehose, kinesis-streams, kms, lambda, logs, monitoring, s3, secretsmanager, sns, sqs, ssm, ssmmessages, states, sts, xray
fix: Did you mean secretsmanager?`,
    network({ endpoints: ["secretmanager"] }),
  );
  refuses(
    "an AWS service that is nearly one",
    `drydock:services.web.awsServices[0] = "dynamo-db": AWS has no endpoint of this name.
allowed: the last part of an endpoint's name, such as dynamodb, ecr.api, ecr.dkr, events, kinesis-firehose, kinesis-streams, kms, lambda, logs, monitoring, s3, secretsmanager, sns, sqs, ssm, ssmmessages, states, sts, xray
fix: Did you mean dynamodb?`,
    services({ web: { awsServices: ["dynamo-db"] } }),
  );
  refuses(
    "an AWS service twice",
    `drydock:services.web.awsServices[1] = "sqs": This is in the list twice.
fix: Remove one of the two.`,
    services({ web: { awsServices: ["sqs", "sqs"] } }),
  );

  it("divides the range as the Network component does", () => {
    for (let zones = 2; zones <= 6; zones += 1) {
      for (let prefix = 16; prefix <= longestVpcPrefixLength(zones); prefix += 1) {
        const masks = subnetMasks(prefix, zones);
        assert.deepEqual(subnetRoom(`10.0.0.0/${prefix}`, zones), {
          private: 2 ** (32 - masks.private) - 5,
          public: 2 ** (32 - masks.public) - 5,
        });
      }
    }
  });
});

describe("rule: addresses for every task", () => {
  // A /24 in two zones: private subnets of /27 (27 addresses for use), of which endpoints for images and logs take 3.
  const small = { cidr: "10.0.0.0/24", availabilityZones: 2 };
  const fixed = (desiredCount: number, own = {}, rest = {}) => ({
    network: small,
    ...rest,
    ...services({ web: { desiredCount, ...own } }),
  });
  accepts("as many tasks as there are addresses", fixed(24));
  refuses(
    "a task more than there are addresses",
    `drydock:network.cidr = "10.0.0.0/24": A private subnet has 27 addresses for use; with 50 tasks at most, during deployments, 28 are needed in a zone.
allowed: a range from which 2 zones get that many
fix: Use a /23 (a new network: services move), or lower scaling.max or maximumPercent.`,
    fixed(25),
  );
  accepts(
    "more where a deployment adds none",
    fixed(48, { deployment: { minimumHealthyPercent: 50, maximumPercent: 100 } }),
  );
  refuses(
    "a file system more",
    `drydock:network.cidr = "10.0.0.0/24": A private subnet has 27 addresses for use; with 48 tasks at most, during deployments, 28 are needed in a zone.
allowed: a range from which 2 zones get that many
fix: Use a /23 (a new network: services move), or lower scaling.max or maximumPercent.`,
    fixed(24, {}, { fileSystems: { a: {} } }),
  );
  refuses(
    "an internal load balancer more",
    `drydock:network.cidr = "10.0.0.0/24": A private subnet has 27 addresses for use; with 34 tasks at most, during deployments, 28 are needed in a zone.
allowed: a range from which 2 zones get that many
fix: Use a /23 (a new network: services move), or lower scaling.max or maximumPercent.`,
    fixed(17, {}, { ingress: { internal: true } }),
  );
  accepts(
    "as many public tasks as a load balancer leaves addresses",
    fixed(19, { placement: "public" }, { ingress: {} }),
  );
  refuses(
    "a public task more",
    `drydock:network.cidr = "10.0.0.0/24": A public subnet has 27 addresses for use; with 40 tasks at most, during deployments, 28 are needed in a zone.
allowed: a range from which 2 zones get that many
fix: Use a /22 (a new network: services move), or lower scaling.max or maximumPercent.`,
    fixed(20, { placement: "public" }, { ingress: {} }),
  );
  refuses(
    "what scaling may reach",
    `drydock:network.cidr = "10.0.0.0/24": A private subnet has 27 addresses for use; with 60 tasks at most, during deployments, 33 are needed in a zone.
allowed: a range from which 2 zones get that many
fix: Use a /23 (a new network: services move), or lower scaling.max or maximumPercent.`,
    {
      network: small,
      ...services({ web: { scaling: { min: 1, max: 30, cpuPercent: 50 } } }),
    },
  );
  refuses(
    "what a schedule may reach",
    `drydock:network.cidr = "10.0.0.0/24": A private subnet has 27 addresses for use; with 80 tasks at most, during deployments, 43 are needed in a zone.
allowed: a range from which 2 zones get that many
fix: Use a /23 (a new network: services move), or lower scaling.max or maximumPercent.`,
    {
      network: small,
      ...services({
        web: {
          scaling: {
            min: 1,
            max: 3,
            cpuPercent: 50,
            schedules: { sale: { at: "rate(1 day)", max: 40 } },
          },
        },
      }),
    },
  );
  refuses(
    "more than any network has",
    `drydock:network.cidr = "10.0.0.0/16": A private subnet has 8187 addresses for use; with 40000 tasks at most, during deployments, 20003 are needed in a zone.
allowed: a range from which 2 zones get that many
fix: Lower scaling.max, maximumPercent or the number of services.`,
    {
      network: { cidr: "10.0.0.0/16", availabilityZones: 2 },
      ...services(
        Object.fromEntries(
          Array.from({ length: 4 }, (_, index) => [`s${index}`, { desiredCount: 5000 }]),
        ),
      ),
    },
  );
});

describe("rule: connections", () => {
  const shop = (web: object, api: Readonly<Record<string, unknown>>) =>
    services({ web: { connectsTo: ["api"], ...web }, api });
  accepts("a service found by DNS", shop({}, { containerPort: 8080, discovery: "dnsA" }));
  refuses(
    "a service that is not there",
    `drydock:services.web.connectsTo[0] = "apl": There is no service of this name.
allowed: services here: api
fix: Did you mean api?`,
    services({ web: { connectsTo: ["apl"] }, api: {} }),
  );
  refuses(
    "a service that cannot be found",
    `drydock:services.web.connectsTo[0] = "api": api has no discovery, so no other service finds it.
allowed: services with discovery dnsA, dnsSrv or serviceConnect
fix: Add discovery: dnsA to api.`,
    shop({}, { containerPort: 8080 }),
  );
  refuses(
    "a service without port",
    `drydock:services.web.connectsTo[0] = "api": api has no containerPort, so there is no port to open.
allowed: services with a containerPort
fix: Add containerPort to api, such as containerPort: 8080.`,
    shop({}, { discovery: "dnsA" }),
  );
  refuses(
    "a service twice",
    `drydock:services.web.connectsTo[1] = "api": This service is in the list twice.
fix: Remove one of the two.`,
    shop({ connectsTo: ["api", "api"] }, { containerPort: 8080, discovery: "dnsA" }),
  );
  refuses(
    "itself",
    `drydock:services.web.connectsTo[0] = "web": A service cannot connect to itself.
fix: Remove it.`,
    services({ web: { connectsTo: ["web"], containerPort: 8080, discovery: "dnsA" } }),
  );
  refuses(
    "SRV records without port",
    `drydock:services.web.discovery = "dnsSrv": This way of discovery publishes the container's port, and the service has none.
allowed: dnsSrv with a containerPort
fix: Add containerPort to the service, such as containerPort: 8080.`,
    services({ web: { discovery: "dnsSrv" } }),
  );
  refuses(
    "Service Connect without port",
    `drydock:services.web.discovery = "serviceConnect": This way of discovery publishes the container's port, and the service has none.
allowed: serviceConnect with a containerPort
fix: Add containerPort to the service, such as containerPort: 8080.`,
    services({ web: { discovery: "serviceConnect" } }),
  );
  const both = (discovery: string) =>
    shop(
      { containerPort: 8080, discovery },
      { containerPort: 8080, discovery, connectsTo: ["web"] },
    );
  accepts("a circle of services found by DNS", both("dnsA"));
  refuses(
    "a circle of services of Service Connect",
    `drydock:services.web.connectsTo[0] = "api": Services of Service Connect call each other in a circle: web -> api -> web. None could be deployed after those it calls.
allowed: a circle only among services found by DNS
fix: Use discovery: dnsA for one of them, or remove a connection.`,
    both("serviceConnect"),
  );
});

describe("rule: rules of security groups", () => {
  const api = { containerPort: 8080, discovery: "dnsA" };
  const callers = (count: number, own = {}) =>
    services({
      api,
      ...Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`s${index}`, { connectsTo: ["api"], ...own }]),
      ),
    });
  accepts("sixty callers", callers(60));
  refuses(
    "more than sixty callers",
    `drydock:services.api: The security group of the service api would get 61 rules in one direction: 61 services connect to it.
allowed: at most 60 rules in each direction
fix: Let some callers reach this service through its route, or divide the service.`,
    callers(61),
  );
  const called = (count: number) =>
    services({
      web: { connectsTo: Array.from({ length: count }, (_, index) => `s${index}`) },
      ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, api])),
    });
  accepts("sixty services that are called", called(60));
  refuses(
    "more than sixty services that are called",
    `drydock:services.web.connectsTo: The security group of the service web would get 61 rules in one direction: 61 connections, 0 file systems and 0 ports to the internet.
allowed: at most 60 rules in each direction
fix: Connect to fewer services, or reach some through their routes.`,
    called(61),
  );
  const users = (count: number) => ({
    fileSystems: { shared: {} },
    ...services(
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `s${index}`,
          { volumes: { data: { fileSystem: "shared", mountPath: "/data" } } },
        ]),
      ),
    ),
  });
  accepts("sixty services on a file system", users(60));
  refuses(
    "more than sixty services on a file system",
    `drydock:fileSystems.shared: The security group of the file system shared would get 61 rules in one direction: 61 services mount it.
allowed: at most 60 rules in each direction
fix: Divide the services among two file systems.`,
    users(61),
  );
  const ranges = (count: number) =>
    Array.from({ length: count }, (_, index) => `10.0.${index}.0/24`);
  accepts("sixty ranges on one port", { ingress: { allowedCidrs: ranges(60) } });
  refuses(
    "thirty-one ranges on two ports",
    `drydock:ingress.allowedCidrs: The security group of the load balancer would get 62 rules in one direction: 31 ranges on two ports.
allowed: at most 60 rules in each direction
fix: Join ranges, or use an AWS WAF web ACL with an IP set.`,
    {
      ingress: {
        domain: "a.example.com",
        hostedZoneId: "Z0123456789EXAMPLE",
        allowedCidrs: ranges(31),
      },
    },
  );
});

describe("rule: ARNs", () => {
  const secret = (region: string, account = "111122223333", own = {}) => ({
    secrets: {
      db: { arn: `arn:aws:secretsmanager:${region}:${account}:secret:db-AbCdEf`, ...own },
    },
  });
  const key = "arn:aws:kms:us-east-2:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  accepts("a secret of the region", secret("us-east-2"));
  refuses(
    "a secret of another region",
    `drydock:secrets.db.arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf": This secret is in eu-west-1, the environment in us-east-2.
allowed: an ARN that starts with arn:aws:secretsmanager:us-east-2:
fix: Use one of the environment's region.`,
    secret("eu-west-1"),
  );
  accepts("a secret of the account", { account: "111122223333", ...secret("us-east-2") });
  refuses(
    "a secret of another account",
    `drydock:secrets.db.arn = "arn:aws:secretsmanager:us-east-2:444455556666:secret:db-AbCdEf": This secret belongs to the account 444455556666, the environment to 111122223333.
allowed: an ARN of the account 111122223333
fix: Use one of this account, or give the kmsKeyArn that encrypts it: AWS's own keys serve their account only.`,
    {
      account: "111122223333",
      ...secret("us-east-2", "444455556666"),
    },
  );
  accepts("a secret of another account with its key", {
    account: "111122223333",
    ...secret("us-east-2", "444455556666", { kmsKeyArn: key }),
  });
  refuses(
    "an alias in place of a key",
    `drydock:secrets.db.kmsKeyArn = "arn:aws:kms:us-east-2:444455556666:alias/x": This is not the ARN of a KMS key (not an alias).
allowed: arn:<partition>:<service>:us-east-2:<account>:key/...
fix: Copy the ARN from the AWS console.`,
    secret("us-east-2", "111122223333", {
      kmsKeyArn: "arn:aws:kms:us-east-2:444455556666:alias/x",
    }),
  );
  const certificate = (certificateArn: string) => ({
    ingress: { domain: "a.example.com", certificateArn },
  });
  accepts(
    "a certificate of the region",
    certificate("arn:aws:acm:us-east-2:111122223333:certificate/1"),
  );
  refuses(
    "a certificate of another region",
    `drydock:ingress.certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/1": This ACM certificate is in us-east-1, the environment in us-east-2.
allowed: an ARN that starts with arn:aws:acm:us-east-2:
fix: Use one of the environment's region.`,
    certificate("arn:aws:acm:us-east-1:111122223333:certificate/1"),
  );
  refuses(
    "a certificate of another partition",
    `drydock:ingress.certificateArn = "arn:aws-cn:acm:us-east-2:111122223333:certificate/1": This ACM certificate is in the partition aws-cn, the environment in aws.
allowed: an ARN that starts with arn:aws:acm:us-east-2:
fix: Use one of the environment's region.`,
    certificate("arn:aws-cn:acm:us-east-2:111122223333:certificate/1"),
  );
  refuses(
    "an ARN without resource",
    `drydock:ingress.certificateArn = "arn:aws:acm:us-east-2": This is not the ARN of an ACM certificate.
allowed: arn:<partition>:<service>:us-east-2:<account>:certificate/...
fix: Copy the ARN from the AWS console.`,
    certificate("arn:aws:acm:us-east-2"),
  );
  refuses(
    "a web ACL of CloudFront",
    `drydock:ingress.webAclArn = "arn:aws:wafv2:us-east-2:111122223333:global/webacl/a/1": This is not the ARN of a regional web ACL.
allowed: arn:<partition>:<service>:us-east-2:<account>:regional/webacl/...
fix: Copy the ARN from the AWS console.`,
    {
      ingress: { webAclArn: "arn:aws:wafv2:us-east-2:111122223333:global/webacl/a/1" },
    },
  );
  accepts("a regional web ACL", {
    ingress: { webAclArn: "arn:aws:wafv2:us-east-2:111122223333:regional/webacl/a/1" },
  });
  refuses(
    "a parameter of another region",
    `drydock:services.web.secrets.X.parameterArn = "arn:aws:ssm:eu-west-1:111122223333:parameter/x": This parameter is in eu-west-1, the environment in us-east-2.
allowed: an ARN that starts with arn:aws:ssm:us-east-2:
fix: Use one of the environment's region.`,
    services({
      web: { secrets: { X: { parameterArn: "arn:aws:ssm:eu-west-1:111122223333:parameter/x" } } },
    }),
  );
});

describe("rule: permissions", () => {
  const may = (actions: string[], resources: string[]) =>
    services({ web: { permissions: [{ actions, resources }] } });
  const QUEUE = "arn:aws:sqs:us-east-2:111122223333:orders";
  accepts("an action on a queue", may(["sqs:SendMessage"], [QUEUE]));
  accepts("a group of actions on a group of resources", may(["s3:Get*"], ["arn:aws:s3:::shop/*"]));
  refuses(
    "every action of a service",
    `drydock:services.web.permissions[0].actions[0] = "sqs:*": This allows everything that sqs can do.
allowed: named actions, or groups such as sqs:Get*
fix: Name the actions that the code needs.`,
    may(["sqs:*"], [QUEUE]),
  );
  refuses(
    "an action on everything",
    `drydock:services.web.permissions[0].resources[0] = "*": This allows sqs:SendMessage on everything in the account.
allowed: ARNs; * only with actions that AWS grants without naming a resource, such as cloudwatch:PutMetricData
fix: Name the ARNs that the code needs.`,
    may(["sqs:SendMessage", "cloudwatch:PutMetricData"], ["*"]),
  );
  accepts(
    "actions that know no resource",
    may(["cloudwatch:PutMetricData", "xray:PutTraceSegments"], ["*"]),
  );
  refuses(
    "an action that AWS does not have",
    `drydock:services.web.permissions[0].actions[0] = "sqs:RecieveMessage": AWS has no action sqs:RecieveMessage, so this would grant nothing.
allowed: an action of sqs, or a group such as sqs:Rec*
fix: Did you mean sqs:ReceiveMessage?`,
    may(["sqs:RecieveMessage"], ["arn:aws:sqs:us-east-2:111122223333:orders"]),
  );
  refuses(
    "a service that AWS does not have",
    `drydock:services.web.permissions[0].actions[0] = "dynamo:GetItem": AWS has no service with the prefix dynamo.
allowed: the prefix of a service, such as sqs or dynamodb
fix: Did you mean dynamodb:GetItem?`,
    may(["dynamo:GetItem"], ["arn:aws:dynamodb:us-east-2:111122223333:table/orders"]),
  );
  accepts(
    "an action in another case, and a pattern for one that is newer than the list",
    may(["sqs:sendmessage", "sqs:BrandNew*"], ["arn:aws:sqs:us-east-2:111122223333:orders"]),
  );
  refuses(
    "an action without resources on an ARN",
    `drydock:services.web.permissions[0].actions[1] = "sqs:ListQueues": sqs:ListQueues acts on no resource that a policy could name, so AWS ignores it with ARNs.
allowed: sqs:ListQueues with resources: ["*"]
fix: Move it into a separate statement: { actions: ["sqs:ListQueues"], resources: ["*"] }.`,
    may(["sqs:SendMessage", "sqs:ListQueues"], ["arn:aws:sqs:us-east-2:111122223333:orders"]),
  );
  accepts("the same on everything", may(["sqs:ListQueues", "logs:DescribeLogGroups"], ["*"]));
  refuses(
    "a name in place of an ARN",
    `drydock:services.web.permissions[0].resources[0] = "orders": This is not an ARN.
allowed: arn:<partition>:<service>:<region>:<account>:<resource>, in which * may replace a part of a name
fix: Copy the ARN from the AWS console.`,
    may(["sqs:SendMessage"], ["orders"]),
  );

  const own = "us-east-2:111122223333";
  /** What a task that was broken into could do most harm with; the policy pack gives the answer. */
  const dangerous: readonly (readonly [string, string, string])[] = [
    ["s3:GetObject", "arn:aws:s3:::*/*", "reads stored data of any name"],
    ["dynamodb:Scan", `arn:aws:dynamodb:${own}:table/*`, "reads stored data of any name"],
    ["ssm:GetParameter*", `arn:aws:ssm:${own}:parameter/*`, "reads stored data of any name"],
    [
      "secretsmanager:GetSecretValue",
      `arn:aws:secretsmanager:${own}:secret:*`,
      "hands out credentials of any name",
    ],
    ["sts:AssumeRole", "arn:aws:iam::111122223333:role/*", "hands out credentials of any name"],
    ["iam:PassRole", "arn:aws:iam::*:role/*", "lets every role be passed on"],
    ["kms:Decrypt", `arn:aws:kms:${own}:key/*`, "lets every key decrypt"],
    [
      "iam:PutRolePolicy",
      "arn:aws:iam::111122223333:role/web",
      "lets its holder become more than it is",
    ],
    ["ssm:SendCommand", "*", "lets its holder become more than it is"],
    [
      "lambda:UpdateFunctionCode",
      `arn:aws:lambda:${own}:function:*`,
      "lets its holder become more than it is",
    ],
  ];
  for (const [action, resource, problem] of dangerous) {
    refuses(
      `${action} on ${resource}`,
      `drydock:services.web.permissions[0].actions[0] = "${action}": This ${problem}.
allowed: this action on resources that are named, or not at all
fix: Name the ARNs that the code needs; what only operators do belongs into a role of theirs.`,
      may([action], [resource]),
    );
  }
  accepts(
    "the same on what is named",
    services({
      web: {
        permissions: [
          { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop-files/*"] },
          { actions: ["iam:PassRole"], resources: ["arn:aws:iam::111122223333:role/worker"] },
          {
            actions: ["kms:Decrypt"],
            resources: ["*"],
            conditions: { StringEquals: { "kms:ResourceAliases": "alias/shop" } },
          },
          { actions: ["servicediscovery:DiscoverInstances"], resources: ["*"] },
        ],
      },
    }),
  );
});

describe("rule: tags", () => {
  const many = (count: number) => ({
    tags: Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, "x"])),
  });
  accepts("a tag of one's own", { tags: { "cost-center": "12 / 3" } });
  refuses(
    "a tag of the program",
    `drydock:tags.Environment: The program sets this tag itself.
allowed: any name but project, environment, service, managed-by
fix: Remove it, or use another name.`,
    { tags: { Environment: "x" } },
  );
  refuses(
    "a tag of AWS",
    `drydock:tags["aws:x"]: Names that start with aws: belong to AWS.
allowed: any other name
fix: Use another name.`,
    { tags: { "aws:x": "x" } },
  );
  refuses(
    "a character that AWS does not allow",
    `drydock:tags.owner: A tag's name or value holds a character that AWS does not allow there.
allowed: letters, digits, spaces and _ . : / = + - @
fix: Use only those.`,
    { tags: { owner: "a,b" } },
  );
  accepts("forty-five tags", many(45));
  refuses(
    "more than forty-five tags",
    `drydock:tags: There are 46 tags, and the program adds its own.
allowed: at most 45 tags
fix: Remove some.`,
    many(46),
  );
  refuses(
    "two tags that are one to IAM",
    `drydock:tags.owner: IAM does not tell tags apart that differ in upper and lower case only.
allowed: each name once, in whatever case
fix: Remove one of the two.`,
    { tags: { Owner: "shop", owner: "shop" } },
  );
  const withFile = (count: number) => ({
    ...many(count),
    ...services({ web: { envFiles: ["env/web.env"] } }),
  });
  const files = { "env/web.env": "A=1\n" };
  accepts("seven tags where there is an environment file", withFile(7), files);
  refuses(
    "more tags than the S3 object of an environment file may have",
    `drydock:tags: There are 8 tags, and the program adds its own.
allowed: at most 7 tags where there are environment files: an S3 object has 10 in all
fix: Remove some.`,
    withFile(8),
    files,
  );
});

describe("rule: the stack's name", () => {
  const reportOf = (stack: string) => {
    const result = loadTree({}, {}, `Pulumi.${stack}.yaml`);
    return "problems" in result ? result.problems.map(problemText) : [];
  };
  it("accepts what AWS allows in names", () => {
    assert.deepEqual(["test", "a", "pr-123", "a".repeat(40)].flatMap(reportOf), []);
  });
  it("refuses what AWS does not", () => {
    for (const stack of ["Test", "my_stack", "a--b", "-a", "a.b", "a".repeat(41)]) {
      assert.equal(reportOf(stack).length, 1, stack);
    }
    assert.deepEqual(reportOf("Test"), [
      "Pulumi.Test.yaml:2 drydock: The stack's name (Test) becomes part of names in AWS that do not allow it.\n" +
        "allowed: lower-case letters, digits and single hyphens, at most 40 characters\n" +
        "fix: Rename the stack: pulumi stack rename, and the file Pulumi.<stack>.yaml with it.",
    ]);
  });
});
