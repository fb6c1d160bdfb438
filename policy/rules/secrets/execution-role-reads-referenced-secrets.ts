import { namedValues, secretArnOf } from "../../lib/containers";
import type { Statement } from "../../lib/iam/document";
import { allowsAction, coversResource } from "../../lib/iam/evaluate";
import { hasWildcard, matches } from "../../lib/iam/patterns";
import { containersOf } from "../../lib/model/ecs";
import { documentsOf, type RoleDocument } from "../../lib/model/grants";
import { secretsBehind } from "../../lib/model/secrets";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readString } from "../../lib/reading";
import { stackRule, type StackCheck } from "../../lib/rule";

const read = "secretsmanager:GetSecretValue";

export const executionRoleReadsReferencedSecrets = stackRule({
  name: "execution-role-reads-referenced-secrets",
  row: 71,
  title:
    "An execution role reads exactly the secrets its task refers to, and the task role none of them",
  severity: "high",
  why: "A wider grant hands one service another's secrets; a narrower one keeps its tasks from starting.",
  fix: "Grant the execution role secretsmanager:GetSecretValue on the ARNs of those secrets, and the task role not.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  decidedBy: "drydock:services.{name}.secrets",
  kinds: ["taskDefinition", "role", "rolePolicy", "policy", "secret"],
  check(check) {
    for (const definition of check.stack.ofKind("taskDefinition")) {
      const execution = check.stack.reference(definition, "executionRoleArn", "role");
      const task = check.stack.reference(definition, "taskRoleArn", "role");
      const arns = referencedArns(definition);
      if (execution !== undefined) {
        if (arns === undefined) checkByEdges(check, definition, execution);
        else checkByValue(check, { definition, role: execution, arns });
      }
      if (task !== undefined && task !== execution && arns !== undefined) {
        checkTaskRole(check, { definition, role: task, arns });
      }
    }
  },
});

/** The secrets a task refers to by ARN; nothing while its containers are unknown. */
function referencedArns(definition: StackResource): readonly string[] | undefined {
  const containers = containersOf(definition);
  if (containers === undefined) return undefined;
  const references = containers.flatMap((container) => [
    ...namedValues(container, "secrets").map(({ value }) => value),
    known(readString(container.definition, "repositoryCredentials.credentialsParameter")) ?? "",
  ]);
  return references.filter((value) => value.includes(":secretsmanager:")).map(secretArnOf);
}

interface RoleCheck {
  readonly definition: StackResource;
  readonly role: StackResource;
  readonly arns: readonly string[];
}

function grantsOf(documents: readonly RoleDocument[]): readonly Statement[] {
  return documents
    .flatMap((document) => document.statements)
    .filter((statement) => allowsAction(statement, read));
}

/** The grants of a role; undefined, and deferred, while one of its documents is unknown. */
function knownGrants(check: StackCheck, role: StackResource): readonly Statement[] | undefined {
  const documents = documentsOf(check.stack, role);
  if (!documents.some((document) => document.unknown)) return grantsOf(documents);
  check.defer(role, "policy");
  return undefined;
}

function checkByValue(check: StackCheck, { definition, role, arns }: RoleCheck): void {
  const grants = knownGrants(check, role);
  if (grants === undefined) return;
  const say = sayOf(check, definition);
  if (!arns.every((arn) => grants.some((one) => coversResource(one, arn)))) {
    say("has an execution role that cannot read all its secrets");
  }
  const wanted = new Set(arns);
  if (grants.some((one) => readsMore(one, wanted))) {
    say("has an execution role that can read more than its secrets");
  }
}

const sayOf =
  ({ report }: StackCheck, definition: StackResource) =>
  (problem: string): void => {
    report(definition, { problem, property: "executionRoleArn" });
  };

/** True when a grant also covers secrets that nobody refers to. */
function readsMore({ resources, notResources }: Statement, wanted: ReadonlySet<string>): boolean {
  return notResources.length > 0 || resources.some((pattern) => !names(pattern, wanted));
}

/** True for a wanted ARN, also with the wildcard for the six characters that AWS appends to a name. */
function names(pattern: string, wanted: ReadonlySet<string>): boolean {
  if (wanted.has(pattern)) return true;
  const suffix = /-\?{6}$|-\*$/;
  if (!suffix.test(pattern) || hasWildcard(pattern.replace(suffix, ""))) return false;
  return [...wanted].some((arn) => matches(pattern, arn));
}

/** A first preview: values are unknown, but not the resources they are computed from. */
function checkByEdges(check: StackCheck, definition: StackResource, role: StackResource): void {
  const { stack, defer } = check;
  const wanted = secretsBehind(stack, definition, "containerDefinitions");
  const documents = documentsOf(stack, role);
  const granted = new Set(
    documents
      .filter((document) => document.unknown)
      .flatMap(({ owner, property }) => [...secretsBehind(stack, owner, property)]),
  );
  const say = sayOf(check, definition);
  if ([...wanted].some((secret) => !granted.has(secret)) && grantsOf(documents).length === 0) {
    say("has an execution role that is not computed from all its secrets");
  }
  if ([...granted].some((secret) => !wanted.has(secret))) {
    say("has an execution role that is computed from secrets it does not refer to");
  }
  if (grantsOf(documents).some((one) => coversResource(one, anySecret))) {
    say("has an execution role that can read every secret");
  }
  defer(definition, "containerDefinitions");
}

const anySecret = "arn:aws:secretsmanager:any:999900009999:secret:qzstranger-AbCdEf";

function checkTaskRole(check: StackCheck, { definition, role, arns }: RoleCheck): void {
  const grants = knownGrants(check, role) ?? [];
  if (arns.some((arn) => grants.some((one) => coversResource(one, arn)))) {
    check.report(definition, {
      problem: "has a task role that reads the secrets ECS already hands it",
      property: "taskRoleArn",
    });
  }
}
