import { add, all, set, unset } from "../mutation/graph";
import { type Entry, foreign, own } from "./entry";

const foreignKey = `arn:aws:kms:us-east-2:${foreign}:key/theirs`;
const container = "containerDefinitions.json.0";
const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const open = (property: string, value: string, port: number) => ({
  securityGroupId: "sg-service",
  [property]: value,
  ipProtocol: "tcp",
  fromPort: port,
  toPort: port,
  description: "Open",
});
const withoutHttps = [
  {
    type: "forward",
    targetGroupArn: "arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/web/1",
  },
];

/** Settings that only look right. */
export const settings: readonly Entry[] = [
  {
    name: "listener-protocol-in-lower-case",
    from: "ELB.1",
    change: all(set("http", "protocol", "http"), set("http", "defaultActions", withoutHttps)),
  },
  {
    name: "https-in-lower-case-with-old-tls",
    from: "ELB.17",
    change: all(
      set("https", "protocol", "https"),
      set("https", "sslPolicy", "ELBSecurityPolicy-2016-08"),
    ),
  },
  {
    name: "group-open-by-halves",
    from: "EC2.18",
    change: all(
      add("half-1", ingress, open("cidrIpv4", "0.0.0.0/1", 22)),
      add("half-2", ingress, open("cidrIpv4", "128.0.0.0/1", 22)),
    ),
  },
  {
    name: "group-open-by-halves-ipv6",
    from: "EC2.18",
    change: all(
      add("half-1", ingress, open("cidrIpv6", "::/1", 3389)),
      add("half-2", ingress, open("cidrIpv6", "8000::/1", 3389)),
    ),
  },
  {
    name: "group-open-in-another-spelling",
    from: "EC2.18",
    change: add("wide", ingress, open("cidrIpv6", "0:0:0:0:0:0:0:0/0", 22)),
  },
  {
    name: "default-group-opened-by-a-rule",
    from: "EC2.2",
    change: all(
      set("default-group", "id", "sg-default"),
      add("opened", ingress, {
        ...open("cidrIpv4", "10.0.0.0/8", 443),
        securityGroupId: "sg-default",
      }),
    ),
  },
  {
    name: "acl-open-by-halves",
    from: "EC2.21",
    change: add("acl", "aws:ec2/networkAcl:NetworkAcl", {
      vpcId: "vpc-1",
      ingress: ["0.0.0.0/1", "128.0.0.0/1"].map((cidrBlock) => ({
        action: "ALLOW",
        cidrBlock,
        protocol: "TCP",
        fromPort: 22,
        toPort: 22,
        ruleNo: 1,
      })),
    }),
  },
  {
    name: "repository-mutable-by-exclusion",
    from: "ECR.2",
    change: all(
      set("repository", "imageTagMutability", "IMMUTABLE_WITH_EXCLUSION"),
      set("repository", "imageTagMutabilityExclusionFilters", [
        { filter: "*", filterType: "WILDCARD" },
      ]),
    ),
  },
  {
    name: "user-of-two-zeros",
    from: "ECS.20",
    change: set("definition", `${container}.user`, "00"),
  },
  {
    name: "user-root-in-capitals-of-keys",
    from: "provider, key case",
    change: all(
      set("definition", `${container}.User`, "root"),
      unset("definition", `${container}.user`),
    ),
  },
  {
    name: "privileged-in-capitals",
    from: "provider, key case",
    change: set("definition", `${container}.Privileged`, true),
  },
  {
    name: "writable-by-a-second-key",
    from: "provider, key case",
    change: all(
      unset("definition", `${container}.readonlyRootFilesystem`),
      set("definition", `${container}.ReadonlyRootFileSystem`, false),
    ),
  },
  {
    name: "secret-in-capital-environment",
    from: "provider, key case",
    change: set("definition", `${container}.Environment`, [
      { Name: "DB_PASSWORD", Value: "kX9mP2vQ7nR4" },
    ]),
  },
  {
    name: "capabilities-in-capitals",
    from: "provider, key case",
    change: all(
      unset("definition", `${container}.linuxParameters`),
      set("definition", `${container}.LinuxParameters`, {
        capabilities: { Drop: [], Add: ["SYS_PTRACE"] },
        initProcessEnabled: true,
      }),
    ),
  },
  {
    name: "logging-in-capitals-blocks",
    from: "provider, key case",
    change: all(
      unset("definition", `${container}.logConfiguration`),
      set("definition", `${container}.LogConfiguration`, { LogDriver: "none" }),
    ),
  },
  {
    name: "access-point-group-root-secondary",
    from: "EFS.4",
    change: set("access-point", "posixUser.secondaryGids", [0]),
  },
  {
    name: "access-point-folder-of-root",
    from: "EFS.3",
    change: set("access-point", "rootDirectory.creationInfo.ownerGid", 0),
  },
  {
    name: "access-point-for-all",
    from: "EFS.3",
    change: set("access-point", "rootDirectory.creationInfo.permissions", "0777"),
  },
  {
    name: "access-point-root-by-dots",
    from: "EFS.3",
    change: set("access-point", "rootDirectory.path", "//"),
  },
  { name: "key-disabled", from: "KMS", change: set("key", "isEnabled", false) },
  {
    name: "key-lockout-check-bypassed",
    from: "KMS",
    change: set("key", "bypassPolicyLockoutSafetyCheck", true),
  },
  {
    name: "second-public-access-block",
    from: "S3.8",
    change: add("files-block-2", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
      bucket: "files",
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    }),
  },
  {
    name: "public-access-block-skips-destroy",
    from: "S3.8",
    change: set("files-block", "restrictPublicBuckets", "false"),
  },
  {
    name: "balancer-of-the-network-open-to-the-world",
    from: "ELB, NLB",
    change: all(
      add("nlb", "aws:lb/loadBalancer:LoadBalancer", {
        name: "nlb",
        loadBalancerType: "NETWORK",
        internal: false,
        subnets: ["subnet-public-a", "subnet-public-b"],
        enableDeletionProtection: true,
        accessLogs: { enabled: true, bucket: "log-bucket" },
      }),
      add("nlb-listener", "aws:lb/listener:Listener", {
        loadBalancerArn: "nlb",
        port: 5432,
        protocol: "tcp",
        defaultActions: withoutHttps,
      }),
    ),
  },
  {
    name: "secret-shared-by-replica-key",
    from: "ransom by key",
    change: set("secret", "replicas", [{ region: "us-west-2", kmsKeyId: foreignKey }]),
  },
  {
    name: "objects-under-a-foreign-key",
    from: "ransom by key",
    change: set("env-file", "kmsKeyId", foreignKey),
  },
  {
    name: "bucket-key-of-another-partition-account",
    from: "ransom by key",
    change: set(
      "files-encryption",
      "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId",
      `arn:aws:kms:us-east-2:${foreign}:alias/shared`,
    ),
  },
  {
    name: "target-of-an-event-elsewhere",
    from: "exfiltration",
    change: add("target", "aws:cloudwatch/eventTarget:EventTarget", {
      rule: "r",
      arn: `arn:aws:events:us-east-2:${foreign}:event-bus/default`,
    }),
  },
  {
    name: "share-with-anybody",
    from: "RAM",
    change: add("share", "aws:ram/principalAssociation:PrincipalAssociation", {
      principal: foreign,
      resourceShareArn: `arn:aws:ram:us-east-2:${own}:resource-share/1`,
    }),
  },
];
