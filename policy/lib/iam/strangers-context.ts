import { addressRange, firstAddress, isWithin, isWorldWide } from "../addresses";
import { accountOf } from "../accounts";
import { isForeignAccount, isForeignOrganization, type World } from "../world";
import { arnParts } from "./conditions";
import type { Condition, Statement } from "./document";
import type { Requester } from "./evaluate";
import { hasWildcard, instanceOf, literalStart, matches } from "./patterns";
import type { Candidates } from "./satisfying";

/** Whose resource a request is about. */
export type Owned = "own" | "foreign";

/** Somebody whom no policy means: names that nobody has written down. */
export const stranger = {
  account: "999900009999",
  name: "qzstranger",
  organization: "o-qzstranger",
} as const;

/** Who asks, in which world, and for whose resource. */
export interface Question {
  readonly requester: Requester;
  readonly world: World;
  readonly owned: Owned;
}

/** Foreign accounts that a statement names, as principal or in a condition. */
export function foreignAccountsIn(
  { principals, conditions }: Pick<Statement, "principals" | "conditions">,
  world: World,
): string[] {
  const texts = [
    ...principals.map(({ value }) => value),
    ...conditions.flatMap(({ values }) => values),
  ];
  const accounts = texts.flatMap((text) => accountOf(text) ?? []);
  return [...new Set(accounts)].filter((account) => isForeignAccount(world, account));
}

/** Accounts of strangers that conditions on the requester's account match by a wildcard: `1111*`. */
export function accountsLike(
  { conditions }: Pick<Statement, "conditions">,
  world: World,
): string[] {
  const values = conditions.filter(({ key }) => ofRequester.test(key)).flatMap((one) => one.values);
  return accountsMatching(values, world);
}

const ofRequester = /^(aws:principalaccount|kms:calleraccount)$/;

/**
 * The values a stranger can present under each condition key of some conditions. A stranger chooses freely what a
 * client sends, and has an account, organization, network and addresses, but never the own ones.
 */
export function strangersValues(conditions: readonly Condition[], question: Question): Candidates {
  const byKey = new Map<string, Condition[]>(alwaysThere.map((key) => [key, []]));
  for (const condition of conditions) {
    byKey.set(condition.key, [...(byKey.get(condition.key) ?? []), condition]);
  }
  const named = foreignAccountsIn({ principals: [], conditions }, question.world);
  return new Map(
    [...byKey].map(([key, on]) => {
      const kind = kinds.find(({ keys }) => keys.test(key))?.values ?? freeValues;
      const values = on.flatMap((one) => one.values);
      return [key, [...new Set(kind({ ...question, on, values, named, all: conditions }))]];
    }),
  );
}

/** Keys that policy variables name without a condition on them. */
const alwaysThere = ["aws:principalaccount", "aws:principalarn", "aws:resourceaccount"];

interface Asked extends Question {
  /** Foreign accounts that conditions name, under this key or another. */
  readonly named: readonly string[];
  readonly on: readonly Condition[];
  readonly values: readonly string[];
  /** The conditions under all keys. */
  readonly all: readonly Condition[];
}

type Values = (asked: Asked) => (string | undefined)[];

