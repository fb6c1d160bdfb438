/** Settings that an update found different from the state. Plain values, no Pulumi. */
import { isMap } from "../model/check/path";

type Values = Readonly<Record<string, unknown>>;

/** The inputs and outputs that the engine passes to a hook after an update. */
export interface Update {
  readonly oldInputs?: Values;
  readonly newInputs?: Values;
  readonly oldOutputs?: Values;
  readonly newOutputs?: Values;
}

/** The inputs that a deployment brings about, and that a rollback takes back. */
const deployedInputs = [
  "taskDefinition",
  "capacityProviderStrategies",
  "loadBalancers",
  "networkConfiguration",
  "serviceConnectConfiguration",
  "serviceRegistries",
];

/**
 * The settings that the state already had as asked for, so that nothing was deployed, and that the update then read
 * otherwise: the state held the plan of an update that failed.
 */
export function correctedSettings(update: Update): string[] {
  return deployedInputs.filter((key) => {
    const [planned, read] = [update.oldOutputs, update.newOutputs].map((side) =>
      canonical(side?.[key]),
    );
    const [former, asked] = [update.oldInputs, update.newInputs].map((side) =>
      canonical(side?.[key]),
    );
    // The state of the last update that succeeded: this one took something away.
    if (text(former) !== text(asked) && contains(planned, former)) return false;
    return contains(planned, asked) && text(planned) !== text(read);
  });
}

/** True if a deployment changed the task definition. */
export const changedTaskDefinition = ({ newInputs, oldOutputs }: Update): boolean =>
  newInputs?.["taskDefinition"] !== oldOutputs?.["taskDefinition"];

/** Without the bridge's own keys, and with lists in one order: most of them are sets. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(canonical).toSorted((left, right) => (text(left) < text(right) ? -1 : 1));
  }
  if (!isMap(value)) return value;
  const keys = Object.keys(value).filter((key) => key !== "__defaults");
  return Object.fromEntries(keys.sort().map((key) => [key, canonical(value[key])]));
}

/** True if everything of a value is in another, which the provider has completed. */
function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      whole.length === part.length &&
      part.every((one) => whole.some((other) => contains(other, one)))
    );
  }
  if (!isMap(part)) return text(whole) === text(part);
  return isMap(whole) && Object.entries(part).every(([key, value]) => contains(whole[key], value));
}

/** In a list, so that a missing value becomes a text, too. */
const text = (value: unknown): string => JSON.stringify([value]);
