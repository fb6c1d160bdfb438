import * as aws from "@pulumi/aws";
import { Environment } from "drydock";

// Before the environment: a queue, in the account and region of the stack's configuration.
const orders = new aws.sqs.Queue("orders", { sqsManagedSseEnabled: true });

// On its foundation: an Aurora PostgreSQL database in its private subnets, encrypted with its key.
const environment = new Environment({
  services: ({ network, kmsKeyArn, deletable, options }) => {
    const subnets = new aws.rds.SubnetGroup(
      "main",
      { subnetIds: network.privateSubnetIds },
      options,
    );
    const guard = new aws.ec2.SecurityGroup(
      "database",
      { description: "Aurora", vpcId: network.vpcId },
      options,
    );
    const database = new aws.rds.Cluster(
      "main",
      {
        engine: "aurora-postgresql",
        engineMode: "provisioned",
        databaseName: "shop",
        masterUsername: "shop",
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: kmsKeyArn,
        serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 },
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [guard.id],
        storageEncrypted: true,
        kmsKeyId: kmsKeyArn,
        backupRetentionPeriod: 14,
        deletionProtection: !deletable,
        copyTagsToSnapshot: true,
        enabledCloudwatchLogsExports: ["postgresql"],
        iamDatabaseAuthenticationEnabled: true,
        finalSnapshotIdentifier: "shop-final",
        skipFinalSnapshot: deletable,
      },
      { ...options, protect: !deletable },
    );
    new aws.rds.ClusterInstance(
      "main",
      {
        clusterIdentifier: database.id,
        engine: "aurora-postgresql",
        instanceClass: "db.serverless",
      },
      options,
    );
    const password = database.masterUserSecrets.apply(([first]) => first?.secretArn ?? "");
    return {
      api: {
        environment: { DATABASE_HOST: database.endpoint, QUEUE_URL: orders.url },
        secrets: {
          DATABASE_PASSWORD: { secretArn: password, key: "password", kmsKeyArn },
        },
        permissions: [{ actions: ["sqs:SendMessage"], resources: [orders.arn] }],
        connectsTo: { database: { securityGroupId: guard.id, port: 5432 } },
      },
    };
  },
});

export = { ...environment.outputs, queue: orders.url };
