import type { WireProperties } from "../../../drydock/offline/pack";
import { add, all, type Change, resourceOf, unknownValue } from "../mutation/graph";
import { describeRules } from "../support/cases";

const key = "arn:aws:kms:us-east-2:111122223333:key/1";

/** A store with Pulumi's protection, as production has it. */
const store =
  (type: string, properties: WireProperties): Change =>
  (graph) =>
    new Map([...graph, ["store", resourceOf("store", type, { properties, protect: true, graph })]]);

/** What a store of each kind says where it keeps every rule, with some of it changed. */
const good: Readonly<Record<string, WireProperties>> = {
  "aws:rds/instance:Instance": {
    storageEncrypted: true,
    kmsKeyId: key,
    publiclyAccessible: false,
    backupRetentionPeriod: 14,
    deletionProtection: true,
  },
  "aws:rds/cluster:Cluster": {
    storageEncrypted: true,
    kmsKeyId: key,
    backupRetentionPeriod: 14,
    deletionProtection: true,
  },
  "aws:neptune/cluster:Cluster": {
    storageEncrypted: true,
    kmsKeyArn: key,
    backupRetentionPeriod: 14,
    deletionProtection: true,
  },
  "aws:dynamodb/table:Table": {
    pointInTimeRecovery: { enabled: true },
    deletionProtectionEnabled: true,
    serverSideEncryption: { enabled: true, kmsKeyArn: key },
  },
  "aws:sqs/queue:Queue": { kmsMasterKeyId: key },
  "aws:sns/topic:Topic": { kmsMasterKeyId: key },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
  },
  "aws:opensearch/domain:Domain": {
    encryptAtRest: { enabled: true },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true },
  },
  "aws:redshift/cluster:Cluster": { encrypted: true },
};

const database = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const table = "aws:dynamodb/table:Table";
const queue = "aws:sqs/queue:Queue";
const delivery = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const search = "aws:opensearch/domain:Domain";

const kept = (type: string): Change => store(type, good[type] ?? {});
const changed = (type: string, changes: WireProperties): Change =>
  store(type, { ...good[type], ...changes });
const lacking = (type: string, property: string): Change => {
  const { [property]: _, ...rest } = good[type] ?? {};
  return store(type, rest);
};

