import { accountOf, awsAccounts } from "./accounts";
import { keptByObject } from "./kept";
import type { StackResource } from "./model/stack-resource";
import { type Text, textsOf } from "./texts";
import { isForeignAccount, type World } from "./world";

/** A value that names an account. */
interface AccountReference {
  /** Where the value is. */
  readonly property: string;
  readonly account: string;
}

/** Values of a resource that name an account of somebody else. */
export function foreignReferences(
  resource: StackResource,
  world: World,
): readonly AccountReference[] {
  return accountReferences(resource).filter(({ account }) => isForeignAccount(world, account));
}

/** Values of a resource that name an account, but for those of AWS. */
const accountReferences = keptByObject((resource: StackResource): readonly AccountReference[] =>
  textsOf(resource).flatMap((text) => {
    const account = accountIn(text);
    if (account === undefined || awsAccounts.has(account)) return [];
    return [{ property: text.property, account }];
  }),
);

/** Properties whose value may be a bare account id. */
const holdsAccount = /(owner|account|principal|registry)s?(ids?|arns?)?$/i;

const registry = /^(\d{12})\.dkr[.-]ecr[.-]/;
const queueUrl = /^https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/(\d{12})\//;

/** An ARN inside of another text: the function in the address of an authorizer. */
const innerArn = /\barn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/;

function accountIn({ key, value }: Text): string | undefined {
  const named = registry.exec(value)?.[1] ?? queueUrl.exec(value)?.[1];
  if (named !== undefined) return named;
  if (value.startsWith("arn:") || holdsAccount.test(key)) {
    const account = accountOf(value);
    if (account !== undefined) return account;
  }
  return value.includes("arn:") ? innerArn.exec(value)?.[1] : undefined;
}

/** The property of a list of principals or accounts that has everybody in it. */
export const admitsAnybody = keptByObject((resource: StackResource): string | undefined => {
  // A snapshot's accounts have a rule of their own, and the policies of endpoints as well.
  if (resource.kind === "databaseSnapshot") return undefined;
  return textsOf(resource).find(
    ({ key, value }) =>
      (value === "*" && /principals?(arns?)?$/i.test(key)) ||
      (/^all$/i.test(value) && /(account(_?ids?|s)|^groups?)$/i.test(key)),
  )?.property;
});
