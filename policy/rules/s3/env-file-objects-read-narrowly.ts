import type { Statement } from "../../lib/iam/document";
import { allowsAction, coversResource } from "../../lib/iam/evaluate";
import { matches } from "../../lib/iam/patterns";
import { isReached, type Parts } from "../../lib/iam/reach";
import { type EnvFile, envFilesOf } from "../../lib/model/env-files";
import { documentsOf } from "../../lib/model/grants";
import { answeredOnce, type StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { stackRule } from "../../lib/rule";

const read = "s3:GetObject";

export const envFileObjectsReadNarrowly = stackRule({
  name: "env-file-objects-read-narrowly",
  row: 66,
  title:
    "An execution role reads exactly the environment files of its task, and no other role does",
  severity: "medium",
  why: "A wider grant hands one service's settings to another; a narrower one keeps its tasks from starting.",
  fix: "Grant the execution role s3:GetObject on the ARNs of its environment files and on nothing else there.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html",
  kinds: ["taskDefinition", "bucketObject", "role", "rolePolicy", "policy"],
  check({ stack, report, defer }) {
    const managed: EnvFile[] = [];
    for (const definition of stack.ofKind("taskDefinition")) {
      const files = envFilesOf(stack, definition);
      if (files === undefined) {
        if (stack.dependenciesOf(definition, "containerDefinitions", "bucketObject").length > 0) {
          defer(definition, "containerDefinitions");
        }
        continue;
      }
      managed.push(...files.filter(({ bucket }) => bucket !== undefined));
      const role = stack.reference(definition, "executionRoleArn", "role");
      if (role === undefined || files.length === 0) continue;
      const problem = problemOf(stack, role, files);
      if (problem === "unknown") defer(role, "policy");
      else if (problem !== undefined) {
        report(definition, { problem, property: "executionRoleArn" });
      }
    }
    for (const role of stack.ofKind("role")) {
      if (executionRoles(stack).has(role)) continue;
      const reader = documentsOf(stack, role).find(({ statements }) =>
        statements.some((one) => readsOne(one, managed)),
      );
      if (reader === undefined) continue;
      report(reader.owner, {
        problem: "lets a role that starts no task read environment files",
        property: reader.property,
      });
    }
  },
});

function problemOf(
  stack: StackModel,
  role: StackResource,
  files: readonly EnvFile[],
): string | undefined {
  const documents = documentsOf(stack, role);
  if (documents.some(({ unknown }) => unknown)) return "unknown";
  const statements = documents.flatMap((one) => one.statements);
  const granting = statements.filter((one) => allowsAction(one, read));
  if (!files.every(({ arn }) => granting.some((one) => coversResource(one, arn)))) {
    return "has an execution role that cannot read all its environment files";
  }
  const buckets = [...new Set(files.map((file) => file.bucketName))];
  const others = granting.some(
    ({ resources, notResources }) =>
      notResources.length > 0 ||
      resources
        .filter((pattern) => buckets.some((bucket) => isReached(pattern, objectsOf(bucket))))
        .some((pattern) => !files.some(({ arn }) => isThatFile(pattern, arn))),
  );
  return others ? "has an execution role that can read more than its environment files" : undefined;
}

/**
 * True for the file's own ARN, and for a pattern that leaves single characters open: a file whose key
 * holds a hash of its content is read in an older content when a deployment is rolled back.
 */
function isThatFile(pattern: string, arn: string): boolean {
  return pattern === arn || (!pattern.includes("*") && matches(pattern, arn));
}

function objectsOf(bucket: string): Parts {
  return ["s3", "", "", `${bucket}/*`];
}

/** True when a statement lets one of these files be read. */
function readsOne(statement: Statement, files: readonly EnvFile[]): boolean {
  if (files.length === 0 || !allowsAction(statement, read)) return false;
  return files.some(
    ({ bucketName, key }) =>
      statement.notResources.length > 0 ||
      statement.resources.some((one) => isReached(one, ["s3", "", "", `${bucketName}/${key}`])),
  );
}

const executionRoles = answeredOnce(
  (stack): ReadonlySet<StackResource> =>
    new Set(
      stack
        .ofKind("taskDefinition")
        .flatMap((definition) => stack.references(definition, "executionRoleArn", "role").targets),
    ),
);
