import type { PackResource, WireProperties } from "../../../drydock/offline/pack";
import { type Graph, resourceOf } from "./graph";

const region = "us-east-2";
const account = "111122223333";
const arn = (service: string, rest: string): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;

const text = (document: object): string => JSON.stringify(document);
const policy = (...statements: readonly object[]): string =>
  text({ Version: "2012-10-17", Statement: statements });

const trustOf = (service: string): string =>
  policy({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: service },
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  });

const tlsOnly = (...resources: readonly string[]): object => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: resources,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

interface Entry {
  readonly type: string;
  readonly properties: WireProperties;
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly protect?: boolean;
}

/**
 * A whole ECS program that keeps every rule of the pack, as the engine shows it after an update: ids and
 * ARNs known, dependencies beside them. Tests change one thing in it.
 *
 * @param tag tells copies apart, so that many make a large stack
 */
export function goodStack(tag = ""): Graph {
  const graph = stacks.get(tag) ?? newStack(tag);
  stacks.set(tag, graph);
  return graph;
}

/** Each is created once: nothing changes a graph in place. */
const stacks = new Map<string, Graph>();

function newStack(tag: string): Graph {
  const graph = new Map<string, PackResource>();
  for (const [key, entry] of Object.entries(entries(tag))) {
    const name = `${key}${tag}`;
    graph.set(name, resourceOf(name, entry.type, { ...entry, ...tagged(entry, tag), graph }));
  }
  return graph;
}

function tagged({ dependencies = {} }: Entry, tag: string): Pick<Entry, "dependencies"> {
  return {
    dependencies: Object.fromEntries(
      Object.entries(dependencies).map(([property, keys]) => [
        property,
        keys.map((key) => `${key}${tag}`),
      ]),
    ),
  };
}

function entries(tag: string): Record<string, Entry> {
  return {
    ...foundations(tag),
    ...network(tag),
    ...stores(tag),
    ...front(tag),
    ...workload(tag),
  };
}

function foundations(tag: string): Record<string, Entry> {
  const keyArn = arn("kms", `key/key${tag}`);
  return {
    key: {
      type: "aws:kms/key:Key",
      protect: true,
      properties: {
        id: `key${tag}`,
        keyId: `key${tag}`,
        arn: keyArn,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policy(
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: "kms:*",
            Resource: "*",
          },
          {
            Effect: "Allow",
            Principal: { Service: `logs.${region}.amazonaws.com` },
            Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
            Resource: "*",
            Condition: {
              ArnLike: { "kms:EncryptionContext:aws:logs:arn": arn("logs", "log-group:*") },
            },
          },
          {
            Effect: "Allow",
            Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
            Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
            Resource: "*",
            Condition: {
              ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": arn("sns", "*") },
            },
          },
        ),
      },
    },
    logs: {
      type: "aws:cloudwatch/logGroup:LogGroup",
      properties: {
        id: `/ecs/web${tag}`,
        name: `/ecs/web${tag}`,
        arn: arn("logs", `log-group:/ecs/web${tag}`),
        retentionInDays: 365,
        kmsKeyId: keyArn,
      },
      dependencies: { kmsKeyId: ["key"] },
    },
    topic: {
      type: "aws:sns/topic:Topic",
      properties: { arn: arn("sns", `alarms${tag}`), kmsMasterKeyId: keyArn },
      dependencies: { kmsMasterKeyId: ["key"] },
    },
    "topic-policy": {
      type: "aws:sns/topicPolicy:TopicPolicy",
      properties: {
        arn: arn("sns", `alarms${tag}`),
        policy: policy(
          {
            Effect: "Allow",
            Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
            Action: "sns:Publish",
            Resource: arn("sns", `alarms${tag}`),
            Condition: { StringEquals: { "aws:SourceAccount": account } },
          },
          {
            Effect: "Deny",
            Principal: "*",
            Action: "sns:Publish",
            Resource: arn("sns", `alarms${tag}`),
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ),
      },
      dependencies: { arn: ["topic"] },
    },
    subscription: {
      type: "aws:sns/topicSubscription:TopicSubscription",
      properties: {
        topic: arn("sns", `alarms${tag}`),
        protocol: "email",
        endpoint: "team@example.com",
      },
      dependencies: { topic: ["topic"] },
    },
    "failed-deployment": {
      type: "aws:cloudwatch/eventRule:EventRule",
      properties: { name: `failed${tag}`, eventPattern: text({ source: ["aws.ecs"] }) },
    },
    rotated: {
      type: "aws:cloudwatch/eventRule:EventRule",
      properties: {
        name: `rotated${tag}`,
        eventPattern: text({
          source: ["aws.secretsmanager"],
          "detail-type": ["Secret Label Updated"],
          resources: [arn("secretsmanager", `secret:web${tag}-AbCdEf`)],
        }),
      },
    },
    "rotated-target": {
      type: "aws:cloudwatch/eventTarget:EventTarget",
      properties: { rule: `rotated${tag}`, arn: arn("logs", `log-group:/ecs/web${tag}`) },
      dependencies: { rule: ["rotated"] },
    },
    "failed-deployment-target": {
      type: "aws:cloudwatch/eventTarget:EventTarget",
      properties: { rule: `failed${tag}`, arn: arn("sns", `alarms${tag}`) },
      dependencies: { rule: ["failed-deployment"], arn: ["topic"] },
    },
  };
}

