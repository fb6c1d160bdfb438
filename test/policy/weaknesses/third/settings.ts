import type { WireProperties } from "../../../../drydock/offline/pack";
import { add, type Change, set } from "../../mutation/graph";
import { foreign, one, own } from "../entry";
import { arn, entriesOf, origin } from "../parts";

const token = ["ghp", "_", "Zk3vQ8mT1xW7yR5nB2cD4fG6hJ9kL0pSaUeI"].join("");
const password = ["Tr0ub4dor", "&3-horse"].join("");
const foreignKey = arn("kms", "key/1", foreign);
const container = "containerDefinitions.json.0";

const distribution = (changes: WireProperties): Change =>
  one("aws:cloudfront/distribution:Distribution", {
    enabled: true,
    origins: [origin],
    defaultCacheBehavior: { targetOriginId: "web", viewerProtocolPolicy: "redirect-to-https" },
    viewerCertificate: {
      acmCertificateArn: `arn:aws:acm:us-east-1:${own}:certificate/1`,
      minimumProtocolVersion: "TLSv1.2_2021",
    },
    loggingConfig: { bucket: "log-bucket.s3.amazonaws.com" },
    webAclId: `arn:aws:wafv2:us-east-1:${own}:global/webacl/web/1`,
    ...changes,
  });
const oidc = {
  issuer: "https://login.example.com",
  authorizationEndpoint: "https://login.example.com/authorize",
  tokenEndpoint: "https://login.example.com/token",
  userInfoEndpoint: "https://login.example.com/userinfo",
  clientId: "shop",
};
const signIn = (changes: WireProperties): Change =>
  set("https", "defaultActions", [
    { type: "authenticate-oidc", order: 1, authenticateOidc: { ...oidc, ...changes } },
    { type: "fixed-response", order: 2 },
  ]);
const webAcl = (changes: WireProperties): Change =>
  one("aws:wafv2/webAcl:WebAcl", { scope: "REGIONAL", defaultAction: { allow: {} }, ...changes });
const task = (path: string, value: Parameters<typeof set>[2]): Change =>
  set("definition", `${container}.${path}`, value);
const machine = (definition: object, more: WireProperties = {}): Change =>
  one("aws:sfn/stateMachine:StateMachine", {
    loggingConfiguration: { level: "ALL" },
    definition: JSON.stringify(definition),
    ...more,
  });

