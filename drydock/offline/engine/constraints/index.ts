/** Everything the stand-in cloud refuses, by resource type. */
import type { PropertyBag } from "../../capture/types";
import { unknownValue } from "../../capture/wire";
import { CloudRefusal } from "../cloud/refusal";
import type { CloudObject } from "../cloud/store";
import type { CheckFailure } from "../provider/types";
import { ecs } from "./ecs";
import { identity } from "./identity";
import { images } from "./images";
import { loadBalancing } from "./load-balancing";
import { network } from "./network";
import { other } from "./other";
import { storage } from "./storage";
import {
  type Constraints,
  type Reference,
  refusalText,
  type Situation,
  type TypeConstraints,
  type Unique,
} from "./types";
import { display, parseJson, textsAt, valuesAt } from "../values";

export const constraints: Constraints = {
  ...ecs,
  ...identity,
  ...images,
  ...loadBalancing,
  ...network,
  ...other,
  ...storage,
};

export const constraintsOf = (type: string): TypeConstraints => constraints[type] ?? {};

/** What the provider's check says about the inputs alone. */
export function inputProblems(type: string, inputs: PropertyBag): CheckFailure[] {
  const { required = [], exclusive = [], oneOf = {}, texts = {}, json = [] } = constraintsOf(type);
  const given = (property: string) => inputs[property] !== undefined && inputs[property] !== null;
  return [
    ...required
      .filter((property) => !given(property))
      .map((property) => ({ property, reason: `Missing required argument: "${property}"` })),
    ...exclusive.flatMap((group) => {
      const [first = "", ...others] = group.filter(given);
      return others.length === 0
        ? []
        : [{ property: first, reason: `conflicts with ${others.join(", ")}: give one of them` }];
    }),
    ...Object.entries(oneOf).flatMap(([path, allowed]) =>
      valuesAt(inputs, path)
        .filter((value) => value !== unknownValue && !allowed.some((choice) => choice === value))
        .map((value) => ({
          property: path,
          reason: `expected one of ${allowed.join(", ")}, got ${JSON.stringify(value)}`,
        })),
    ),
    ...Object.entries(texts).flatMap(([path, { most, pattern }]) =>
      textsAt(inputs, path).flatMap((value) => [
        ...(value.length > most
          ? [
              {
                property: path,
                reason: `has ${value.length} characters, at most ${most} are allowed`,
              },
            ]
          : []),
        ...(pattern === undefined || pattern.test(value)
          ? []
          : [
              {
                property: path,
                reason: `${JSON.stringify(value)} does not match ${pattern.source}`,
              },
            ]),
      ]),
    ),
    ...json.flatMap((path) =>
      textsAt(inputs, path)
        .filter((value) => parseJson(value) === undefined)
        .map(() => ({ property: path, reason: "contains an invalid JSON document" })),
    ),
  ];
}

/** @throws CloudRefusal as AWS would refuse to make it */
export function refuseCreate(situation: Situation): void {
  const rules = constraintsOf(situation.object.type);
  for (const reference of rules.references ?? []) refuseMissing(situation, reference);
  for (const unique of rules.unique ?? []) refuseTaken(situation, unique);
  rules.onWrite?.(situation);
  rules.onCreate?.(situation);
}

/** @throws CloudRefusal as AWS would refuse the change */
export function refuseUpdate(situation: Situation): void {
  const rules = constraintsOf(situation.object.type);
  for (const reference of rules.references ?? []) refuseMissing(situation, reference);
  for (const unique of rules.unique ?? []) refuseTaken(situation, unique);
  rules.onWrite?.(situation);
}

/** @throws CloudRefusal as AWS would refuse to delete it */
export function refuseDelete(situation: Situation): void {
  const { store, object } = situation;
  constraintsOf(object.type).onDelete?.(situation);
  for (const [type, { references = [] }] of Object.entries(constraints)) {
    for (const reference of references) {
      if (reference.to !== object.type || reference.inUse === undefined) continue;
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
    if (store.ofType(to).some((other) => valueOf(other, by) === value || other.id === value))
      continue;
    if (outside?.test(value) === true) continue;
    throw refusal(missing, { value });
  }
}

function refuseTaken({ store, object }: Situation, { by, taken }: Unique): void {
  const values = by.map((path) => JSON.stringify(valuesAt(object.inputs, path)));
  if (values.every((value) => value === "[]")) return;
  const twin = store
    .ofType(object.type)
    .find(
      (other) =>
        (other.id !== object.id ||
          other.generation !== object.generation ||
          other.urn !== object.urn) &&
        by.every((path, index) => JSON.stringify(valuesAt(other.inputs, path)) === values[index]),
    );
  if (twin !== undefined) throw refusal(taken, object.inputs);
}

/** Fills `{property}` in a table's text. */
function refusal(text: string, inputs: PropertyBag, more = ""): CloudRefusal {
  const [code, message] = refusalText(text);
  const filled = message.replace(/\{([\w.]+)\}/g, (_all, path: string) =>
    valuesAt(inputs, path).map(display).join(", "),
  );
  return new CloudRefusal(code, filled + more);
}