/** Condition keys by the property of a requester that they hold: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const kinds: readonly { readonly keys: RegExp; readonly values: Values }[] = [
  { keys: ofRequester, values: ownAccountValues },
  { keys: /^aws:principalarn$/, values: principalArns },
  { keys: /^aws:principalisawsservice$/, values: isServiceValues },
  { keys: /^aws:principalservicename(slist)?$/, values: serviceNames },
  { keys: /^(aws|s3):resourceaccount$/, values: resourceAccounts },
  { keys: /^aws:resourceorg(id|paths)$/, values: resourceOrganizations },
  { keys: /^aws:(principal|source)org(id|paths)$/, values: organizations },
  { keys: /^(aws:source(account|owner)|s3:dataaccesspointaccount)$/, values: sourceAccounts },
  { keys: /^aws:sourcevpce?$/, values: networks },
  { keys: /^aws:userid$/, values: userIds },
  { keys: /^aws:sourceip$/, values: addresses },
  { keys: /^elasticfilesystem:accessedviamounttarget$/, values: mounts },
  { keys: /^cognito-identity\.amazonaws\.com:aud$/, values: pools },
  {
    keys: /:(sub|repository|repository_id|repository_owner_id|job_workflow_ref)$/,
    values: subjects,
  },
  { keys: /^kms:encryptioncontext:/, values: encryptionContexts },
  { keys: /arn$/, values: sourceArns },
];

function ownAccountValues({ requester }: Asked): (string | undefined)[] {
  return [requester.kind === "identity" ? requester.account : undefined];
}

function principalArns({ requester, values }: Asked): (string | undefined)[] {
  if (requester.kind !== "identity") return [undefined];
  const ofAccount = values.flatMap((value) => arnsLike(value, [requester.account]));
  return [requester.arn, ...ofAccount];
}

function isServiceValues({ requester }: Asked): string[] {
  return [String(requester.kind === "service")];
}

function serviceNames({ requester }: Asked): (string | undefined)[] {
  return [requester.kind === "service" ? requester.name : undefined];
}

/** The own account where the resource is ours; while it is unknown, the one that is named. */
function resourceAccounts({ owned, world, requester, values }: Asked): string[] {
  if (owned === "foreign") {
    return [requester.kind === "identity" ? requester.account : stranger.account];
  }
  return world.own.size > 0 ? [...world.own] : [...values, "own"];
}

function resourceOrganizations({ owned, values }: Asked): (string | undefined)[] {
  return owned === "foreign" ? [undefined, stranger.organization] : [undefined, ...values];
}

function organizations({ values, world }: Asked): (string | undefined)[] {
  const others = values.filter((value) => {
    const [organization = ""] = value.split("/");
    return hasWildcard(organization) || isForeignOrganization(world, organization);
  });
  return [
    undefined,
    stranger.organization,
    `${stranger.organization}/r-1/ou-1/`,
    ...others.map((value) => instanceOf(value, stranger.name)),
  ];
}

function sourceAccounts(asked: Asked): (string | undefined)[] {
  return [undefined, ...strangersAccounts(asked)];
}

function strangersAccounts({ world, values, named }: Asked): string[] {
  return [stranger.account, ...named, ...accountsMatching(values, world)];
}

function accountsMatching(values: readonly string[], { own }: World): string[] {
  return values
    .filter(hasWildcard)
    .map((value) => fitted(value, "9".repeat(12)))
    .filter((account) => !own.has(account) && matchesAny(values, account));
}

/** A pattern's text in the length of an account id. */
function fitted(pattern: string, digits: string): string {
  const literal = pattern.replaceAll(/[*?]/g, "").length;
  const [start = "", ...rest] = pattern.split("*");
  const end = rest.join("");
  return instanceOf(start + digits.slice(0, Math.max(0, 12 - literal)) + end, "9").slice(0, 12);
}

function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => matches(pattern, text));
}

/** True for an account that a statement names. It is let into the network as well, for all that anybody knows. */
export function isNamed(requester: Requester): boolean {
  return requester.kind === "identity" && requester.account !== stranger.account;
}

function mounts(asked: Asked): (string | undefined)[] {
  return [undefined, "false", ...(isNamed(asked.requester) ? ["true"] : [])];
}

function networks(asked: Asked): (string | undefined)[] {
  const { values } = asked;
  if (isNamed(asked.requester)) return freeValues(asked);
  const open = values.filter(hasWildcard).map((value) => instanceOf(value, stranger.name));
  return [undefined, `vpc-${stranger.name}`, `vpce-${stranger.name}`, ...open];
}

