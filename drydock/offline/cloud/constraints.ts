/** Refuses inputs and operations that AWS refuses, by the tables of the resource types. */
import type { PropertyBag } from "../capture/types";
import { unknownValue } from "../capture/values";
import declared from "./aws/declared-types.json";
import { modelOf, models } from "./models";
import { CloudRefusal } from "./refusal";
import type { CloudObject } from "./store";
import type { Reference, Situation, TextLimit, Unique } from "./types";
import { display, parseJson, textsAt, valuesAt } from "./values";

/** An input that the provider refuses. */
export interface InputProblem {
  readonly property: string;
  readonly reason: string;
}

const byType: Readonly<Record<string, readonly string[]>> = declared.required;

/** The required inputs of the AWS provider, by its published types. */
export const requiredInputs = (type: string): readonly string[] => byType[type] ?? [];

/** The problems that the provider's check finds in the inputs. */
export function inputProblems(type: string, inputs: PropertyBag): InputProblem[] {
  const { exclusive = [], oneOf = {}, texts = {}, json = [] } = modelOf(type);
  const given = (property: string) => (inputs[property] ?? null) !== null;
  return [
    ...requiredInputs(type)
      .filter((property) => !given(property))
      .map((property) => ({ property, reason: `Missing required argument: "${property}"` })),
    ...exclusive.flatMap((group) => {
      const [property = "", ...others] = group.filter(given);
      const reason = `conflicts with ${others.join(", ")}: give one of them`;
      return others.length === 0 ? [] : [{ property, reason }];
    }),
    ...Object.entries(oneOf).flatMap(([property, allowed]) =>
      valuesAt(inputs, property)
        .filter((value) => value !== unknownValue && !allowed.some((choice) => choice === value))
        .map((value) => ({
          property,
          reason: `expected one of ${allowed.join(", ")}, got ${JSON.stringify(value)}`,
        })),
    ),
    ...Object.entries(texts).flatMap(([property, limit]) =>
      textsAt(inputs, property).flatMap((value) =>
        textProblems(value, limit).map((reason) => ({ property, reason })),
      ),
    ),
    ...json.flatMap((property) =>
      textsAt(inputs, property)
        .filter((value) => parseJson(value) === undefined)
        .map(() => ({ property, reason: "contains an invalid JSON document" })),
    ),
  ];
}

function textProblems(value: string, { most, pattern }: TextLimit): string[] {
  return [
    ...(value.length > most ? [`has ${value.length} characters, at most ${most} are allowed`] : []),
    ...(pattern?.test(value) === false
      ? [`${JSON.stringify(value)} does not match ${pattern.source}`]
      : []),
  ];
}

/** @throws CloudRefusal as AWS would refuse to create it */
export function refuseCreate(situation: Situation): void {
  refuseWrite(situation);
  modelOf(situation.object.type).onCreate?.(situation);
}

/**
 * @param existing the object before the change; absent during creation
 * @throws CloudRefusal as AWS would refuse to create or change it
 */
export function refuseWrite(situation: Situation, existing?: CloudObject): void {
  const { references = [], unique = [], onWrite } = modelOf(situation.object.type);
  for (const reference of references) refuseMissing(situation, reference);
  for (const one of unique) refuseTaken(situation, one, existing);
  onWrite?.(situation);
}

/** @throws CloudRefusal as AWS would refuse to delete it */
export function refuseDelete(situation: Situation): void {
  const { store, object } = situation;
  modelOf(object.type).onDelete?.(situation);
  for (const [type, { references = [] }] of Object.entries(models)) {
    for (const reference of references) {
      if (reference.to !== object.type || reference.inUse === undefined) continue;
      if (reference.endedBy !== undefined && object.inputs[reference.endedBy] === true) continue;
      const own = valueOf(object, reference.by);
      const user = store
        .ofType(type)
        .find((other) => other !== object && textsAt(other.inputs, reference.path).includes(own));
      if (user === undefined) continue;
      throw refusal(reference.inUse, { value: own }, ` It is used by ${user.type} ${user.id}.`);
    }
  }
}

const valueOf = ({ id, state }: CloudObject, by: string | undefined): string => {
  const value = by === undefined ? id : state[by];
  return typeof value === "string" ? value : "";
};

function refuseMissing({ store, object }: Situation, reference: Reference): void {
  const { path, to, by, outside, missing } = reference;
  for (const value of textsAt(object.inputs, path)) {
    if (store.ofType(to).some((other) => valueOf(other, by) === value || other.id === value)) {
      continue;
    }
    if (outside?.test(value) === true) continue;
    throw refusal(missing, { value });
  }
}

function refuseTaken(
  { store, object }: Situation,
  { by, global, taken }: Unique,
  existing: CloudObject | undefined,
): void {
  const values = by.map((path) => JSON.stringify(valuesAt(object.inputs, path)));
  if (values.every((value) => value === "[]")) return;
  const twin = store
    .ofType(object.type)
    .find(
      (other) =>
        other !== existing &&
        (global === true || other.region === object.region) &&
        by.every((path, index) => JSON.stringify(valuesAt(other.inputs, path)) === values[index]),
    );
  if (twin !== undefined) throw refusal(taken, object.inputs);
}

/** Splits `Code: sentence` of the tables and fills `{property}`. */
function refusal(text: string, inputs: PropertyBag, more = ""): CloudRefusal {
  const colon = text.indexOf(": ");
  const filled = text
    .slice(colon + 2)
    .replace(/\{([\w.]+)\}/g, (_all, path: string) =>
      valuesAt(inputs, path).map(display).join(", "),
    );
  return new CloudRefusal(text.slice(0, colon), filled + more);
}
