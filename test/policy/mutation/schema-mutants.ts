import type { PackResource, WireProperties, WireValue } from "../../../drydock/offline/pack";
import { valueAt } from "./graph";
import { isList, isObject, placeText } from "./json-path";
import { type DeclaredInput, inputsOf } from "./schema";

/** A change of one input that the provider's schema offers, whether or not the program sets it. */
export interface SchemaMutant {
  readonly resource: PackResource;
  /** `networkConfiguration.assignPublicIp` */
  readonly place: string;
  /** The new value, in words. */
  readonly change: string;
  readonly changed: PackResource;
}

const foreign = "444455556666";

/** Inputs about protection, by their name and the first sentence of their documentation. */
const aboutProtection =
  /encrypt|kms|public|protect|\btls|\bssl|\blogs?\b|logging|audit|polic(y|ies)|cidr|\baccess|authent|authoriz|delet|destroy|retention|retain|backup|snapshot|scan|mutab|privileg|password|anonymous|internet|certificate|trust|principal|\biam\b|\bacl|owner|rotat|recover|versioning|exec/i;

/** What only names, orders or counts, says nothing about protection whatever its documentation mentions. */
const naming =
  /^(region|name|namePrefix|tags|tagsAll|description|triggers|id|comment|type|key|order|weight|priority)$/i;

/** Every weaker value of every input about protection, of one resource of each type. */
export function* schemaMutantsOf(resources: Iterable<PackResource>): Generator<SchemaMutant> {
  const seen = new Set<string>();
  for (const resource of resources) {
    if (!resource.type.startsWith("aws:") || seen.has(resource.type)) continue;
    seen.add(resource.type);
    for (const input of inputsOf(resource.type)) {
      const name = input.path.at(-1) ?? "";
      const [sentence = ""] = input.documentation.split(". ");
      if (input.path.some((step) => naming.test(step))) continue;
      if (!aboutProtection.test(`${input.path.join(" ")} ${sentence}`)) continue;
      const present = valueAt(resource.properties, input.path);
      for (const value of valuesFor(name, input, present)) {
        yield {
          resource,
          place: placeText(input.path),
          change: String(value),
          changed: withInput(resource, input, value),
        };
      }
    }
  }
}

function* valuesFor(
  name: string,
  { type, documentation }: DeclaredInput,
  present: WireValue | undefined,
): Generator<boolean | number | string> {
  const preset = /defaults?(?: value)?(?: to| is|:)?:? [`"]?(\w[\w.-]*)[`"]?/i.exec(
    documentation,
  )?.[1];
  const isSame = (value: boolean | number | string): boolean =>
    present === undefined
      ? String(value).toLowerCase() === preset?.toLowerCase()
      : JSON.stringify(present) === JSON.stringify(value);
  const offered: (boolean | number | string)[] = [];
  if (type === "boolean") offered.push(true, false);
  else if (type === "number" || (typeof present === "string" && /^\d+$/.test(present))) {
    offered.push(0, 1);
  } else if (/cidr|(^|[a-z])ips?$/i.test(name)) {
    offered.push(/ipv6/i.test(name) ? "::/0" : "0.0.0.0/0");
  } else if (/kms|keyid|keyarn|encryptionkey/i.test(name)) {
    offered.push(`arn:aws:kms:us-east-2:${foreign}:key/1`);
  } else if (/polic(y|ies)$/i.test(name) && !/Valid values/i.test(documentation)) {
    offered.push(open);
  } else if (/arn$/i.test(name)) offered.push(`arn:aws:any:us-east-2:${foreign}:of/somebody`);
  else if (/principals?$/i.test(name)) offered.push("*");
  else offered.push(...wordsIn(documentation));
  for (const value of offered) if (!isSame(value)) yield value;
}

const open = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

/** The choices that a documentation lists: "Valid values: `A`, `B` and `C`". */
function wordsIn(documentation: string): string[] {
  const list =
    /(?:valid|allowed|possible|supported|available)[^.`]*(?:values?|options?)[^`.]*((?:`[^`]+`[^`.]{0,12})+)|(?:must be|can be|one of|either)[^`.]*((?:`[^`]+`[^`.]{0,12})+)/i.exec(
      documentation,
    );
  const text = list?.[1] ?? list?.[2] ?? "";
  return [...text.matchAll(/`([\w:.*-]+)`/g)].map(([, word = ""]) => word);
}

function withInput(
  resource: PackResource,
  { path, isList }: DeclaredInput,
  value: boolean | number | string,
): PackResource {
  const to = isList ? [value] : value;
  return {
    ...resource,
    properties: bagWith(resource.properties, path, to),
    ...(resource.outputs === undefined ? {} : { outputs: bagWith(resource.outputs, path, to) }),
  };
}

/** A copy with a value at a path; what is not there on the way is made, `0` as a list. */
function bagWith(bag: WireProperties, [step = "", ...rest]: readonly string[], to: WireValue) {
  return { ...bag, [step]: rest.length === 0 ? to : within(bag[step], rest, to) };
}

function within(value: WireValue | undefined, path: readonly string[], to: WireValue): WireValue {
  const [step, ...rest] = path;
  if (step !== "0") return bagWith(isObject(value) ? value : {}, path, to);
  const [first, ...others] = isList(value) ? value : [];
  return [rest.length === 0 ? to : within(first, rest, to), ...others];
}
