import * as pulumi from "@pulumi/pulumi";
import { anyContent } from "../model/env-file-keys";
import type { PolicyStatement } from "../internal/policy-document";
import type { ContainerSettings } from "./containers";
import { repositoriesOf } from "./ecr-repository";

/** Inputs for the execution role's grants. */
export interface ExecutionNeeds {
  readonly containers: readonly ContainerSettings[];
  readonly region: string;
  /** The task's log group. */
  readonly logGroupArn: pulumi.Input<string>;
  /** The key that encrypts the environment files, where one does. */
  readonly envFileKmsKeyArn?: pulumi.Input<string>;
}

/**
 * Returns the least that Amazon ECS needs to start the task: write to the one log group, pull from the
 * repositories, read the secrets, parameters, registry credentials and environment files that the containers name,
 * and decrypt them with exactly their keys.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionGrants(needs: ExecutionNeeds): PolicyStatement[] {
  const { containers, region } = needs;
  const variables = containers.flatMap((container) => Object.values(container.secrets));
  const secretVariables = variables.filter((variable) => variable.secretArn !== undefined);
  const parameterVariables = variables.filter((variable) => variable.parameterArn !== undefined);
  const repositories = repositoriesOf(containers);
  const files = containers.flatMap((container) => container.envFileArns);
  const secrets = [
    ...secretVariables.flatMap((variable) => variable.secretArn ?? []),
    ...containers.flatMap((container) => container.credentialsSecretArn ?? []),
  ];
  const secretKeys = [
    ...secretVariables.flatMap((variable) => variable.kmsKeyArn ?? []),
    ...containers.flatMap((container) => container.credentialsKmsKeyArn ?? []),
  ];
  const fileKeys =
    files.length === 0 || needs.envFileKmsKeyArn === undefined ? [] : [needs.envFileKmsKeyArn];

  return [
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [pulumi.interpolate`${needs.logGroupArn}:*`],
    },
    ...grant(repositories, {
      sid: "LogInToRegistry",
      actions: "ecr:GetAuthorizationToken",
      // This action has no resource types:
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
      resources: "*",
    }),
    ...grant(repositories, {
      sid: "PullImages",
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      resources: repositories,
    }),
    ...grant(secrets, {
      sid: "ReadSecrets",
      actions: "secretsmanager:GetSecretValue",
      resources: secrets,
    }),
    ...decrypt({ sid: "DecryptSecrets", keys: secretKeys, via: `secretsmanager.${region}` }),
    ...grant(parameterVariables, {
      sid: "ReadParameters",
      actions: "ssm:GetParameters",
      resources: parameterVariables.flatMap((variable) => variable.parameterArn ?? []),
    }),
    ...decrypt({
      sid: "DecryptParameters",
      keys: parameterVariables.flatMap((variable) => variable.kmsKeyArn ?? []),
      via: `ssm.${region}`,
    }),
    ...grant(files, {
      sid: "ReadEnvironmentFiles",
      actions: "s3:GetObject",
      // Of a pinned file every content: the tasks of the revision that a failed deployment goes back to
      // read an older one. EnvFiles refuses another file whose key the pattern would cover.
      resources: files.map((file) => pulumi.output(file).apply(anyContent)),
    }),
    ...grant(files, {
      sid: "LocateEnvironmentFiles",
      actions: "s3:GetBucketLocation",
      resources: files.map((file) => pulumi.output(file).apply(bucketArn)),
    }),
    ...decrypt({ sid: "DecryptEnvironmentFiles", keys: fileKeys, via: `s3.${region}` }),
  ];
}

/** The ARN of the bucket that an object's ARN names. */
export function bucketArn(objectArn: string): string {
  const slash = objectArn.indexOf("/");
  return slash === -1 ? objectArn : objectArn.slice(0, slash);
}

function grant(needs: readonly unknown[], statement: PolicyStatement): PolicyStatement[] {
  return needs.length === 0 ? [] : [statement];
}

/** Decryption on behalf of one AWS service only. */
function decrypt(decryption: {
  readonly sid: string;
  readonly keys: pulumi.Input<string>[];
  readonly via: string;
}): PolicyStatement[] {
  return grant(decryption.keys, {
    sid: decryption.sid,
    actions: "kms:Decrypt",
    resources: decryption.keys,
    conditions: { StringEquals: { "kms:ViaService": `${decryption.via}.amazonaws.com` } },
  });
}
