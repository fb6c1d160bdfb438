import { add, set } from "../mutation/graph";
import { document, type Entry, foreign } from "./entry";

const foreignKey = `arn:aws:kms:us-east-2:${foreign}:key/theirs`;
const container = "containerDefinitions.json.0";

const anybody = { Effect: "Allow", Principal: "*", Resource: "*" };

/** References to resources of other accounts, and permissions for other accounts. */
export const foreignReferences: readonly Entry[] = [
  {
    name: "file-system-under-a-foreign-key",
    from: "ransom by key",
    change: set("file-system", "kmsKeyId", foreignKey),
  },
  {
    name: "secret-under-a-foreign-key",
    from: "ransom by key",
    change: set("secret", "kmsKeyId", foreignKey),
  },
  {
    name: "logs-under-a-foreign-key",
    from: "ransom by key",
    change: set("logs", "kmsKeyId", foreignKey),
  },
  {
    name: "bucket-under-a-foreign-key",
    from: "ransom by key",
    change: set(
      "files-encryption",
      "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId",
      foreignKey,
    ),
  },
  {
    name: "repository-under-a-foreign-key",
    from: "ransom by key",
    change: set("repository", "encryptionConfigurations.0.kmsKey", foreignKey),
  },
  {
    name: "exec-under-a-foreign-key",
    from: "ransom by key",
    change: set("cluster", "configuration.executeCommandConfiguration.kmsKeyId", foreignKey),
  },
  {
    name: "topic-under-a-foreign-key",
    from: "ransom by key",
    change: set("topic", "kmsMasterKeyId", foreignKey),
  },
  {
    name: "flow-log-to-another-account",
    from: "exfiltration",
    change: set("flow-log", "logDestination", `arn:aws:logs:us-east-2:${foreign}:log-group:flow`),
  },
  {
    name: "flow-log-through-a-foreign-role",
    from: "exfiltration",
    change: set("flow-log", "iamRoleArn", `arn:aws:iam::${foreign}:role/flow`),
  },
  {
    name: "flow-log-to-an-unknown-bucket",
    from: "exfiltration",
    change: set("flow-log", "logDestination", "arn:aws:s3:::somebody-else"),
  },
  {
    name: "access-logs-to-an-unknown-bucket",
    from: "exfiltration",
    change: set("balancer", "accessLogs.bucket", "somebody-else"),
  },
  {
    name: "object-logs-to-an-unknown-bucket",
    from: "exfiltration",
    change: set("files-logging", "targetBucket", "somebody-else"),
  },
  {
    name: "log-subscription-to-another-account",
    from: "exfiltration",
    change: add("subscription", "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", {
      logGroup: "/ecs/web",
      filterPattern: "",
      destinationArn: `arn:aws:logs:us-east-2:${foreign}:destination:theirs`,
    }),
  },
  {
    name: "alarm-tells-another-account",
    from: "exfiltration",
    change: set("alarm", "alarmActions", [`arn:aws:sns:us-east-2:${foreign}:alarms`]),
  },
  {
    name: "image-of-a-foreign-registry",
    from: "supply chain",
    change: set(
      "definition",
      `${container}.image`,
      `${foreign}.dkr.ecr.us-east-2.amazonaws.com/web:1.2.3@sha256:${"b".repeat(64)}`,
    ),
  },
  {
    name: "secret-of-another-account",
    from: "supply chain",
    change: set(
      "definition",
      `${container}.secrets.0.valueFrom`,
      `arn:aws:secretsmanager:us-east-2:${foreign}:secret:web-AbCdEf:password::`,
    ),
  },
  {
    name: "execution-role-of-another-account",
    from: "confused deputy",
    change: set("definition", "executionRoleArn", `arn:aws:iam::${foreign}:role/execution`),
  },
  {
    name: "certificate-of-another-account",
    from: "supply chain",
    change: set("https", "certificateArn", `arn:aws:acm:us-east-2:${foreign}:certificate/1`),
  },
  {
    name: "peering-with-another-account",
    from: "EC2, peering",
    change: add("peering", "aws:ec2/vpcPeeringConnection:VpcPeeringConnection", {
      vpcId: "vpc-1",
      peerVpcId: "vpc-9",
      peerOwnerId: foreign,
    }),
  },
  {
    name: "endpoint-service-for-everybody",
    from: "PrivateLink",
    change: add("offer", "aws:ec2/vpcEndpointService:VpcEndpointService", {
      acceptanceRequired: false,
      allowedPrincipals: ["*"],
    }),
  },
  {
    name: "endpoint-service-for-another-account",
    from: "PrivateLink",
    change: add(
      "offer",
      "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple",
      { vpcEndpointServiceId: "vpce-svc-1", principalArn: `arn:aws:iam::${foreign}:root` },
    ),
  },
  {
    name: "endpoint-to-an-unknown-service",
    from: "PrivateLink",
    change: set(
      "endpoint-kms",
      "serviceName",
      "com.amazonaws.vpce.us-east-2.vpce-svc-0123456789abcdef0",
    ),
  },
  {
    name: "secret-policy-for-another-account",
    from: "resource policies",
    change: add("secret-policy", "aws:secretsmanager/secretPolicy:SecretPolicy", {
      secretArn: "arn:aws:secretsmanager:us-east-2:111122223333:secret:web-AbCdEf",
      policy: document({
        ...anybody,
        Principal: { AWS: foreign },
        Action: "secretsmanager:GetSecretValue",
      }),
    }),
  },
  {
    name: "secret-policy-for-everybody",
    from: "resource policies",
    change: add("secret-policy", "aws:secretsmanager/secretPolicy:SecretPolicy", {
      secretArn: "arn:aws:secretsmanager:us-east-2:111122223333:secret:web-AbCdEf",
      policy: document({ ...anybody, Action: "secretsmanager:*" }),
    }),
  },
  {
    name: "secret-policy-inline-for-everybody",
    from: "resource policies",
    change: set(
      "secret",
      "policy",
      document({ ...anybody, Action: "secretsmanager:GetSecretValue" }),
    ),
  },
  {
    name: "queue-policy-for-everybody",
    from: "Checkov CKV_AWS_168",
    change: add("queue-policy", "aws:sqs/queuePolicy:QueuePolicy", {
      queueUrl: "q",
      policy: document({ ...anybody, Action: "sqs:*" }),
    }),
  },
  {
    name: "topic-policy-for-everybody",
    from: "Checkov CKV_AWS_169",
    change: add("topic-policy", "aws:sns/topicPolicy:TopicPolicy", {
      arn: "arn:aws:sns:us-east-2:111122223333:alarms",
      policy: document({ ...anybody, Action: "sns:Subscribe" }),
    }),
  },
  {
    name: "topic-for-buckets-of-anybody",
    from: "confused deputy",
    change: set(
      "topic",
      "policy",
      document({ ...anybody, Principal: { Service: "s3.amazonaws.com" }, Action: "sns:Publish" }),
    ),
  },
  {
    name: "function-for-everybody",
    from: "Security Hub Lambda.1",
    change: add("permission", "aws:lambda/permission:Permission", {
      action: "lambda:InvokeFunction",
      function: "f",
      principal: "*",
    }),
  },
  {
    name: "function-for-buckets-of-anybody",
    from: "Security Hub Lambda.1",
    change: add("permission", "aws:lambda/permission:Permission", {
      action: "lambda:InvokeFunction",
      function: "f",
      principal: "s3.amazonaws.com",
    }),
  },
  {
    name: "bus-policy-for-everybody",
    from: "Checkov",
    change: add("bus", "aws:cloudwatch/eventBusPolicy:EventBusPolicy", {
      policy: document({ ...anybody, Action: "events:PutEvents" }),
    }),
  },
  {
    name: "registry-policy-for-another-account",
    from: "ECR, registry permissions",
    change: add("registry", "aws:ecr/registryPolicy:RegistryPolicy", {
      policy: document({
        ...anybody,
        Principal: { AWS: `arn:aws:iam::${foreign}:root` },
        Action: ["ecr:ReplicateImage", "ecr:CreateRepository"],
      }),
    }),
  },
];
