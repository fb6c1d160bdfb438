/**
 * Actions that programs commonly grant on `*` though they can name a resource, which few programs have: besides these, those
 * that can name none (`drydock-policy/iam-reference`). In lower case.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const wildcardOnlyActions: ReadonlySet<string> = new Set([
  "ce:getcostandusage",
  "cloudwatch:getmetricdata",
  "cloudwatch:listmetrics",
  "cloudwatch:putmetricdata",
  "translate:translatetext",
]);