/** A stranger has a pool as well; guests of the own pool are strangers where a condition is about them. */
function pools({ values, all }: Asked): string[] {
  const isAboutGuests = all.some(
    (one) => one.key.endsWith(".amazonaws.com:amr") && one.values.includes("unauthenticated"),
  );
  return [stranger.name, ...(isAboutGuests ? values : [])];
}

/** An identity's unique id starts with 21 characters that nobody chooses. */
function userIds({ values }: Asked): string[] {
  const open = values.filter((value) => hasWildcard(value) && literalStart(value).length < 16);
  return [stranger.name, ...open.map((value) => instanceOf(value, stranger.name))];
}

function addresses(asked: Asked): (string | undefined)[] {
  const { values } = asked;
  const elsewhere = ["203.0.113.99", "192.0.2.99", "198.51.100.99", "2001:db8::99"].filter(
    (address) => !values.some((value) => isWithin(value, address)),
  );
  const within =
    isWorldWide(values) || isNamed(asked.requester)
      ? values.flatMap((value) => {
          const range = addressRange(value);
          return range === undefined ? [] : [firstAddress(range)];
        })
      : [];
  return [undefined, ...elsewhere, ...within];
}

/** A subject names its owner when a part that the issuer gives to one customer is written out. */
const namesOwner = /^[^:*?]+:[^:/*?]+[:/]/;

function subjects({ values }: Asked): (string | undefined)[] {
  const open = values.filter((value) => hasWildcard(value) && !namesOwner.test(value));
  return [undefined, stranger.name, ...open.map((value) => instanceOf(value, stranger.name))];
}

function encryptionContexts(asked: Asked): (string | undefined)[] {
  // A service says what it works on; everybody else sends the context that they like.
  return asked.requester.kind === "service" ? sourceArns(asked) : freeValues(asked);
}

/** ARNs of a stranger's resources, and free text where a key holds no ARN. */
function sourceArns(asked: Asked): (string | undefined)[] {
  const isArn = asked.values.some((value) => value.startsWith("arn:"));
  if (!isArn) return freeValues(asked);
  const accounts = strangersAccounts(asked);
  return [
    undefined,
    resourceOf(stranger.account),
    ...asked.values.flatMap((value) => arnsLike(value, accounts)),
  ];
}

/**
 * ARNs of given accounts that a pattern matches. An ARN without account belongs to whoever has its name: one
 * that is written out is the own, unless another account is named beside it.
 */
export function arnsLike(pattern: string, accounts: readonly string[]): string[] {
  const parts = arnParts(pattern);
  if (parts.length < 6) {
    return accounts.map(resourceOf);
  }
  const filled = parts.map((part) => instanceOf(part, stranger.name));
  const [account = "", name = ""] = parts.slice(4);
  if (account === "") {
    const isOpen = literalStart(name).length < leastNamed && hasWildcard(name);
    return isOpen || accounts.some((one) => one !== stranger.account) ? [filled.join(":")] : [];
  }
  return accounts
    .filter((one) => matches(account, one))
    .map((one) => [...filled.slice(0, 4), one, filled[5]].join(":"));
}

/** A resource that nobody has written down. */
function resourceOf(account: string): string {
  return `arn:aws:any:us-east-1:${account}:${stranger.name}`;
}

/** Characters of a name that must be written out before a wildcard, for the name to say anything. */
export const leastNamed = 3;

/** Values that a client chooses freely. */
function freeValues({ on, values }: Pick<Asked, "on" | "values">): (string | undefined)[] {
  const isOrdered = on.some(({ operator }) => /numeric|date/i.test(operator));
  const around = ["-1", "1e15", "1970-01-01T00:00:00Z", "2970-01-01T00:00:00Z"];
  return [
    undefined,
    stranger.name,
    ...values.map((value) => instanceOf(value, stranger.name)),
    ...(isOrdered ? around : ["true", "false"]),
  ];
}
