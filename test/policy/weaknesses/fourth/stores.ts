import type { WireProperties } from "../../../../drydock/offline/pack";
import { add, type Change, set } from "../../mutation/graph";
import { foreign, one, own } from "../entry";
import { arn, entriesOf, iam, password, token } from "../parts";

const database = (changes: WireProperties): Change =>
  one("aws:rds/instance:Instance", {
    engine: "postgres",
    kmsKeyId: arn("kms", "key/1"),
    storageEncrypted: true,
    backupRetentionPeriod: 14,
    deletionProtection: true,
    manageMasterUserPassword: true,
    iamDatabaseAuthenticationEnabled: true,
    ...changes,
  });
const replication = (destination: WireProperties): Change =>
  one("aws:s3/bucketReplicationConfig:BucketReplicationConfig", {
    bucket: "files",
    role: iam("role/replication"),
    rules: [{ status: "Enabled", destination }],
  });
const delivery = (properties: WireProperties): Change =>
  one("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", {
    serverSideEncryption: { enabled: true },
    ...properties,
  });

const proxy = (secretArn: string, changes: WireProperties = {}): Change =>
  one("aws:rds/proxy:Proxy", {
    requireTls: true,
    auths: [{ authScheme: "SECRETS", iamAuth: "REQUIRED", secretArn }],
    ...changes,
  });
const search = (changes: WireProperties): Change =>
  one("aws:opensearch/domain:Domain", {
    domainName: "shop",
    encryptAtRest: { enabled: true },
    nodeToNodeEncryption: { enabled: true },
    ...changes,
  });
const toFiles = { bucketArn: "arn:aws:s3:::files", roleArn: iam("role/x") };
const unblocked = {
  blockPublicAcls: false,
  blockPublicPolicy: false,
  ignorePublicAcls: false,
  restrictPublicBuckets: false,
};

const away = "exfiltration";
const key = "ransom by key";
const text = "secrets in text";
const foreignKey = arn("kms", "key/1", foreign);

