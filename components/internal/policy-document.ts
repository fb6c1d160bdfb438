import * as pulumi from "@pulumi/pulumi";
import { type ArnScope, regionalArn } from "./arns";

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

/** Denies everybody actions on a resource that come without TLS. */
export const tlsOnly = (actions: string, resources: PolicyValues): PolicyStatement => ({
  sid: "DenyUnencryptedTransport",
  effect: "Deny",
  principals: "*",
  actions,
  resources,
  conditions: { Bool: { "aws:SecureTransport": "false" } },
});

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
  // One Output for the whole text: each costs some twenty promises, and a large stack has many statements.
  const late = [...new Set(statements.flatMap(lateValues))];
  return pulumi.output(late).apply((values) => {
    const known = new Map(late.map((one, index) => [one, values[index] ?? []]));
    return documentText(statements, (value) =>
      typeof value === "string" ? value : (known.get(value) ?? []),
    );
  });
}

/** A value that is no list of values. */
type SingleValue = Exclude<PolicyValues, readonly unknown[]>;
type LateValue = Exclude<SingleValue, string>;

const isList = (values: PolicyValues): values is pulumi.Input<string>[] => Array.isArray(values);

const singleValues = (values: PolicyValues): readonly SingleValue[] =>
  isList(values) ? values : [values];

/** What a statement says that may be known only after other resources exist. */
function lateValues(statement: PolicyStatement): LateValue[] {
  const { actions, resources = [], principals = {}, conditions = {} } = statement;
  const maps = [...(principals === "*" ? [] : [principals]), ...Object.values(conditions)];
  return [actions, resources, ...maps.flatMap((map) => Object.values(map))]
    .flatMap(singleValues)
    .filter((value) => typeof value !== "string");
}

function documentText(
  statements: readonly PolicyStatement[],
  textsOf: (value: SingleValue) => string | readonly string[],
): string {
  // Always a list: AWS reads one value and a list of one alike.
  const list = (values: PolicyValues) => [...new Set(singleValues(values).flatMap(textsOf))].sort();
  const map = (values: Readonly<Record<string, PolicyValues>>) => sortedMap(values, list);
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ sid, effect, principals, actions, resources, conditions }) => ({
      Sid: sid,
      Effect: effect ?? "Allow",
      Principal: principals === undefined || principals === "*" ? principals : map(principals),
      Action: list(actions),
      Resource: resources && list(resources),
      Condition: conditions && sortedMap(conditions, map),
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
export function taskTrustPolicy(scope: ArnScope): pulumi.Output<string> {
  return serviceTrustPolicy({
    service: "ecs-tasks.amazonaws.com",
    accountId: scope.accountId,
    sourceArn: regionalArn(scope, "ecs", "*"),
  });
}

function sortedMap<Value, Result>(
  record: Readonly<Record<string, Value>>,
  result: (value: Value) => Result,
): Record<string, Result> {
  const sorted = Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, value]) => [key, result(value)]));
}