function network(tag: string): Record<string, Entry> {
  const vpcId = `vpc-1${tag}`;
  const inVpc = { vpcId: ["vpc"] };
  const subnet = (zone: string, cidrBlock: string, kind: string): Entry => ({
    type: "aws:ec2/subnet:Subnet",
    properties: {
      id: `subnet-${kind}-${zone}${tag}`,
      vpcId,
      cidrBlock,
      availabilityZone: `${region}${zone}`,
      mapPublicIpOnLaunch: false,
    },
    dependencies: inVpc,
  });
  const association = (kind: string, zone: string): Entry => ({
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    properties: {
      id: `assoc-${kind}-${zone}${tag}`,
      subnetId: `subnet-${kind}-${zone}${tag}`,
      routeTableId: `rtb-${kind}${tag}`,
    },
    dependencies: { subnetId: [`${kind}-${zone}`], routeTableId: [`routes-${kind}`] },
  });
  const table = (kind: string): Entry => ({
    type: "aws:ec2/routeTable:RouteTable",
    properties: { id: `rtb-${kind}${tag}`, vpcId },
    dependencies: inVpc,
  });
  const interfaceEndpoint = (service: string): Entry => ({
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    properties: {
      id: `vpce-${service}${tag}`,
      vpcId,
      serviceName: `com.amazonaws.${region}.${service}`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: [`subnet-private-a${tag}`, `subnet-private-b${tag}`],
      securityGroupIds: [`sg-endpoints${tag}`],
      policy: policy({
        Effect: "Allow",
        Principal: "*",
        Action: ["logs:PutLogEvents"],
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": account } },
      }),
    },
    dependencies: {
      vpcId: ["vpc"],
      subnetIds: ["private-a", "private-b"],
      securityGroupIds: ["endpoint-group"],
    },
  });
  return {
    vpc: {
      type: "aws:ec2/vpc:Vpc",
      properties: {
        id: vpcId,
        arn: arn("ec2", `vpc/${vpcId}`),
        cidrBlock: "10.0.0.0/16",
        enableDnsSupport: true,
        enableDnsHostnames: true,
      },
    },
    "flow-log": {
      type: "aws:ec2/flowLog:FlowLog",
      properties: { vpcId, trafficType: "ALL", logDestination: arn("logs", "log-group:flow") },
      dependencies: inVpc,
    },
    "default-group": {
      type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      properties: { vpcId, ingress: [], egress: [] },
      dependencies: inVpc,
    },
    gateway: {
      type: "aws:ec2/internetGateway:InternetGateway",
      properties: { id: `igw-1${tag}`, vpcId },
      dependencies: inVpc,
    },
    "public-a": subnet("a", "10.0.0.0/20", "public"),
    "public-b": subnet("b", "10.0.16.0/20", "public"),
    "private-a": subnet("a", "10.0.32.0/20", "private"),
    "private-b": subnet("b", "10.0.48.0/20", "private"),
    "routes-public": table("public"),
    "routes-private": table("private"),
    "route-out": {
      type: "aws:ec2/route:Route",
      properties: {
        routeTableId: `rtb-public${tag}`,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: `igw-1${tag}`,
      },
      dependencies: { routeTableId: ["routes-public"], gatewayId: ["gateway"] },
    },
    "assoc-public-a": association("public", "a"),
    "assoc-public-b": association("public", "b"),
    "assoc-private-a": association("private", "a"),
    "assoc-private-b": association("private", "b"),
    "endpoint-group": {
      type: "aws:ec2/securityGroup:SecurityGroup",
      properties: { id: `sg-endpoints${tag}`, vpcId, description: "Interface endpoints" },
      dependencies: inVpc,
    },
    "service-group": {
      type: "aws:ec2/securityGroup:SecurityGroup",
      properties: { id: `sg-service${tag}`, vpcId, description: "Tasks of web" },
      dependencies: inVpc,
    },
    "endpoint-rule": {
      type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      properties: {
        securityGroupId: `sg-endpoints${tag}`,
        referencedSecurityGroupId: `sg-service${tag}`,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "AWS APIs",
      },
      dependencies: {
        securityGroupId: ["endpoint-group"],
        referencedSecurityGroupId: ["service-group"],
      },
    },
    "egress-s3": {
      type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      properties: {
        securityGroupId: `sg-service${tag}`,
        prefixListId: "pl-s3",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "Image layers and files",
      },
      dependencies: { securityGroupId: ["service-group"] },
    },
    "egress-rule": {
      type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      properties: {
        securityGroupId: `sg-service${tag}`,
        referencedSecurityGroupId: `sg-endpoints${tag}`,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "AWS APIs",
      },
      dependencies: {
        securityGroupId: ["service-group"],
        referencedSecurityGroupId: ["endpoint-group"],
      },
    },
    "endpoint-ecr-api": interfaceEndpoint("ecr.api"),
    "endpoint-ecr-dkr": interfaceEndpoint("ecr.dkr"),
    "endpoint-logs": interfaceEndpoint("logs"),
    "endpoint-secrets": interfaceEndpoint("secretsmanager"),
    "endpoint-exec": interfaceEndpoint("ssmmessages"),
    "endpoint-kms": interfaceEndpoint("kms"),
    "endpoint-s3": {
      type: "aws:ec2/vpcEndpoint:VpcEndpoint",
      properties: {
        id: `vpce-s3${tag}`,
        vpcId,
        serviceName: `com.amazonaws.${region}.s3`,
        vpcEndpointType: "Gateway",
        routeTableIds: [`rtb-private${tag}`],
        policy: policy({
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: [
            `arn:aws:s3:::prod-${region}-starport-layer-bucket/*`,
            `arn:aws:s3:::files${tag}/*`,
          ],
        }),
      },
      dependencies: { vpcId: ["vpc"], routeTableIds: ["routes-private"] },
    },
  };
}

