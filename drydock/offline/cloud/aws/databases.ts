/** Databases, tables and caches that people create beside an environment. */
import type { Facts, ResourceModel, ResourceModels } from "../types";

const rdsArn = (kind: string) => (facts: Facts, id: string) => ({
  arn: facts.arn("rds", `${kind}:${id}`),
});

const hostName = (facts: Facts, id: string, kind: string): string =>
  `${id}.${kind}${facts.hex(12, "host")}.${facts.region}.rds.amazonaws.com`;

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html */
const managedSecret = (facts: Facts, kind: string) => ({
  masterUserSecrets:
    facts.inputs["manageMasterUserPassword"] === true
      ? [
          {
            secretArn: facts.arn(
              "secretsmanager",
              `secret:rds!${kind}-${facts.uuid("secret")}-${facts.base36(6, "secret")}`,
            ),
            secretStatus: "active",
            kmsKeyId: facts.text("masterUserSecretKmsKeyId"),
          },
        ]
      : [],
});

const port = (facts: Facts): number =>
  Number(facts.text("port")) || (facts.text("engine").includes("postgres") ? 5432 : 3306);

const parameterGroup = (kind: string): ResourceModel => ({
  autoName: { property: "name", maxLength: 255 },
  replaceOn: ["name", "namePrefix", "family", "description"],
  outputs: rdsArn(kind),
});

export const databases: ResourceModels = {
  "aws:rds/cluster:Cluster": {
    autoName: { property: "clusterIdentifier", maxLength: 63, lowerCase: true },
    replaceOn: [
      "availabilityZones",
      "clusterIdentifier",
      "clusterIdentifierPrefix",
      "databaseName",
      "dbSubnetGroupName",
      "dbSystemId",
      "engine",
      "engineMode",
      "kmsKeyId",
      "masterUsername",
      "restoreToPointInTime",
      "s3Import",
      "snapshotIdentifier",
      "sourceRegion",
      "storageEncrypted",
    ],
    outputs: (facts, id) => ({
      ...rdsArn("cluster")(facts, id),
      ...managedSecret(facts, "cluster"),
      clusterResourceId: `cluster-${facts.base36(26)}`,
      endpoint: hostName(facts, id, "cluster-"),
      readerEndpoint: hostName(facts, id, "cluster-ro-"),
      hostedZoneId: `Z${facts.base36(13)}`,
      port: port(facts),
    }),
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    autoName: { property: "identifier", maxLength: 63, lowerCase: true },
    replaceOn: [
      "availabilityZone",
      "clusterIdentifier",
      "dbSubnetGroupName",
      "engine",
      "identifier",
      "identifierPrefix",
    ],
    outputs: (facts, id) => ({
      ...rdsArn("db")(facts, id),
      dbiResourceId: `db-${facts.base36(26)}`,
      endpoint: hostName(facts, id, ""),
      port: port(facts),
      writer: true,
    }),
  },
  "aws:rds/instance:Instance": {
    autoName: { property: "identifier", maxLength: 63, lowerCase: true },
    replaceOn: [
      "availabilityZone",
      "backupTarget",
      "characterSetName",
      "dbName",
      "engine",
      "kmsKeyId",
      "ncharCharacterSetName",
      "restoreToPointInTime",
      "s3Import",
      "snapshotIdentifier",
      "storageEncrypted",
      "timezone",
      "username",
    ],
    id: (facts) => `db-${facts.base36(26)}`,
    outputs: (facts) => {
      const name = facts.text("identifier");
      const address = hostName(facts, name, "");
      return {
        ...rdsArn("db")(facts, name),
        ...managedSecret(facts, "db"),
        address,
        endpoint: `${address}:${port(facts)}`,
        port: port(facts),
        resourceId: `db-${facts.base36(26)}`,
        hostedZoneId: `Z${facts.base36(13)}`,
      };
    },
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    autoName: { property: "name", maxLength: 255, lowerCase: true },
    replaceOn: ["name", "namePrefix"],
    outputs: rdsArn("subgrp"),
  },
  "aws:rds/parameterGroup:ParameterGroup": parameterGroup("pg"),
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": parameterGroup("cluster-pg"),
  "aws:dynamodb/table:Table": {
    autoName: { property: "name", maxLength: 255 },
    defaults: { billingMode: "PROVISIONED" },
    replaceOn: ["name", "hashKey", "rangeKey", "localSecondaryIndexes", "importTable"],
    outputs: (facts, id) => {
      const arn = facts.arn("dynamodb", `table/${id}`);
      return { arn, streamArn: `${arn}/stream/2026-01-01T00:00:00.000`, streamLabel: "" };
    },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    autoName: { property: "replicationGroupId", maxLength: 40, lowerCase: true },
    replaceOn: [
      "atRestEncryptionEnabled",
      "dataTieringEnabled",
      "kmsKeyId",
      "networkType",
      "port",
      "replicationGroupId",
      "securityGroupNames",
      "snapshotArns",
      "snapshotName",
      "subnetGroupName",
    ],
    outputs: (facts, id) => {
      const domain = `${facts.hex(6, "host")}.${facts.region}.cache.amazonaws.com`;
      return {
        arn: facts.arn("elasticache", `replicationgroup:${id}`),
        primaryEndpointAddress: `master.${id}.${domain}`,
        readerEndpointAddress: `replica.${id}.${domain}`,
        configurationEndpointAddress: `clustercfg.${id}.${domain}`,
      };
    },
  },
  "aws:elasticache/serverlessCache:ServerlessCache": {
    autoName: { property: "name", maxLength: 40, lowerCase: true },
    replaceOn: ["name", "kmsKeyId", "snapshotArnsToRestores", "subnetIds"],
    outputs: (facts, id) => {
      const address = `${id}-${facts.hex(6, "host")}.serverless.${facts.region}.cache.amazonaws.com`;
      return {
        arn: facts.arn("elasticache", `serverlesscache:${id}`),
        endpoints: [{ address, port: 6379 }],
        readerEndpoints: [{ address, port: 6380 }],
      };
    },
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    autoName: { property: "name", maxLength: 255, lowerCase: true },
    replaceOn: ["name"],
    outputs: (facts, id) => ({ arn: facts.arn("elasticache", `subnetgroup:${id}`) }),
  },
};