describeRules({
  "data-store-encrypted": {
    bad: {
      "a database without encryption": changed(database, { storageEncrypted: false }),
      "a database that says nothing": lacking(database, "storageEncrypted"),
      "a cluster that says nothing": lacking(cluster, "storageEncrypted"),
      "a cache without encryption": changed(cache, { atRestEncryptionEnabled: false }),
      "a search domain that says nothing": lacking(search, "encryptAtRest"),
      "a warehouse without encryption": changed("aws:redshift/cluster:Cluster", {
        encrypted: false,
      }),
      "a volume that says nothing": store("aws:ebs/volume:Volume", { size: 8 }),
      "a stream without encryption": store("aws:kinesis/stream:Stream", { encryptionType: "NONE" }),
      "a queue that turns encryption off": {
        change: store(queue, { sqsManagedSseEnabled: false }),
        also: ["data-store-customer-key", "queue-keeps-dead-letters", "queue-requires-tls"],
      },
      "a delivery stream that says nothing": store(delivery, { destination: "extended_s3" }),
    },
    fine: {
      "a delivery stream of a stream": store(delivery, {
        kinesisSourceConfiguration: {
          kinesisStreamArn: "arn:aws:kinesis:us-east-2:111122223333:stream/s",
        },
      }),
      "a delivery stream with encryption": store(delivery, {
        serverSideEncryption: { enabled: true },
      }),
      "a database with encryption": kept(database),
      "true as a word": changed(database, { storageEncrypted: "true" }),
      "a replica, which is as its primary": store(database, { replicateSourceDb: "main" }),
      "a queue with a key": changed(queue, { sqsManagedSseEnabled: false }),
      "a queue that says nothing": store(queue, {}),
    },
    unknown: { "an unknown switch": changed(database, { storageEncrypted: unknownValue }) },
  },
  "data-store-encrypted-in-transit": {
    bad: {
      "a cache that says nothing": lacking(cache, "transitEncryptionEnabled"),
      "a cache that takes both": changed(cache, { transitEncryptionMode: "preferred" }),
      "a search domain over HTTP": changed(search, {
        domainEndpointOptions: { enforceHttps: false },
      }),
      "a search domain between its nodes": lacking(search, "nodeToNodeEncryption"),
      "brokers that take plain text": store("aws:msk/cluster:Cluster", {
        encryptionInfo: { encryptionInTransit: { clientBroker: "TLS_PLAINTEXT" } },
      }),
      "a store in memory": store("aws:memorydb/cluster:Cluster", { tlsEnabled: false }),
      "a proxy of a database": store("aws:rds/proxy:Proxy", { requireTls: false }),
      "a subscription over HTTP": store("aws:sns/topicSubscription:TopicSubscription", {
        protocol: "http",
        endpoint: "http://example.com/hook",
      }),
    },
    fine: {
      "a cache with TLS": kept(cache),
      "a search domain with HTTPS": kept(search),
      "brokers by default": store("aws:msk/cluster:Cluster", {}),
      "a subscription over HTTPS": store("aws:sns/topicSubscription:TopicSubscription", {
        protocol: "https",
      }),
    },
    unknown: { "an unknown switch": changed(cache, { transitEncryptionEnabled: unknownValue }) },
  },
  "data-store-private": {
    bad: {
      "a public database": changed(database, { publiclyAccessible: true }),
      "a public instance of a cluster": store("aws:rds/clusterInstance:ClusterInstance", {
        publiclyAccessible: true,
      }),
      "a public warehouse": changed("aws:redshift/cluster:Cluster", { publiclyAccessible: true }),
      "a public broker": store("aws:mq/broker:Broker", { publiclyAccessible: "true" }),
      "a replicator that says nothing": store(
        "aws:dms/replicationInstance:ReplicationInstance",
        {},
      ),
      "brokers with public addresses": store("aws:msk/cluster:Cluster", {
        brokerNodeGroupInfo: {
          connectivityInfo: { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } },
        },
      }),
      "a snapshot for everybody": store("aws:rds/snapshot:Snapshot", { sharedAccounts: ["all"] }),
    },
    fine: {
      "a private database": kept(database),
      "a database that says nothing": lacking(database, "publiclyAccessible"),
      "a snapshot for nobody": store("aws:rds/snapshot:Snapshot", {}),
    },
    unknown: { "an unknown switch": changed(database, { publiclyAccessible: unknownValue }) },
  },
  "data-store-backed-up": {
    bad: {
      "no backups": changed(database, { backupRetentionPeriod: 0 }),
      "one day": changed(cluster, { backupRetentionPeriod: 1 }),
      "a database that says nothing": lacking(database, "backupRetentionPeriod"),
      "a table without recovery": changed(table, { pointInTimeRecovery: { enabled: false } }),
      "a table that says nothing": lacking(table, "pointInTimeRecovery"),
    },
    fine: {
      "two weeks": kept(database),
      "a replica": store(database, { replicateSourceDb: "main" }),
      "a table with recovery": kept(table),
    },
    unknown: { "an unknown period": changed(database, { backupRetentionPeriod: unknownValue }) },
  },
  "data-store-deletion-protected": {
    bad: {
      "a database that says nothing": lacking(database, "deletionProtection"),
      "a cluster without": changed(cluster, { deletionProtection: false }),
      "a table that says nothing": lacking(table, "deletionProtectionEnabled"),
      "no last snapshot": changed(database, { skipFinalSnapshot: true }),
    },
    fine: { "a database with it": kept(database), "a table with it": kept(table) },
    unknown: { "an unknown switch": changed(database, { deletionProtection: unknownValue }) },
  },
  "data-store-customer-key": {
    bad: {
      "a database that says nothing": lacking(database, "kmsKeyId"),
      "a topic with AWS's key": changed("aws:sns/topic:Topic", {
        kmsMasterKeyId: "alias/aws/sns",
      }),
      "a topic that says nothing": lacking("aws:sns/topic:Topic", "kmsMasterKeyId"),
      "a table with AWS's key": lacking(table, "serverSideEncryption"),
    },
    fine: {
      "a key": kept(database),
      "a graph's key": kept("aws:neptune/cluster:Cluster"),
      "a key that is not known yet": changed(database, { kmsKeyId: unknownValue }),
    },
    unknown: "a key that is computed is one",
  },
  "function-url-authenticated": {
    bad: {
      "no authorization": store("aws:lambda/functionUrl:FunctionUrl", {
        authorizationType: "NONE",
      }),
      "a URL that says nothing": store("aws:lambda/functionUrl:FunctionUrl", {}),
    },
    fine: {
      IAM: store("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "AWS_IAM" }),
    },
    unknown: {
      "an unknown type": store("aws:lambda/functionUrl:FunctionUrl", {
        authorizationType: unknownValue,
      }),
    },
  },
  "function-environment-no-secrets": {
    bad: {
      "a password": store("aws:lambda/function:Function", {
        environment: { variables: { DB_PASSWORD: "hunter22" } },
      }),
    },
    fine: {
      "a name": store("aws:lambda/function:Function", {
        environment: { variables: { TABLE: "orders", DB_PASSWORD: unknownValue } },
      }),
    },
    unknown: {
      "unknown variables": store("aws:lambda/function:Function", {
        environment: { variables: unknownValue },
      }),
    },
  },
  "function-runtime-supported": {
    bad: {
      "an old Node.js": store("aws:lambda/function:Function", { runtime: "nodejs16.x" }),
      "an old Python": store("aws:lambda/function:Function", { runtime: "python3.7" }),
    },
    fine: {
      "a new Node.js": store("aws:lambda/function:Function", { runtime: "nodejs24.x" }),
      "an image": store("aws:lambda/function:Function", { packageType: "Image" }),
    },
    unknown: {
      "an unknown runtime": store("aws:lambda/function:Function", { runtime: unknownValue }),
    },
  },
  "state-machine-logged": {
    bad: {
      "no logs": store("aws:sfn/stateMachine:StateMachine", {}),
      "logs that are off": store("aws:sfn/stateMachine:StateMachine", {
        loggingConfiguration: { level: "OFF" },
      }),
    },
    fine: {
      "logs of errors": store("aws:sfn/stateMachine:StateMachine", {
        loggingConfiguration: { level: "ERROR" },
      }),
    },
    unknown: {
      "an unknown level": store("aws:sfn/stateMachine:StateMachine", {
        loggingConfiguration: { level: unknownValue },
      }),
    },
  },
  "provider-settings-safe": {
    bad: {
      "a provider that trusts every certificate": add("other", "pulumi:providers:aws", {
        insecure: "true",
      }),
      "a provider that asks somebody else": add("other", "pulumi:providers:aws", {
        endpoints: JSON.stringify([{ secretsmanager: "https://collector.example.com" }]),
      }),
      "a provider with a key": add("other", "pulumi:providers:aws", { accessKey: "x" }),
      "a provider for another account": {
        change: all(
          add("own", "pulumi:providers:aws", { allowedAccountIds: '["111122223333"]' }),
          add("other", "pulumi:providers:aws", {
            assumeRoles: '[{"roleArn":"arn:aws:iam::444455556666:role/deployer"}]',
          }),
        ),
        at: "other",
      },
    },
    fine: {
      "a provider of a region": all(
        add("own", "pulumi:providers:aws", { allowedAccountIds: '["111122223333"]' }),
        add("other", "pulumi:providers:aws", {
          region: "us-west-2",
          allowedAccountIds: '["111122223333"]',
          endpoints: '[{"s3":"https://s3-fips.us-west-2.amazonaws.com"}]',
        }),
      ),
    },
    unknown: "what a provider is told is known before anything is created",
  },
});
