import { accountOf, awsAccounts } from "./accounts";
import { stringsOf } from "./json-document";
import type { StackResource } from "./model/stack-resource";
import type { Properties } from "./reading";
import { type Text, textsOf } from "./texts";
import { isForeignAccount, type World } from "./world";

/** A value that names an account which is neither own nor trusted. */
interface ForeignReference {
  /** Where the value is. */
  readonly property: string;
  readonly account: string;
}

/** Values of a resource that name an account of somebody else. */
export function foreignReferences(
  resource: StackResource,
  world: World,
): readonly ForeignReference[] {
  return textsOf(resource).flatMap((text): ForeignReference[] => {
    const account = accountIn(text);
    if (account === undefined || awsAccounts.has(account)) return [];
    return isForeignAccount(world, account) ? [{ property: text.property, account }] : [];
  });
}

/** Properties whose value may be a bare account id. */
const holdsAccount = /(owner|account|principal|registry)s?(ids?|arns?)?$/i;

function accountIn({ key, value }: Text): string | undefined {
  const registry = /^(\d{12})\.dkr[.-]ecr[.-]/.exec(value)?.[1];
  if (registry !== undefined) return registry;
  return value.startsWith("arn:") || holdsAccount.test(key) ? accountOf(value) : undefined;
}

/** The property of a list of principals that has everybody in it. */
export function admitsAnybody(properties: Properties): string | undefined {
  return Object.keys(properties).find(
    (key) => /principals?(arns?)?$/i.test(key) && stringsOf(properties[key]).includes("*"),
  );
}