function stores(tag: string): Record<string, Entry> {
  const keyArn = arn("kms", `key/key${tag}`);
  const bucket = (
    name: string,
    algorithm: string,
    ...statements: object[]
  ): Record<string, Entry> => {
    const id = `${name}${tag}`;
    const of = { bucket: id };
    const dependencies = { bucket: [name] };
    const bucketArn = `arn:aws:s3:::${id}`;
    return {
      [name]: {
        type: "aws:s3/bucket:Bucket",
        protect: true,
        properties: { id, bucket: id, arn: bucketArn },
      },
      [`${name}-block`]: {
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        properties: {
          ...of,
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
        dependencies,
      },
      [`${name}-ownership`]: {
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        properties: { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
        dependencies,
      },
      [`${name}-versioning`]: {
        type: "aws:s3/bucketVersioning:BucketVersioning",
        properties: { ...of, versioningConfiguration: { status: "Enabled" } },
        dependencies,
      },
      [`${name}-encryption`]: {
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        properties: {
          ...of,
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: algorithm } }],
        },
        dependencies,
      },
      [`${name}-lifecycle`]: {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        properties: {
          ...of,
          rules: [
            {
              id: "abort",
              status: "Enabled",
              abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
            },
          ],
        },
        dependencies,
      },
      [`${name}-policy`]: {
        type: "aws:s3/bucketPolicy:BucketPolicy",
        properties: {
          ...of,
          policy: policy(tlsOnly(bucketArn, `${bucketArn}/*`), ...statements),
        },
        dependencies,
      },
    };
  };
  return {
    ...bucket("log-bucket", "AES256", {
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::log-bucket${tag}/AWSLogs/${account}/*`,
    }),
    ...bucket("files", "aws:kms"),
    "files-logging": {
      type: "aws:s3/bucketLogging:BucketLogging",
      properties: { bucket: `files${tag}`, targetBucket: `log-bucket${tag}`, targetPrefix: "s3/" },
      dependencies: { bucket: ["files"], targetBucket: ["log-bucket"] },
    },
    "env-file": {
      type: "aws:s3/bucketObjectv2:BucketObjectv2",
      properties: {
        id: `files${tag}/web.env`,
        bucket: `files${tag}`,
        key: "web.env",
        content: "MODE=production\n# a comment\nGREETING=hello=world\n",
      },
      dependencies: { bucket: ["files"] },
    },
    secret: {
      type: "aws:secretsmanager/secret:Secret",
      protect: true,
      properties: {
        id: arn("secretsmanager", `secret:web${tag}-AbCdEf`),
        arn: arn("secretsmanager", `secret:web${tag}-AbCdEf`),
        name: `web${tag}`,
        kmsKeyId: keyArn,
        recoveryWindowInDays: 30,
      },
      dependencies: { kmsKeyId: ["key"] },
    },
    rotation: {
      type: "aws:secretsmanager/secretRotation:SecretRotation",
      properties: {
        secretId: arn("secretsmanager", `secret:web${tag}-AbCdEf`),
        rotationRules: { automaticallyAfterDays: 30 },
      },
      dependencies: { secretId: ["secret"] },
    },
    "file-system": {
      type: "aws:efs/fileSystem:FileSystem",
      protect: true,
      properties: {
        id: `fs-1${tag}`,
        arn: arn("elasticfilesystem", `file-system/fs-1${tag}`),
        encrypted: true,
        kmsKeyId: keyArn,
      },
      dependencies: { kmsKeyId: ["key"] },
    },
    backup: {
      type: "aws:efs/backupPolicy:BackupPolicy",
      properties: { fileSystemId: `fs-1${tag}`, backupPolicy: { status: "ENABLED" } },
      dependencies: { fileSystemId: ["file-system"] },
    },
    "file-system-policy": {
      type: "aws:efs/fileSystemPolicy:FileSystemPolicy",
      properties: {
        fileSystemId: `fs-1${tag}`,
        policy: policy(
          {
            Effect: "Allow",
            Principal: "*",
            Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
            Resource: arn("elasticfilesystem", `file-system/fs-1${tag}`),
            Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
          },
          {
            Effect: "Deny",
            Principal: "*",
            Action: "*",
            Resource: "*",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ),
      },
      dependencies: { fileSystemId: ["file-system"] },
    },
    "access-point": {
      type: "aws:efs/accessPoint:AccessPoint",
      properties: {
        id: `fsap-1${tag}`,
        arn: arn("elasticfilesystem", `access-point/fsap-1${tag}`),
        fileSystemId: `fs-1${tag}`,
        posixUser: { uid: 1000, gid: 1000 },
        rootDirectory: {
          path: "/web",
          creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "750" },
        },
      },
      dependencies: { fileSystemId: ["file-system"] },
    },
    "mount-group": {
      type: "aws:ec2/securityGroup:SecurityGroup",
      properties: { id: `sg-mount${tag}`, vpcId: `vpc-1${tag}`, description: "Mount targets" },
      dependencies: { vpcId: ["vpc"] },
    },
    "mount-rule": {
      type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      properties: {
        securityGroupId: `sg-mount${tag}`,
        referencedSecurityGroupId: `sg-service${tag}`,
        ipProtocol: "tcp",
        fromPort: 2049,
        toPort: 2049,
        description: "NFS",
      },
      dependencies: {
        securityGroupId: ["mount-group"],
        referencedSecurityGroupId: ["service-group"],
      },
    },
    "egress-nfs": {
      type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      properties: {
        securityGroupId: `sg-service${tag}`,
        referencedSecurityGroupId: `sg-mount${tag}`,
        ipProtocol: "tcp",
        fromPort: 2049,
        toPort: 2049,
        description: "NFS",
      },
      dependencies: {
        securityGroupId: ["service-group"],
        referencedSecurityGroupId: ["mount-group"],
      },
    },
    ...Object.fromEntries(
      ["a", "b"].map((zone): [string, Entry] => [
        `mount-${zone}`,
        {
          type: "aws:efs/mountTarget:MountTarget",
          properties: {
            fileSystemId: `fs-1${tag}`,
            subnetId: `subnet-private-${zone}${tag}`,
            securityGroups: [`sg-mount${tag}`],
          },
          dependencies: {
            fileSystemId: ["file-system"],
            subnetId: [`private-${zone}`],
            securityGroups: ["mount-group"],
          },
        },
      ]),
    ),
    repository: {
      type: "aws:ecr/repository:Repository",
      protect: true,
      properties: {
        id: `web${tag}`,
        name: `web${tag}`,
        arn: arn("ecr", `repository/web${tag}`),
        repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/web${tag}`,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
      },
    },
    "repository-lifecycle": {
      type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      properties: { repository: `web${tag}`, policy: text({ rules: [] }) },
      dependencies: { repository: ["repository"] },
    },
    "repository-policy": {
      type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
      properties: {
        repository: `web${tag}`,
        policy: policy({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: "ecr:BatchGetImage",
        }),
      },
      dependencies: { repository: ["repository"] },
    },
  };
}

function front(tag: string): Record<string, Entry> {
  const balancerArn = arn("elasticloadbalancing", `loadbalancer/app/web${tag}/1`);
  const worldRule = (port: number): Entry => ({
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    properties: {
      securityGroupId: `sg-balancer${tag}`,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: "Users",
    },
    dependencies: { securityGroupId: ["balancer-group"] },
  });
  return {
    "balancer-group": {
      type: "aws:ec2/securityGroup:SecurityGroup",
      properties: { id: `sg-balancer${tag}`, vpcId: `vpc-1${tag}`, description: "Load balancer" },
      dependencies: { vpcId: ["vpc"] },
    },
    "balancer-rule-80": worldRule(80),
    "balancer-rule-443": worldRule(443),
    "balancer-egress": {
      type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      properties: {
        securityGroupId: `sg-balancer${tag}`,
        referencedSecurityGroupId: `sg-service${tag}`,
        ipProtocol: "tcp",
        fromPort: 8080,
        toPort: 8080,
        description: "Tasks",
      },
      dependencies: {
        securityGroupId: ["balancer-group"],
        referencedSecurityGroupId: ["service-group"],
      },
    },
    balancer: {
      type: "aws:lb/loadBalancer:LoadBalancer",
      properties: {
        id: balancerArn,
        arn: balancerArn,
        name: `web${tag}`,
        internal: false,
        securityGroups: [`sg-balancer${tag}`],
        subnets: [`subnet-public-a${tag}`, `subnet-public-b${tag}`],
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        enableDeletionProtection: true,
        accessLogs: { enabled: true, bucket: `log-bucket${tag}` },
      },
      dependencies: {
        securityGroups: ["balancer-group"],
        subnets: ["public-a", "public-b"],
        accessLogs: ["log-bucket"],
      },
    },
    "web-acl": {
      type: "aws:wafv2/webAclAssociation:WebAclAssociation",
      properties: { resourceArn: balancerArn, webAclArn: arn("wafv2", "regional/webacl/web/1") },
      dependencies: { resourceArn: ["balancer"] },
    },
    "target-group": {
      type: "aws:lb/targetGroup:TargetGroup",
      properties: {
        id: arn("elasticloadbalancing", `targetgroup/web${tag}/1`),
        arn: arn("elasticloadbalancing", `targetgroup/web${tag}/1`),
        vpcId: `vpc-1${tag}`,
        targetType: "ip",
        port: 8080,
        protocol: "HTTPS",
        deregistrationDelay: 30,
        healthCheck: { path: "/healthz", protocol: "HTTPS" },
      },
      dependencies: { vpcId: ["vpc"] },
    },
    http: {
      type: "aws:lb/listener:Listener",
      properties: {
        id: `${balancerArn}/80`,
        arn: `${balancerArn}/80`,
        loadBalancerArn: balancerArn,
        port: 80,
        protocol: "HTTP",
        defaultActions: [
          {
            type: "redirect",
            redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
          },
        ],
      },
      dependencies: { loadBalancerArn: ["balancer"] },
    },
    https: {
      type: "aws:lb/listener:Listener",
      properties: {
        id: `${balancerArn}/443`,
        arn: `${balancerArn}/443`,
        loadBalancerArn: balancerArn,
        port: 443,
        protocol: "HTTPS",
        certificateArn: arn("acm", "certificate/1"),
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        defaultActions: [{ type: "fixed-response" }],
      },
      dependencies: { loadBalancerArn: ["balancer"] },
    },
    "listener-rule": {
      type: "aws:lb/listenerRule:ListenerRule",
      properties: {
        listenerArn: `${balancerArn}/443`,
        actions: [
          {
            type: "forward",
            targetGroupArn: arn("elasticloadbalancing", `targetgroup/web${tag}/1`),
          },
        ],
      },
      dependencies: { listenerArn: ["https"], actions: ["target-group"] },
    },
  };
}

function workload(tag: string): Record<string, Entry> {
  const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}${tag}`;
  const clusterArn = arn("ecs", `cluster/main${tag}`);
  const secretArn = arn("secretsmanager", `secret:web${tag}-AbCdEf`);
  const role = (name: string, service = "ecs-tasks.amazonaws.com"): Entry => ({
    type: "aws:iam/role:Role",
    properties: {
      id: `${name}${tag}`,
      name: `${name}${tag}`,
      arn: roleArn(name),
      assumeRolePolicy: trustOf(service),
    },
  });
  return {
    execution: role("execution"),
    task: role("task"),
    "execution-policy": {
      type: "aws:iam/rolePolicy:RolePolicy",
      properties: {
        role: `execution${tag}`,
        policy: policy(
          { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
          {
            Effect: "Allow",
            Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            Resource: arn("ecr", `repository/web${tag}`),
          },
          {
            Effect: "Allow",
            Action: "secretsmanager:GetSecretValue",
            Resource: secretArn,
          },
          {
            Effect: "Allow",
            Action: "s3:GetObject",
            Resource: `arn:aws:s3:::files${tag}/web.env`,
          },
          { Effect: "Allow", Action: "kms:Decrypt", Resource: arn("kms", `key/key${tag}`) },
        ),
      },
      dependencies: { role: ["execution"], policy: ["repository", "secret", "env-file", "key"] },
    },
    "task-policy": {
      type: "aws:iam/rolePolicy:RolePolicy",
      properties: {
        role: `task${tag}`,
        policy: policy(
          {
            Effect: "Allow",
            Action: ["ssmmessages:CreateControlChannel", "ssmmessages:OpenDataChannel"],
            Resource: "*",
          },
          {
            Effect: "Allow",
            Action: "elasticfilesystem:ClientMount",
            Resource: arn("elasticfilesystem", `file-system/fs-1${tag}`),
          },
        ),
      },
      dependencies: { role: ["task"], policy: ["file-system"] },
    },
    cluster: {
      type: "aws:ecs/cluster:Cluster",
      properties: {
        id: clusterArn,
        arn: clusterArn,
        name: `main${tag}`,
        settings: [{ name: "containerInsights", value: "enhanced" }],
        configuration: {
          executeCommandConfiguration: {
            logging: "OVERRIDE",
            kmsKeyId: arn("kms", `key/key${tag}`),
            logConfiguration: {
              cloudWatchLogGroupName: `/ecs/web${tag}`,
              cloudWatchEncryptionEnabled: true,
            },
          },
        },
      },
      dependencies: { configuration: ["key", "logs"] },
    },
    definition: {
      type: "aws:ecs/taskDefinition:TaskDefinition",
      properties: {
        id: `web${tag}`,
        arn: arn("ecs", `task-definition/web${tag}:1`),
        family: `web${tag}`,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: "256",
        memory: "512",
        executionRoleArn: roleArn("execution"),
        taskRoleArn: roleArn("task"),
        runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
        volumes: [
          {
            name: "data",
            efsVolumeConfiguration: {
              fileSystemId: `fs-1${tag}`,
              transitEncryption: "ENABLED",
              authorizationConfig: { accessPointId: `fsap-1${tag}`, iam: "ENABLED" },
            },
          },
        ],
        containerDefinitions: text([containerOf(tag, secretArn)]),
      },
      dependencies: {
        executionRoleArn: ["execution"],
        taskRoleArn: ["task"],
        volumes: ["file-system", "access-point"],
        containerDefinitions: ["logs", "secret", "env-file", "repository"],
      },
    },
    service: serviceOf(tag, clusterArn),
    scaling: {
      type: "aws:appautoscaling/target:Target",
      properties: {
        resourceId: `service/main${tag}/web${tag}`,
        scalableDimension: "ecs:service:DesiredCount",
        serviceNamespace: "ecs",
        minCapacity: 2,
        maxCapacity: 6,
      },
      dependencies: { resourceId: ["cluster", "service"] },
    },
    alarm: {
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      properties: {
        name: `web-cpu${tag}`,
        dimensions: { ClusterName: `main${tag}`, ServiceName: `web${tag}` },
        alarmActions: [arn("sns", `alarms${tag}`)],
      },
      dependencies: { dimensions: ["cluster", "service"], alarmActions: ["topic"] },
    },
    "service-rule": {
      type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      properties: {
        securityGroupId: `sg-service${tag}`,
        referencedSecurityGroupId: `sg-balancer${tag}`,
        ipProtocol: "tcp",
        fromPort: 8080,
        toPort: 8080,
        description: "Load balancer",
      },
      dependencies: {
        securityGroupId: ["service-group"],
        referencedSecurityGroupId: ["balancer-group"],
      },
    },
  };
}

function containerOf(tag: string, secretArn: string): object {
  return {
    name: "web",
    image: `${account}.dkr.ecr.${region}.amazonaws.com/web${tag}:1.2.3@sha256:${"a".repeat(64)}`,
    essential: true,
    user: "1000:1000",
    readonlyRootFilesystem: true,
    stopTimeout: 30,
    linuxParameters: { capabilities: { drop: ["ALL"] }, initProcessEnabled: true },
    portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
    environment: [{ name: "MODE", value: "production" }],
    environmentFiles: [{ type: "s3", value: `arn:aws:s3:::files${tag}/web.env` }],
    secrets: [{ name: "PASSWORD", valueFrom: `${secretArn}:password::` }],
    mountPoints: [{ sourceVolume: "data", containerPath: "/data" }],
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": `/ecs/web${tag}`,
        "awslogs-region": region,
        "awslogs-stream-prefix": "web",
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    },
  };
}

function serviceOf(tag: string, clusterArn: string): Entry {
  return {
    type: "aws:ecs/service:Service",
    properties: {
      id: arn("ecs", `service/main${tag}/web${tag}`),
      name: `web${tag}`,
      cluster: clusterArn,
      taskDefinition: arn("ecs", `task-definition/web${tag}:1`),
      launchType: "FARGATE",
      platformVersion: "LATEST",
      enableExecuteCommand: true,
      desiredCount: 2,
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriodSeconds: 60,
      networkConfiguration: {
        assignPublicIp: false,
        subnets: [`subnet-private-a${tag}`, `subnet-private-b${tag}`],
        securityGroups: [`sg-service${tag}`],
      },
      loadBalancers: [
        {
          targetGroupArn: arn("elasticloadbalancing", `targetgroup/web${tag}/1`),
          containerName: "web",
          containerPort: 8080,
        },
      ],
    },
    dependencies: {
      cluster: ["cluster"],
      taskDefinition: ["definition"],
      networkConfiguration: ["private-a", "private-b", "service-group"],
      loadBalancers: ["target-group"],
    },
  };
}