/** Databases, buckets, queues, disks, and networks between them. */
export const stores = entriesOf([
  ["database-old-authority", "RDS, certificates", database({ caCertIdentifier: "rds-ca-2019" })],
  [
    "database-data-api",
    "Aurora, Data API",
    one("aws:rds/cluster:Cluster", {
      storageEncrypted: true,
      kmsKeyId: arn("kms", "key/1"),
      deletionProtection: true,
      backupRetentionPeriod: 14,
      masterUsername: "admin",
      masterPassword: password,
    }),
  ],
  [
    "proxy-logs-statements",
    "RDS proxy",
    proxy(arn("secretsmanager", "secret:db-AbCdEf"), { debugLogging: true }),
  ],
  [
    "proxy-secret-of-a-stranger",
    "confused deputy",
    proxy(arn("secretsmanager", "secret:db-AbCdEf", foreign)),
  ],
  [
    "parameters-of-mysql-plain",
    "RDS, SSL",
    one("aws:rds/clusterParameterGroup:ClusterParameterGroup", {
      family: "aurora-mysql8.0",
      parameters: [{ name: "require_secure_transport", value: "OFF" }],
    }),
  ],
  [
    "parameters-of-documents-plain",
    "DocumentDB",
    one("aws:docdb/clusterParameterGroup:ClusterParameterGroup", {
      family: "docdb5.0",
      parameters: [{ name: "tls", value: "disabled" }],
    }),
  ],
  [
    "snapshot-copied-to-a-stranger",
    away,
    one("aws:rds/snapshotCopy:SnapshotCopy", {
      sourceDbSnapshotIdentifier: "s",
      targetDbSnapshotIdentifier: "t",
      sharedAccounts: [foreign],
    }),
  ],
  [
    "snapshot-exported-away",
    away,
    one("aws:rds/exportTask:ExportTask", {
      exportTaskIdentifier: "x",
      sourceArn: arn("rds", "snapshot:s"),
      s3BucketName: "somebody-elses-bucket",
      iamRoleArn: iam("role/export"),
      kmsKeyId: foreignKey,
    }),
  ],
  [
    "backups-replicated-under-a-foreign-key",
    key,
    one("aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication", {
      sourceDbInstanceArn: arn("rds", "db:shop"),
      kmsKeyId: foreignKey,
    }),
  ],
  [
    "cache-user-without-password",
    "ElastiCache",
    one("aws:elasticache/user:User", {
      userId: "default",
      userName: "default",
      engine: "redis",
      accessString: "on ~* +@all",
      noPasswordRequired: true,
    }),
  ],
  [
    "cache-tls-preferred",
    "ElastiCache.5",
    one("aws:elasticache/replicationGroup:ReplicationGroup", {
      replicationGroupId: "shop",
      atRestEncryptionEnabled: true,
      kmsKeyId: arn("kms", "key/1"),
      transitEncryptionEnabled: true,
      transitEncryptionMode: "preferred",
      snapshotRetentionLimit: 7,
      automaticFailoverEnabled: true,
    }),
  ],
  [
    "serverless-cache-foreign-key",
    key,
    one("aws:elasticache/serverlessCache:ServerlessCache", {
      name: "shop",
      engine: "valkey",
      kmsKeyId: foreignKey,
    }),
  ],
  [
    "accelerator-plain",
    "DAX",
    one("aws:dax/cluster:Cluster", {
      clusterName: "shop",
      serverSideEncryption: { enabled: false },
      clusterEndpointEncryptionType: "NONE",
    }),
  ],
  [
    "warehouse-public",
    "Redshift Serverless",
    one("aws:redshiftserverless/workgroup:Workgroup", {
      workgroupName: "shop",
      namespaceName: "shop",
      publiclyAccessible: true,
    }),
  ],
  [
    "series-public",
    "Timestream for InfluxDB",
    one("aws:timestreaminfluxdb/dbInstance:DbInstance", { name: "shop", publiclyAccessible: true }),
  ],
  [
    "search-anonymous",
    "OpenSearch",
    search({
      domainEndpointOptions: {
        enforceHttps: true,
        tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
      },
      advancedSecurityOptions: {
        enabled: true,
        anonymousAuthEnabled: true,
        internalUserDatabaseEnabled: true,
        masterUserOptions: { masterUserName: "admin", masterUserPassword: password },
      },
    }),
  ],
  [
    "search-old-tls",
    "Opensearch.8",
    search({
      domainEndpointOptions: {
        enforceHttps: true,
        tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07",
      },
    }),
  ],
  [
    "kafka-anonymous",
    "MSK",
    one("aws:msk/cluster:Cluster", {
      clusterName: "shop",
      encryptionInfo: {
        encryptionInTransit: { clientBroker: "TLS", inCluster: true },
        encryptionAtRestKmsKeyArn: arn("kms", "key/1"),
      },
      clientAuthentication: { unauthenticated: true },
    }),
  ],
  [
    "kafka-public",
    "MSK.4",
    one("aws:msk/cluster:Cluster", {
      clusterName: "shop",
      encryptionInfo: { encryptionInTransit: { clientBroker: "TLS" } },
      brokerNodeGroupInfo: {
        connectivityInfo: { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } },
      },
    }),
  ],
  [
    "broker-password",
    text,
    one("aws:mq/broker:Broker", {
      brokerName: "shop",
      engineType: "RabbitMQ",
      publiclyAccessible: false,
      encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: arn("kms", "key/1") },
      users: [{ username: "shop", password }],
    }),
  ],
  [
    "stream-foreign-key",
    key,
    one("aws:kinesis/stream:Stream", {
      name: "orders",
      encryptionType: "KMS",
      kmsKeyId: foreignKey,
    }),
  ],
  [
    "delivery-plain-endpoint",
    away,
    delivery({
      destination: "http_endpoint",
      httpEndpointConfiguration: {
        url: "http://collect.example.com",
        s3Configuration: toFiles,
      },
    }),
  ],
  [
    "delivery-access-key",
    text,
    delivery({
      destination: "http_endpoint",
      httpEndpointConfiguration: {
        url: "https://collect.example.com",
        accessKey: token,
        s3Configuration: toFiles,
      },
    }),
  ],
  [
    "delivery-through-a-stranger",
    away,
    delivery({
      destination: "extended_s3",
      extendedS3Configuration: {
        ...toFiles,
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: "Lambda",
              parameters: [
                {
                  parameterName: "LambdaArn",
                  parameterValue: arn("lambda", "function:x", foreign),
                },
              ],
            },
          ],
        },
      },
    }),
  ],
  [
    "delivery-unencrypted",
    "DataFirehose.1",
    one("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", {
      destination: "extended_s3",
      extendedS3Configuration: toFiles,
    }),
  ],
  [
    "table-exported-away",
    away,
    one("aws:dynamodb/tableExport:TableExport", {
      tableArn: arn("dynamodb", "table/orders"),
      s3Bucket: "somebody-elses-bucket",
      s3BucketOwner: foreign,
    }),
  ],
  [
    "table-replica-foreign-key",
    key,
    one("aws:dynamodb/tableReplica:TableReplica", {
      globalTableArn: arn("dynamodb", "table/orders"),
      kmsKeyArn: foreignKey,
    }),
  ],
  [
    "objects-replicated-to-a-stranger",
    away,
    replication({
      bucket: "arn:aws:s3:::somebody-elses-bucket",
      account: foreign,
      accessControlTranslation: { owner: "Destination" },
    }),
  ],
  [
    "objects-replicated-under-a-foreign-key",
    key,
    replication({
      bucket: "arn:aws:s3:::log-bucket",
      encryptionConfiguration: { replicaKmsKeyId: foreignKey },
    }),
  ],
  [
    "analytics-away",
    away,
    one("aws:s3/analyticsConfiguration:AnalyticsConfiguration", {
      bucket: "files",
      name: "all",
      storageClassAnalysis: {
        dataExport: {
          destination: {
            s3BucketDestination: {
              bucketArn: "arn:aws:s3:::somebody-elses-bucket",
              bucketAccountId: foreign,
            },
          },
        },
      },
    }),
  ],
  [
    "website-of-files",
    "S3, websites",
    one("aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration", {
      bucket: "files",
      indexDocument: { suffix: "index.html" },
    }),
  ],
  [
    "versions-suspended",
    "S3.14",
    set("files-versioning", "versioningConfiguration.status", "Suspended"),
  ],
  [
    "access-point-open",
    "S3.19",
    one("aws:s3/accessPoint:AccessPoint", {
      bucket: "files",
      publicAccessBlockConfiguration: unblocked,
    }),
  ],
  [
    "access-point-of-a-foreign-bucket",
    "confused deputy",
    one("aws:s3/accessPoint:AccessPoint", { bucket: "files", bucketAccountId: foreign }),
  ],
  [
    "regions-access-point-open",
    "S3.24",
    one("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint", {
      details: {
        name: "files",
        regions: [{ bucket: "files" }],
        publicAccessBlock: unblocked,
      },
    }),
  ],
  [
    "account-block-lifted",
    "S3.1",
    one("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", unblocked),
  ],
  [
    "snapshots-may-be-public",
    "EC2.182",
    one("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess", { state: "unblocked" }),
  ],
  [
    "images-may-be-public",
    "EC2",
    one("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess", { state: "unblocked" }),
  ],
  [
    "disks-unencrypted-by-default",
    "EC2.7",
    one("aws:ebs/encryptionByDefault:EncryptionByDefault", { enabled: false }),
  ],
  [
    "metadata-by-default",
    "EC2.8",
    one("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", { httpTokens: "optional" }),
  ],
  [
    "template-metadata",
    "EC2.170",
    one("aws:ec2/launchTemplate:LaunchTemplate", {
      name: "t",
      metadataOptions: { httpTokens: "optional", httpEndpoint: "enabled" },
    }),
  ],
  [
    "secret-rotated-by-a-stranger",
    away,
    set("rotation", "rotationLambdaArn", arn("lambda", "function:rotate", foreign)),
  ],
  [
    "secret-rotated-yearly",
    "SecretsManager.4",
    set("rotation", "rotationRules", { automaticallyAfterDays: 400 }),
  ],
  [
    "cache-rule-of-a-stranger",
    "supply chain",
    one("aws:ecr/pullThroughCacheRule:PullThroughCacheRule", {
      ecrRepositoryPrefix: "x",
      upstreamRegistryUrl: `${foreign}.dkr.ecr.us-east-2.amazonaws.com`,
      customRoleArn: iam("role/x"),
    }),
  ],
  [
    "repositories-made-mutable",
    "ECR.2",
    one("aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", {
      prefix: "shop",
      appliedFors: ["CREATE_ON_PUSH"],
      imageTagMutability: "MUTABLE",
    }),
  ],
  [
    "registry-never-scanned",
    "ECR.1",
    one("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", {
      scanType: "BASIC",
      rules: [],
    }),
  ],
  [
    "gateway-accepts-everybody",
    "EC2.23",
    one("aws:ec2transitgateway/transitGateway:TransitGateway", {
      autoAcceptSharedAttachments: "enable",
    }),
  ],
  [
    "vpn-secret",
    text,
    one("aws:ec2/vpnConnection:VpnConnection", {
      customerGatewayId: "cgw-1",
      type: "ipsec.1",
      tunnel1PresharedKey: token.replaceAll("_", "x"),
      tunnel1IkeVersions: ["ikev1"],
    }),
  ],
  [
    "vpn-client-unlogged",
    "EC2.51",
    one("aws:ec2clientvpn/endpoint:Endpoint", {
      serverCertificateArn: arn("acm", "certificate/1"),
      clientCidrBlock: "10.9.0.0/22",
      authenticationOptions: [
        {
          type: "certificate-authentication",
          rootCertificateChainArn: arn("acm", "certificate/2"),
        },
      ],
      connectionLogOptions: { enabled: false },
    }),
  ],
  [
    "firewall-passes",
    "NetworkFirewall.5",
    one("aws:networkfirewall/firewallPolicy:FirewallPolicy", {
      name: "p",
      firewallPolicy: {
        statelessDefaultActions: ["aws:pass"],
        statelessFragmentDefaultActions: ["aws:pass"],
      },
    }),
  ],
  [
    "subnet-rule-ipv6-admin",
    "EC2.21",
    one("aws:ec2/networkAclRule:NetworkAclRule", {
      networkAclId: "acl-1",
      ruleNumber: 100,
      protocol: "tcp",
      ruleAction: "allow",
      ipv6CidrBlock: "::/0",
      fromPort: 22,
      toPort: 22,
    }),
  ],
  [
    "instance-with-address",
    "EC2.9",
    one("aws:ec2/instance:Instance", {
      ami: "ami-1",
      instanceType: "t3.micro",
      associatePublicIpAddress: true,
      metadataOptions: { httpTokens: "required" },
    }),
  ],
  [
    "mirror-to-elsewhere",
    away,
    one("aws:ec2/trafficMirrorSession:TrafficMirrorSession", {
      networkInterfaceId: "eni-1",
      trafficMirrorTargetId: "tmt-foreign",
      trafficMirrorFilterId: "tmf-1",
      sessionNumber: 1,
    }),
  ],
  [
    "group-for-database-from-all",
    "EC2.19",
    add("one", "aws:ec2/securityGroupRule:SecurityGroupRule", {
      type: "ingress",
      securityGroupId: "sg-mounts",
      protocol: "-1",
      fromPort: 0,
      toPort: 0,
      cidrBlocks: ["0.0.0.0/0"],
      description: "x",
    }),
  ],
  [
    "file-transfer-old-policy",
    "Transfer",
    one("aws:transfer/server:Server", {
      protocols: ["SFTP"],
      endpointType: "VPC",
      securityPolicyName: "TransferSecurityPolicy-2018-11",
    }),
  ],
  [
    "file-share-for-everybody",
    "Storage Gateway",
    one("aws:storagegateway/nfsFileShare:NfsFileShare", {
      gatewayArn: arn("storagegateway", "gateway/1"),
      locationArn: "arn:aws:s3:::files",
      roleArn: iam("role/x"),
      clientLists: ["0.0.0.0/0"],
    }),
  ],
  [
    "copy-task-to-a-stranger",
    away,
    one("aws:datasync/locationS3:LocationS3", {
      s3BucketArn: "arn:aws:s3:::somebody-elses-bucket",
      subdirectory: "/",
      s3Config: { bucketAccessRoleArn: `arn:aws:iam::${foreign}:role/x` },
    }),
  ],
  [
    "file-system-from-anywhere",
    "EFS",
    set("file-system-policy", "policy.json.Statement.99", {
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    }),
  ],
  [
    "file-system-overwritten",
    "EFS, replication",
    set("file-system", "protection", { replicationOverwrite: "DISABLED" }),
  ],
  [
    "build-privileged-for-pull-requests",
    "CodeBuild",
    one("aws:codebuild/webhook:Webhook", {
      projectName: "shop",
      filterGroups: [
        { filters: [{ type: "EVENT", pattern: "PULL_REQUEST_CREATED,PULL_REQUEST_UPDATED" }] },
      ],
    }),
  ],
  [
    "build-from-an-address-with-token",
    "CodeBuild.1",
    one("aws:codebuild/project:Project", {
      name: "shop",
      serviceRole: iam("role/build"),
      artifacts: { type: "NO_ARTIFACTS" },
      environment: { computeType: "BUILD_GENERAL1_SMALL", image: "x", type: "LINUX_CONTAINER" },
      source: { type: "GITHUB", location: `https://${token}@github.com/acme/shop.git` },
    }),
  ],
  [
    "pipeline-token",
    "CodePipeline",
    one("aws:codepipeline/pipeline:Pipeline", {
      name: "shop",
      roleArn: iam("role/x"),
      artifactStores: [{ type: "S3", location: "files" }],
      stages: [
        {
          name: "Source",
          actions: [
            {
              name: "s",
              category: "Source",
              owner: "ThirdParty",
              provider: "GitHub",
              version: "1",
              configuration: { OAuthToken: token },
            },
          ],
        },
      ],
    }),
  ],
  [
    "pipeline-webhook-open",
    "CodePipeline",
    one("aws:codepipeline/webhook:Webhook", {
      name: "w",
      authentication: "UNAUTHENTICATED",
      targetAction: "Source",
      targetPipeline: "shop",
      filters: [{ jsonPath: "$.ref", matchEquals: "refs/heads/main" }],
    }),
  ],
  [
    "connection-password",
    text,
    one("aws:glue/connection:Connection", {
      name: "db",
      connectionProperties: {
        JDBC_CONNECTION_URL: "jdbc:postgresql://db/shop",
        USERNAME: "shop",
        PASSWORD: password,
      },
    }),
  ],
  [
    "function-source-of-a-stranger",
    "confused deputy",
    one("aws:lambda/eventSourceMapping:EventSourceMapping", {
      functionName: "f",
      eventSourceArn: arn("sqs", "x", foreign),
      destinationConfig: { onFailure: { destinationArn: arn("sqs", "y", foreign) } },
    }),
  ],
  [
    "function-signing-warns",
    "Lambda, code signing",
    one("aws:lambda/codeSigningConfig:CodeSigningConfig", {
      allowedPublishers: { signingProfileVersionArns: [arn("signer", "signing-profiles/x/1")] },
      policies: { untrustedArtifactOnDeployment: "Warn" },
    }),
  ],
  [
    "function-layer-of-a-stranger",
    "supply chain",
    one("aws:lambda/function:Function", {
      runtime: "nodejs22.x",
      role: iam("role/f"),
      layers: [arn("lambda", "layer:x:1", foreign)],
    }),
  ],
  [
    "topic-foreign-feedback-role",
    "confused deputy",
    set("topic", "sqsFailureFeedbackRoleArn", `arn:aws:iam::${foreign}:role/x`),
  ],
  ["topic-old-signature", "SNS, signatures", set("topic", "signatureVersion", 1)],
  [
    "queue-redrive-by-anybody",
    "SQS",
    one("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", {
      queueUrl: "q",
      redriveAllowPolicy: JSON.stringify({ redrivePermission: "allowAll" }),
    }),
  ],
  [
    "queue-plain",
    "SQS.1",
    one("aws:sqs/queue:Queue", { name: "orders", sqsManagedSseEnabled: false }),
  ],
  [
    "cluster-of-machines-public",
    "EKS.1",
    one("aws:eks/cluster:Cluster", {
      name: "shop",
      roleArn: iam("role/eks"),
      vpcConfig: {
        subnetIds: ["subnet-private-a"],
        endpointPublicAccess: true,
        publicAccessCidrs: ["0.0.0.0/0"],
      },
    }),
  ],
  [
    "anchor-of-anybody",
    "IAM Roles Anywhere",
    one("aws:rolesanywhere/profile:Profile", {
      name: "p",
      roleArns: [`arn:aws:iam::${foreign}:role/x`, `arn:aws:iam::${own}:role/admin`],
      enabled: true,
    }),
  ],
]);
