import * as pulumi from "@pulumi/pulumi";

/** Values of one condition key, or of one kind of principal. */
export type PolicyValues = pulumi.Input<string> | pulumi.Input<pulumi.Input<string>[]>;

/** One statement of an IAM or resource policy. Values may be known only after other resources exist. */
export interface PolicyStatement {
  /** The statement's purpose; letters and digits only, unique in its document. */
  readonly sid?: string;
  /** Defaults to Allow. */
  readonly effect?: "Allow" | "Deny";
  /** Kind of principal (AWS, Service) to its values, or "*" for everyone. Only in resource policies. */
  readonly principals?: "*" | Readonly<Record<string, PolicyValues>>;
  /** Actions such as `s3:GetObject`. */
  readonly actions: PolicyValues;
  /** ARNs. Left out only in a role's trust policy. */
  readonly resources?: PolicyValues;
  /** Operator (StringEquals) to key (aws:SourceAccount) to values. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, PolicyValues>>>>;
}

/**
 * The JSON text of a policy with a stable order: statements as given, everything within a statement
 * sorted and without repeats, so that the same permissions always give the same text.
 *
 * Shape: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function policyDocument(statements: readonly PolicyStatement[]): pulumi.Output<string> {
  if (statements.length === 0) {
    throw new Error(
      "A policy needs at least one statement: leave the policy out where there is none.",
    );
  }
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({
      ...(statement.sid === undefined ? {} : { Sid: statement.sid }),
      Effect: statement.effect ?? "Allow",
      ...(statement.principals === undefined
        ? {}
        : { Principal: statement.principals === "*" ? "*" : valueMap(statement.principals) }),
      Action: valueList(statement.actions),
      ...(statement.resources === undefined ? {} : { Resource: valueList(statement.resources) }),
      ...(statement.conditions === undefined
        ? {}
        : {
            Condition: Object.fromEntries(
              sortedEntries(statement.conditions).map(([operator, keys]) => [
                operator,
                valueMap(keys),
              ]),
            ),
          }),
    })),
  });
}

/** Inputs for {@link serviceTrustPolicy}: the service that assumes the role, and the account and source it acts for. */
export interface ServiceTrust {
  /** The service principal, such as `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  /** The only account the service may act for. */
  readonly accountId: pulumi.Input<string>;
  /** Pattern of the ARNs the service may act for, such as `arn:aws:ecs:us-east-2:111122223333:*`. */
  readonly sourceArn: pulumi.Input<string>;
}

/**
 * A role's trust policy for one AWS service acting for this account only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function serviceTrustPolicy(trust: ServiceTrust): pulumi.Output<string> {
  return policyDocument([
    {
      actions: "sts:AssumeRole",
      principals: { Service: trust.service },
      conditions: {
        ArnLike: { "aws:SourceArn": trust.sourceArn },
        StringEquals: { "aws:SourceAccount": trust.accountId },
      },
    },
  ]);
}

/**
 * The trust policy of a task's roles: Amazon ECS, for tasks of this account in this region.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function taskTrustPolicy(scope: {
  readonly accountId: pulumi.Input<string>;
  readonly partition: pulumi.Input<string>;
  readonly region: string;
}): pulumi.Output<string> {
  return serviceTrustPolicy({
    service: "ecs-tasks.amazonaws.com",
    accountId: scope.accountId,
    sourceArn: pulumi.interpolate`arn:${scope.partition}:ecs:${scope.region}:${scope.accountId}:*`,
  });
}

function valueMap(values: Readonly<Record<string, PolicyValues>>) {
  return Object.fromEntries(sortedEntries(values).map(([key, list]) => [key, valueList(list)]));
}

/** Always a list: AWS reads one value and a list of one alike. */
function valueList(values: PolicyValues): pulumi.Output<string[]> {
  return pulumi
    .output(values)
    .apply((resolved) => [...new Set(Array.isArray(resolved) ? resolved : [resolved])].sort());
}

function sortedEntries<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
}
