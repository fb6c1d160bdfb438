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
  const repositories = repositoriesOf(containers);
  return [
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [pulumi.interpolate`${needs.logGroupArn}:*`],
    },
    ...grant("LogInToRegistry", {
      actions: "ecr:GetAuthorizationToken",
      // This action has no resource types:
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
      resources: repositories.length === 0 ? [] : ["*"],
    }),
    ...grant("PullImages", {
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      resources: repositories,
    }),
    ...variableGrants(containers, region),
    ...fileGrants(needs),
  ];
}

/** Secrets and parameters, and registry credentials, which are secrets. */
function variableGrants(
  containers: readonly ContainerSettings[],
  region: string,
): PolicyStatement[] {
  const variables = containers.flatMap(({ secrets }) => Object.values(secrets));
  const secrets = variables.filter(({ secretArn }) => secretArn !== undefined);
  const parameters = variables.filter(({ parameterArn }) => parameterArn !== undefined);
  const keysOf = (some: typeof variables) => some.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []);
  return [
    ...grant("ReadSecrets", {
      actions: "secretsmanager:GetSecretValue",
      resources: [
        ...secrets.flatMap(({ secretArn }) => secretArn ?? []),
        ...containers.flatMap(({ credentialsSecretArn }) => credentialsSecretArn ?? []),
      ],
    }),
    ...decrypt("DecryptSecrets", `secretsmanager.${region}`, [
      ...keysOf(secrets),
      ...containers.flatMap(({ credentialsKmsKeyArn }) => credentialsKmsKeyArn ?? []),
    ]),
    ...grant("ReadParameters", {
      actions: "ssm:GetParameters",
      resources: parameters.flatMap(({ parameterArn }) => parameterArn ?? []),
    }),
    ...decrypt("DecryptParameters", `ssm.${region}`, keysOf(parameters)),
  ];
}

function fileGrants({ containers, region, envFileKmsKeyArn }: ExecutionNeeds): PolicyStatement[] {
  const files = containers.flatMap(({ envFileArns }) => envFileArns);
  const keys = files.length === 0 || envFileKmsKeyArn === undefined ? [] : [envFileKmsKeyArn];
  return [
    ...grant("ReadEnvironmentFiles", {
      actions: "s3:GetObject",
      // Of a pinned file every content: the tasks of the revision that a failed deployment goes back to
      // read an older one. EnvFiles refuses another file whose key the pattern would cover.
      resources: files.map((file) => pulumi.output(file).apply(anyContent)),
    }),
    ...grant("LocateEnvironmentFiles", {
      actions: "s3:GetBucketLocation",
      resources: files.map((file) => pulumi.output(file).apply(bucketArn)),
    }),
    ...decrypt("DecryptEnvironmentFiles", `s3.${region}`, keys),
  ];
}

/** The ARN of the bucket that an object's ARN names. */
export function bucketArn(objectArn: string): string {
  const slash = objectArn.indexOf("/");
  return slash === -1 ? objectArn : objectArn.slice(0, slash);
}

/** A statement, where there is something that it is about. */
function grant(
  sid: string,
  statement: PolicyStatement & { readonly resources: pulumi.Input<string>[] },
): PolicyStatement[] {
  return statement.resources.length === 0 ? [] : [{ sid, ...statement }];
}

/** Decryption on behalf of one AWS service only. */
function decrypt(sid: string, via: string, keys: pulumi.Input<string>[]): PolicyStatement[] {
  return grant(sid, {
    actions: "kms:Decrypt",
    resources: keys,
    conditions: { StringEquals: { "kms:ViaService": `${via}.amazonaws.com` } },
  });
}