/** Settings that give something away. */
export const thirdSettings = entriesOf([
  [
    "distribution-old-tls",
    "CloudFront.3",
    distribution({
      viewerCertificate: { acmCertificateArn: "x", minimumProtocolVersion: "TLSv1" },
    }),
  ],
  [
    "distribution-plain",
    "CloudFront.3",
    distribution({
      defaultCacheBehavior: { targetOriginId: "web", viewerProtocolPolicy: "allow-all" },
    }),
  ],
  [
    "distribution-plain-path",
    "CloudFront.3",
    distribution({
      orderedCacheBehaviors: [
        { pathPattern: "/api/*", targetOriginId: "web", viewerProtocolPolicy: "allow-all" },
      ],
    }),
  ],
  [
    "distribution-plain-origin",
    "CloudFront.9",
    distribution({
      origins: [
        {
          ...origin,
          customOriginConfig: { ...origin.customOriginConfig, originProtocolPolicy: "http-only" },
        },
      ],
    }),
  ],
  [
    "distribution-old-origin",
    "CloudFront.10",
    distribution({
      origins: [
        {
          ...origin,
          customOriginConfig: {
            ...origin.customOriginConfig,
            originSslProtocols: ["SSLv3", "TLSv1"],
          },
        },
      ],
    }),
  ],
  ["distribution-silent", "CloudFront.5", distribution({ loggingConfig: null })],
  ["distribution-without-acl", "CloudFront.6", distribution({ webAclId: null })],
  [
    "distribution-bucket-without-oac",
    "CloudFront.13",
    distribution({
      origins: [{ originId: "web", domainName: "files.s3.us-east-2.amazonaws.com" }],
    }),
  ],
  [
    "distribution-origin-secret",
    "CloudFront, origin headers",
    distribution({
      origins: [{ ...origin, customHeaders: [{ name: "X-Origin-Token", value: token }] }],
    }),
  ],
  ["sign-in-optional", "ALB, authentication", signIn({ onUnauthenticatedRequest: "allow" })],
  [
    "sign-in-plain-endpoint",
    "ALB, authentication",
    signIn({ tokenEndpoint: "http://login.example.com/token" }),
  ],
  ["sign-in-secret", "ALB, authentication", signIn({ clientSecret: token })],
  ["acl-without-rules", "WAF.10", webAcl({})],
  [
    "acl-counts-only",
    "WAF",
    webAcl({
      rules: [
        {
          name: "common",
          priority: 0,
          overrideAction: { count: {} },
          statement: {
            managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" },
          },
        },
      ],
    }),
  ],
  [
    "queue-foreign-key",
    "ransom by key",
    one("aws:sqs/queue:Queue", { kmsMasterKeyId: foreignKey }),
  ],
  ["topic-unencrypted", "SNS.1", one("aws:sns/topic:Topic", { name: "orders" })],
  [
    "topic-foreign-key",
    "ransom by key",
    one("aws:sns/topic:Topic", { kmsMasterKeyId: foreignKey }),
  ],
  [
    "subscription-drops-away",
    "exfiltration",
    one("aws:sns/topicSubscription:TopicSubscription", {
      topic: arn("sns", "a"),
      protocol: "sqs",
      endpoint: arn("sqs", "b"),
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "drop", foreign) }),
    }),
  ],
  [
    "bus-foreign-key",
    "ransom by key",
    one("aws:cloudwatch/eventBus:EventBus", { name: "orders", kmsKeyIdentifier: foreignKey }),
  ],
  [
    "event-to-foreign-bus",
    "exfiltration",
    one("aws:cloudwatch/eventTarget:EventTarget", {
      arn: arn("events", "event-bus/default", foreign),
      rule: "all",
    }),
  ],
  [
    "event-secret",
    "secrets in text",
    one("aws:cloudwatch/eventTarget:EventTarget", {
      arn: arn("lambda", "function:f"),
      rule: "all",
      input: JSON.stringify({ api_key: token }),
    }),
  ],
  [
    "connection-secret",
    "secrets in text",
    one("aws:cloudwatch/eventConnection:EventConnection", {
      authorizationType: "API_KEY",
      authParameters: { apiKey: { key: "x-api-key", value: token } },
    }),
  ],
  [
    "destination-plain",
    "EventBridge, API destinations",
    one("aws:cloudwatch/eventApiDestination:EventApiDestination", {
      invocationEndpoint: "http://example.com/hook",
      httpMethod: "POST",
    }),
  ],
  [
    "schedule-to-a-stranger",
    "exfiltration",
    one("aws:scheduler/schedule:Schedule", {
      target: { arn: arn("sqs", "drop", foreign), roleArn: `arn:aws:iam::${own}:role/s` },
    }),
  ],
  [
    "schedule-drops-away",
    "exfiltration",
    one("aws:scheduler/schedule:Schedule", {
      target: {
        arn: arn("lambda", "function:f"),
        roleArn: `arn:aws:iam::${own}:role/s`,
        deadLetterConfig: { arn: arn("sqs", "drop", foreign) },
      },
    }),
  ],
  [
    "schedule-foreign-role",
    "confused deputy",
    one("aws:scheduler/schedule:Schedule", {
      target: { arn: arn("lambda", "function:f"), roleArn: `arn:aws:iam::${foreign}:role/s` },
    }),
  ],
  [
    "schedule-foreign-key",
    "ransom by key",
    one("aws:scheduler/schedule:Schedule", {
      kmsKeyArn: foreignKey,
      target: { arn: arn("lambda", "function:f"), roleArn: `arn:aws:iam::${own}:role/s` },
    }),
  ],
  [
    "machine-foreign-function",
    "exfiltration",
    machine({
      StartAt: "A",
      States: { A: { Type: "Task", Resource: arn("lambda", "function:f", foreign), End: true } },
    }),
  ],
  [
    "machine-foreign-queue",
    "exfiltration",
    machine({
      StartAt: "A",
      States: {
        A: {
          Type: "Task",
          Resource: "arn:aws:states:::sqs:sendMessage",
          Parameters: { QueueUrl: `https://sqs.us-east-2.amazonaws.com/${foreign}/drop` },
          End: true,
        },
      },
    }),
  ],
  [
    "machine-secret",
    "secrets in text",
    machine({ StartAt: "A", States: { A: { Type: "Pass", Result: { password }, End: true } } }),
  ],
  [
    "machine-foreign-key",
    "ransom by key",
    machine(
      { StartAt: "A", States: { A: { Type: "Succeed" } } },
      { encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: foreignKey } },
    ),
  ],
  [
    "function-foreign-key",
    "ransom by key",
    one("aws:lambda/function:Function", { runtime: "nodejs22.x", kmsKeyArn: foreignKey }),
  ],
  [
    "function-foreign-image",
    "supply chain",
    one("aws:lambda/function:Function", {
      packageType: "Image",
      imageUri: `${foreign}.dkr.ecr.us-east-2.amazonaws.com/x:1`,
    }),
  ],
  [
    "function-url-any-origin",
    "Lambda, function URLs",
    one("aws:lambda/functionUrl:FunctionUrl", {
      functionName: "f",
      authorizationType: "NONE",
      cors: { allowOrigins: ["*"], allowCredentials: true },
    }),
  ],
  [
    "function-drops-away",
    "exfiltration",
    one("aws:lambda/function:Function", {
      runtime: "nodejs22.x",
      deadLetterConfig: { targetArn: arn("sqs", "drop", foreign) },
    }),
  ],
  [
    "function-reports-away",
    "exfiltration",
    one("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", {
      functionName: "f",
      destinationConfig: { onSuccess: { destination: arn("sqs", "drop", foreign) } },
    }),
  ],
  [
    "proxy-without-tls",
    "RDS proxy",
    one("aws:rds/proxy:Proxy", {
      engineFamily: "POSTGRESQL",
      requireTls: false,
      roleArn: `arn:aws:iam::${own}:role/p`,
    }),
  ],
  [
    "parameters-without-tls",
    "RDS, SSL",
    one("aws:rds/parameterGroup:ParameterGroup", {
      family: "postgres16",
      parameters: [{ name: "rds.force_ssl", value: "0" }],
    }),
  ],
  [
    "insights-foreign-key",
    "ransom by key",
    one("aws:rds/instance:Instance", {
      storageEncrypted: true,
      kmsKeyId: arn("kms", "key/1"),
      backupRetentionPeriod: 14,
      deletionProtection: true,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: foreignKey,
    }),
  ],
  [
    "table-streams-away",
    "exfiltration",
    one("aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination", {
      tableName: "orders",
      streamArn: arn("kinesis", "stream/x", foreign),
    }),
  ],
  [
    "cache-without-tls",
    "MemoryDB",
    one("aws:memorydb/cluster:Cluster", { tlsEnabled: false, aclName: "open-access" }),
  ],
  ["stream-unencrypted", "Kinesis.1", one("aws:kinesis/stream:Stream", { encryptionType: "NONE" })],
  [
    "firehose-away",
    "exfiltration",
    one("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", {
      destination: "extended_s3",
      extendedS3Configuration: {
        bucketArn: "arn:aws:s3:::x",
        roleArn: `arn:aws:iam::${foreign}:role/f`,
      },
    }),
  ],
  [
    "metrics-away",
    "exfiltration",
    one("aws:cloudwatch/metricStream:MetricStream", {
      firehoseArn: arn("firehose", "deliverystream/x", foreign),
      outputFormat: "json",
    }),
  ],
  [
    "logs-away",
    "exfiltration",
    one("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", {
      logGroup: "/ecs/web",
      destinationArn: arn("logs", "destination:x", foreign),
    }),
  ],
  [
    "instance-imds",
    "EC2.8",
    one("aws:ec2/instance:Instance", { metadataOptions: { httpTokens: "optional" } }),
  ],
  [
    "instance-user-data-secret",
    "secrets in text",
    one("aws:ec2/instance:Instance", {
      metadataOptions: { httpTokens: "required" },
      userData: `#!/bin/sh\nexport DB_PASSWORD='${password}'\n`,
    }),
  ],
  [
    "parameter-in-the-clear",
    "SSM",
    one("aws:ssm/parameter:Parameter", {
      type: "String",
      name: "/shop/db-password",
      value: password,
    }),
  ],
  [
    "build-secret",
    "CodeBuild.2",
    one("aws:codebuild/project:Project", {
      environment: {
        type: "LINUX_CONTAINER",
        environmentVariables: [
          { name: "AWS_SECRET_ACCESS_KEY", value: password, type: "PLAINTEXT" },
        ],
      },
    }),
  ],
  [
    "bucket-acl-public",
    "S3.2",
    one("aws:s3/bucketAcl:BucketAcl", { bucket: "files", acl: "public-read" }),
  ],
  [
    "bucket-grant-to-all-users",
    "S3, ACL",
    one("aws:s3/bucketAcl:BucketAcl", {
      bucket: "files",
      accessControlPolicy: {
        grants: [
          {
            permission: "READ",
            grantee: { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" },
          },
        ],
      },
    }),
  ],
  ["object-acl-public", "S3, ACL", set("env-file", "acl", "public-read")],
  [
    "bucket-tells-a-stranger",
    "exfiltration",
    one("aws:s3/bucketNotification:BucketNotification", {
      bucket: "files",
      queues: [{ queueArn: arn("sqs", "drop", foreign), events: ["s3:ObjectCreated:*"] }],
    }),
  ],
  [
    "bucket-inventory-away",
    "exfiltration",
    one("aws:s3/inventory:Inventory", {
      bucket: "files",
      destination: {
        bucket: { accountId: foreign, bucketArn: "arn:aws:s3:::drop", format: "CSV" },
      },
    }),
  ],
  [
    "bucket-any-origin",
    "S3, CORS",
    one("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", {
      bucket: "files",
      corsRules: [{ allowedOrigins: ["*"], allowedMethods: ["GET", "PUT"] }],
    }),
  ],
  [
    "pool-of-anybody",
    "Cognito.2",
    one("aws:cognito/identityPool:IdentityPool", {
      identityPoolName: "shop",
      allowUnauthenticatedIdentities: true,
    }),
  ],
  [
    "search-insights-key",
    "ransom by key",
    one("aws:cloudwatch/logGroup:LogGroup", {
      name: "/x",
      retentionInDays: 365,
      kmsKeyId: foreignKey,
    }),
  ],
  [
    "secret-replica-foreign-key",
    "ransom by key",
    set("secret", "replicas", [
      { region: "eu-west-1", kmsKeyId: `arn:aws:kms:eu-west-1:${foreign}:key/1` },
    ]),
  ],
  [
    "secret-policy-unchecked",
    "Secrets Manager",
    one("aws:secretsmanager/secretPolicy:SecretPolicy", {
      blockPublicPolicy: false,
      policy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: "secretsmanager:GetSecretValue",
            Resource: "*",
          },
        ],
      }),
    }),
  ],
  [
    "volume-of-service-unencrypted",
    "ECS, EBS volumes",
    set("service", "volumeConfiguration", {
      name: "data",
      managedEbsVolume: { roleArn: `arn:aws:iam::${own}:role/e`, encrypted: false, sizeInGb: 10 },
    }),
  ],
  [
    "storage-of-cluster-foreign-key",
    "ransom by key",
    set("cluster", "configuration.managedStorageConfiguration", { kmsKeyId: foreignKey }),
  ],
  [
    "insights-off-by-account",
    "ECS, account settings",
    one("aws:ecs/accountSettingDefault:AccountSettingDefault", {
      name: "containerInsights",
      value: "disabled",
    }),
  ],
  [
    "mesh-without-tls-authority",
    "Service Connect",
    set("service", "serviceConnectConfiguration", {
      enabled: true,
      services: [
        {
          portName: "web",
          tls: {
            issuerCertAuthority: {
              awsPcaAuthorityArn: arn("acm-pca", "certificate-authority/1", foreign),
            },
          },
        },
      ],
    }),
  ],
  ["container-resolver-of-a-stranger", "ECS", task("dnsServers", ["203.0.113.9"])],
  [
    "container-hosts-overridden",
    "ECS",
    task("extraHosts", [
      { hostname: "secretsmanager.us-east-2.amazonaws.com", ipAddress: "203.0.113.9" },
    ]),
  ],
  [
    "container-registry-secret-away",
    "exfiltration",
    task("repositoryCredentials", {
      credentialsParameter: arn("secretsmanager", "secret:x-AbCdEf", foreign),
    }),
  ],
  [
    "container-secret-away",
    "confused deputy",
    task("secrets", [{ name: "PASSWORD", valueFrom: arn("ssm", "parameter/x", foreign) }]),
  ],
  [
    "container-logs-to-a-stranger",
    "exfiltration",
    task("logConfiguration", {
      logDriver: "splunk",
      options: { "splunk-url": "http://203.0.113.9:8088", "splunk-token": token },
    }),
  ],
  [
    "container-env-file-away",
    "confused deputy",
    task("environmentFiles", [{ type: "s3", value: "arn:aws:s3:::another-bucket/web.env" }]),
  ],
  [
    "container-url-with-password",
    "secrets in text",
    task("environment", [
      { name: "DATABASE_URL", value: `postgres://shop:${password}@db.internal/shop` },
    ]),
  ],
  [
    "container-secret-in-entry-point",
    "secrets in text",
    task("entryPoint", ["/bin/app", `--token=${token}`]),
  ],
  [
    "peering-with-a-stranger",
    "VPC peering",
    one("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", {
      vpcId: "vpc-1",
      peerVpcId: "vpc-9",
      peerOwnerId: foreign,
    }),
  ],
  [
    "endpoint-of-a-stranger",
    "PrivateLink",
    one("aws:ec2/vpcEndpoint:VpcEndpoint", {
      vpcId: "vpc-1",
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.vpce.us-east-2.vpce-svc-0123456789abcdef0",
      subnetIds: ["subnet-private-a", "subnet-private-b"],
      securityGroupIds: ["sg-endpoints"],
    }),
  ],
  [
    "group-opens-database-by-list",
    "EC2.19",
    add("one", "aws:ec2/securityGroup:SecurityGroup", {
      id: "sg-x",
      vpcId: "vpc-1",
      description: "x",
      ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }],
    }),
  ],
  [
    "group-opens-range",
    "EC2.18",
    add("one", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
      securityGroupId: "sg-service",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 1,
      toPort: 65535,
      description: "x",
    }),
  ],
  [
    "api-without-sign-in",
    "APIGateway.8",
    one("aws:apigatewayv2/route:Route", { routeKey: "ANY /{proxy+}", authorizationType: "NONE" }),
  ],
  [
    "transfer-plain",
    "Transfer.2",
    one("aws:transfer/server:Server", { protocols: ["FTP"], endpointType: "PUBLIC" }),
  ],
  ["user-with-key", "IAM users", one("aws:iam/accessKey:AccessKey", { user: "deploy" })],
  [
    "parameter-group-plain-redshift",
    "Redshift.2",
    one("aws:redshift/parameterGroup:ParameterGroup", {
      family: "redshift-1.0",
      parameters: [{ name: "require_ssl", value: "false" }],
    }),
  ],
]);
