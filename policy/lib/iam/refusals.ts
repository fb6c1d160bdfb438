import type { Statement } from "./document";
import { decide, type Requester } from "./evaluate";

/** The values of a refused request under the keys that a refusal may ask for; undefined is to leave one out. */
export type Situation = ReadonlyMap<string, string | undefined>;

/** Requesters that a refusal for everybody must stop. */
const everybody: readonly Requester[] = [
  { kind: "anonymous" },
  { kind: "identity", account: "999900009999", arn: "arn:aws:iam::999900009999:role/stranger" },
];

/**
 * True when a document refuses actions on resources to everybody. A condition on anything but the given values, and
 * a part that is left out, disarms a refusal for some: such a statement does not count.
 */
export function refuses(
  statements: readonly Statement[],
  what: {
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly situation: Situation;
  },
): boolean {
  const { actions, resources, situation } = what;
  const forAll = statements.filter(
    ({ effect, conditions, notPrincipals, notActions, notResources }) =>
      effect === "Deny" &&
      notPrincipals === undefined &&
      notActions.length + notResources.length === 0 &&
      conditions.every(({ key }) => situation.has(key)),
  );
  const context = new Map(
    [...situation].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
  return everybody.every((requester) =>
    actions.every((action) =>
      resources.every(
        (resource) => decide(forAll, { requester, action, resource, context }) === "deny",
      ),
    ),
  );
}

/** The partitions of AWS, which are the second part of every ARN. */
const partitions = ["aws", "aws-cn", "aws-us-gov"];

/**
 * True when a document refuses every action of a service in the clear, on all of a resource.
 *
 * @param resources ARNs without their partition; undefined where they are not known, and any that it names will do
 */
export function refusesPlain(
  statements: readonly Statement[],
  of: { readonly service: string; readonly resources: readonly string[] | undefined },
): boolean {
  const refusals = statements.filter(({ effect }) => effect === "Deny");
  if (refusals.some(({ partlyUnknown }) => partlyUnknown)) return true;
  // An action nobody lists: the refusal must be of all, those of next year as well.
  const actions = [`${of.service}:AnyAction`];
  const situation = inTheClear;
  if (of.resources === undefined) {
    const own = refusals.flatMap(({ resources }) => resources);
    return own.some((resource) => refuses(refusals, { actions, situation, resources: [resource] }));
  }
  const names = of.resources;
  return partitions.some((partition) => {
    const resources = names.map((name) => `arn:${partition}:${name}`);
    return refuses(refusals, { actions, situation, resources });
  });
}

/** The context of a request over plain HTTP or NFS. Services of AWS only use TLS. */
export const inTheClear: Situation = new Map([
  ["aws:securetransport", "false"],
  ["aws:principalisawsservice", "false"],
  ["aws:viaawsservice", "false"],
]);
