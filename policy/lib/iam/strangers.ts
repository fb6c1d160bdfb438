import { elbAccounts } from "../accounts";
import { isForeign, type World } from "../world";
import type { Statement } from "./document";
import { applies, isAbout, type Requester } from "./evaluate";
import { instanceOf } from "./patterns";
import { distinct, satisfying } from "./satisfying";
import {
  accountsLike,
  arnsLike,
  foreignAccountsIn,
  isNamed,
  type Owned,
  type Question,
  stranger,
  strangersValues,
} from "./strangers-context";

/** Who from outside may act, by the statement that lets them. */
export interface Admission {
  readonly statement: Statement;
  readonly kind: "everybody" | "account" | "service" | "federated";
}

/**
 * Strangers whom a resource policy lets act. For each Allow statement requests from outside are invented that it
 * covers and no Deny refuses: every admission is proven by a request.
 *
 * @param owned whose resource the requests are about; an endpoint also leads to resources of others
 */
export function admissions(
  statements: readonly Statement[],
  world: World,
  owned: Owned = "own",
): readonly Admission[] {
  const kept = answers.get(world) ?? new WeakMap<readonly Statement[], Answers>();
  answers.set(world, kept);
  const found = kept.get(statements) ?? new Map<Owned, readonly Admission[]>();
  kept.set(statements, found);
  const answer = found.get(owned) ?? newAdmissions(statements, world, owned);
  found.set(owned, answer);
  return answer;
}

/** Many resources have the same document, and several rules ask about it. */
type Answers = Map<Owned, readonly Admission[]>;
const answers = new WeakMap<World, WeakMap<readonly Statement[], Answers>>();

function newAdmissions(
  statements: readonly Statement[],
  world: World,
  owned: Owned,
): readonly Admission[] {
  const denials = statements.filter(({ effect }) => effect === "Deny");
  return statements.flatMap((statement): Admission[] => {
    if (statement.effect !== "Allow" || statement.partlyUnknown) return [];
    const admitted = strangersTo(statement, world).find((requester) =>
      isAdmitted(statement, denials, { requester, world, owned }),
    );
    return admitted === undefined ? [] : [{ statement, kind: kindOf(admitted) }];
  });
}

/** Outsiders that a statement is for, the least known first. */
function strangersTo(statement: Statement, world: World): Requester[] {
  const named = foreignAccountsIn(statement, world);
  const accounts = [stranger.account, ...named, ...accountsLike(statement, world)];
  const requesters: Requester[] = [
    { kind: "anonymous" },
    ...accounts.map((account): Requester => ({
      kind: "identity",
      account,
      arn: `arn:aws:iam::${account}:role/stranger`,
    })),
    ...(statement.conditions.some(({ key }) => /^aws:principal(isaws)?service/.test(key))
      ? [anyService]
      : []),
    ...statement.principals.flatMap(({ type, value }): Requester[] => {
      if (type === "Service") return [{ kind: "service", name: value }];
      if (type === "Federated") {
        // Users of the own SAML provider are the own users.
        const isOwn = value.includes(":saml-provider/") && !isForeign(world, value);
        return isOwn ? [] : [{ kind: "federated", provider: value }];
      }
      if (type === "CanonicalUser") return [{ kind: "identity", account: "", arn: value }];
      return isForeign(world, value) ? [identityOf(value)] : [];
    }),
  ];
  return requesters.filter(
    (one) =>
      isAbout(statement, one) &&
      !isLogDelivery(statement, one) &&
      !(one.kind === "service" && isForOwnFolder(statement, world)),
  );
}

/** For statements that admit services by a condition. */
const anyService: Requester = { kind: "service", name: `${stranger.name}.amazonaws.com` };

function identityOf(arn: string): Requester {
  const account = /\d{12}/.exec(arn)?.[0] ?? "";
  return { kind: "identity", account, arn };
}

/** Elastic Load Balancing writes access logs from accounts of AWS in older regions. */
function isLogDelivery({ actions }: Statement, requester: Requester): boolean {
  return (
    requester.kind === "identity" &&
    elbAccounts.has(requester.account) &&
    actions.every((action) => action === "s3:PutObject")
  );
}

/** Services write logs below the id of the account that they are of: `AWSLogs/111122223333/`. */
function isForOwnFolder({ resources }: Statement, world: World): boolean {
  return (
    resources.length > 0 &&
    resources.every((resource) => {
      const account = /\/(\d{12})\//.exec(resource)?.[1];
      return account !== undefined && !isForeign(world, account);
    })
  );
}

function isAdmitted(
  statement: Statement,
  denials: readonly Statement[],
  { requester, world, owned }: Question,
): boolean {
  const others = denials.flatMap((one) => one.conditions);
  const conditions = [...statement.conditions, ...others];
  const values = distinct(
    strangersValues(conditions, { requester, world, owned }),
    statement.conditions,
    others,
  );
  return actionsOf(statement, denials).some((action) =>
    resourcesOf(statement, owned).some((resource) =>
      satisfying(values, (context) => {
        const request = { requester, action, resource, context };
        return applies(statement, request) && !denials.some((denial) => applies(denial, request));
      }),
    ),
  );
}

/** An action for each pattern. `*` becomes one of the service that the refusals are about. */
function actionsOf({ actions, notActions }: Statement, denials: readonly Statement[]): string[] {
  const services = denials.flatMap((denial) =>
    denial.actions.map((action) => action.split(":")[0] ?? ""),
  );
  const any = `${services.find((service) => service !== "*") ?? "any"}:Action`;
  if (notActions.length > 0) return [any];
  return actions.map((action) => (action === "*" ? any : instanceOf(action, "X")));
}

/** A resource for each pattern that can be about one of the owner in question. */
function resourcesOf({ resources, notResources }: Statement, owned: Owned): string[] {
  const patterns = notResources.length > 0 || resources.length === 0 ? ["*"] : resources;
  return owned === "foreign"
    ? patterns.flatMap((pattern) => arnsLike(pattern, [stranger.account]))
    : patterns.map((pattern) => instanceOf(pattern, "x"));
}

function kindOf(requester: Requester): Admission["kind"] {
  if (requester.kind === "service" || requester.kind === "federated") return requester.kind;
  return isNamed(requester) ? "account" : "everybody";
}
