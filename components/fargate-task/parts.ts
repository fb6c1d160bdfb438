/** The arguments that a task, a service and a job have in common. */
import { z } from "zod";
import { id, roleShape } from "../internal/common-arguments";
import { late, like } from "../internal/late";
import { argumentType } from "../model/check/argument-type";
import { containerShape, mainContainerShape } from "../model/container";
import { imageReference } from "../model/image";
import { actions } from "../model/permissions";
import { logRetentionDays, named, offByDefault, strict, variableName } from "../model/primitives";
import { secretSourceShape } from "../model/secret-reference";
import { stackService } from "../model/service";
import { stackContainerShape } from "../model/stack-container";
import { taskShape } from "../model/task";
import { mountShape } from "../model/volumes";

const secretVariable = argumentType(
  "SecretVariableArgs",
  "Where an environment variable gets its value from when a task starts: a secret or a parameter.",
  strict({
    secretArn: id
      .optional()
      .describe("The ARN of a Secrets Manager secret. Needed without parameterArn."),
    ...secretSourceShape,
    versionId: late(z.string())
      .optional()
      .describe("Pin one version by its id. Defaults to following the stage."),
    parameterArn: id
      .optional()
      .describe("The ARN of a Systems Manager parameter. Needed without secretArn."),
    kmsKeyArn: id
      .optional()
      .describe(
        "The customer-managed key that encrypts it. Defaults to the AWS-managed key, which needs no grant.",
      ),
  }),
);

const volume = argumentType(
  "VolumeArgs",
  "A folder of an EFS file system, mounted into a container through its own access point.",
  strict({
    fileSystem: z
      .string()
      .min(1)
      .describe(
        "A name for the file system: volumes that give the same one share its security-group rules.",
      ),
    fileSystemId: id.describe("The file system's id, known only after its mount targets exist."),
    fileSystemArn: id.describe("The file system's ARN."),
    securityGroupId: id.describe("The security group of its mount targets."),
    ...mountShape,
  }),
);

/** The arguments of every container, that of a job as well. */
export const containerArguments = argumentType(
  "ContainerArgs",
  "Arguments of every container, that of a job as well.",
  strict({
    image: late(imageReference).describe("The image, best with its digest."),
    repositoryArn: id
      .optional()
      .describe(
        "The ARN of the ECR repository the image is in, for the right to pull. Defaults to the one that a plain image reference names, and to none for another registry.",
      ),
    credentialsSecretArn: id
      .optional()
      .describe(
        "The ARN of a secret with username and password of a private registry. Defaults to none.",
      ),
    credentialsKmsKeyArn: id
      .optional()
      .describe(
        "The customer-managed key that encrypts those credentials. Defaults to the AWS-managed key.",
      ),
    ...z.object(containerShape).omit({ healthCheck: true, restartPolicy: true }).shape,
    environment: like(
      containerShape.environment,
      z.record(variableName, late(z.string())).default({}),
    ),
    envFileArns: z
      .array(id)
      .max(10)
      .default([])
      .describe("The S3 ARNs of environment files, at most 10. Defaults to none."),
    secrets: like(stackContainerShape.secrets, z.record(variableName, secretVariable).default({})),
    volumes: like(stackContainerShape.volumes, named(volume).default({})),
  }),
);

const statement = argumentType(
  "StatementArgs",
  "Something the code in the task may do in AWS.",
  strict({
    actions,
    resources: z.array(id).min(1).describe("ARNs they apply to."),
    conditions: z
      .record(z.string(), z.record(z.string(), z.array(late(z.string()))))
      .default({})
      .describe("IAM conditions: operator, key, values. Defaults to none."),
  }),
);

/** The arguments of every task, that of a job as well. */
export const runArguments = argumentType(
  "TaskArgs",
  "Arguments of every task, that of a job as well.",
  strict({
    family: z
      .string()
      .min(1)
      .optional()
      .describe(
        "The task definition's family: it stays, revisions count up. Defaults to the component's name.",
      ),
    region: z.string().min(1).describe("The region, for logs and ARNs."),
    logGroupName: z
      .string()
      .min(1)
      .optional()
      .describe("Name of the log group of all containers. Defaults to a generated name."),
    logRetentionDays: logRetentionDays
      .default(365)
      .describe("Days the log group keeps its events. Defaults to 365."),
    kmsKeyArn: id
      .optional()
      .describe(
        "The environment's customer-managed key: it encrypts the log group, environment files and ECS Exec sessions. Defaults to keys that AWS owns or manages.",
      ),
    ...z.object(taskShape).omit({ pidMode: true }).shape,
    execLogGroupName: late(z.string())
      .optional()
      .describe("The log group that keeps a record of ECS Exec sessions. Defaults to none."),
    systemControls: mainContainerShape.systemControls,
    permissions: like(stackService.shape.permissions, z.array(statement).default([])),
    deletable: offByDefault(
      "Whether the environment may be destroyed without a trace: task-definition revisions are then deregistered; otherwise old ones stay for a rollback.",
    ),
    ...roleShape,
    tags: z
      .record(z.string(), late(z.string()))
      .optional()
      .describe("Tags of every resource. Defaults to none."),
  }),
);
