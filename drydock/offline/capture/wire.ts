/** Converts between the engine's wire format of properties and plain data. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { mapValues } from "../../config/map-values";
import type { PropertyBag, PropertyValue } from "./types";
import { isBag, isList, unknownValue } from "./values";

const { specialSigKey, specialSecretSig, specialAssetSig, specialOutputValueSig } = pulumi.runtime;

type JavaScriptValue = Parameters<typeof Struct.fromJavaScript>[0][string];

/** Plain properties and the paths of those that were secret. */
export interface Unwrapped {
  readonly properties: PropertyBag;
  readonly secretPaths: readonly string[];
}

/** Removes the secret markers and returns their paths. */
export function unwrap(wire: PropertyBag): Unwrapped {
  const secretPaths: string[] = [];
  const properties = mapValues(wire, (value, key) => unwrapValue(value, key, secretPaths));
  return { properties, secretPaths };
}

function unwrapValue(value: PropertyValue, path: string, secretPaths: string[]): PropertyValue {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) {
    return value.map((item, index) => unwrapValue(item, `${path}[${index}]`, secretPaths));
  }
  if (value[specialSigKey] === specialSecretSig) {
    secretPaths.push(path);
    return unwrapValue(value["value"] ?? null, path, []);
  }
  if (value[specialSigKey] === specialAssetSig) return withHash(value);
  return mapValues(value, (item, key) => unwrapValue(item, `${path}.${key}`, secretPaths));
}

/** Like the engine, identify an asset by the SHA-256 of its content. */
function withHash(asset: PropertyBag): PropertyBag {
  const { path, text } = asset;
  const content = typeof path === "string" ? readFileSync(path) : text;
  if (typeof content !== "string" && !Buffer.isBuffer(content)) return asset;
  return { ...asset, hash: createHash("sha256").update(content).digest("hex") };
}

/** Marks a value as secret on the wire. */
export function secret(value: PropertyValue): PropertyBag {
  return { [specialSigKey]: specialSecretSig, value };
}

/** True for a value that is marked as secret on the wire. */
export function isSecret(value: PropertyValue | undefined): value is PropertyBag {
  return isBag(value) && value[specialSigKey] === specialSecretSig;
}

/**
 * Turns secret and unknown values into Outputs, and whole properties with dependencies: so the engine hands them to a transform.
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/source_eval.go (upgradeOutputValues)
 */
export function withOutputs(
  wire: PropertyBag,
  dependencies: Readonly<Record<string, readonly string[]>>,
): PropertyBag {
  return mapValues(wire, (value, key) => {
    const output = asOutput(value);
    const urns = dependencies[key] ?? [];
    if (urns.length === 0) return output;
    return { ...(isOutput(output) ? output : outputOf({ value: output })), dependencies: urns };
  });
}

/** Undoes `withOutputs`, for values of a transform too. */
export function withoutOutputs(wire: PropertyBag): {
  readonly properties: PropertyBag;
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
} {
  const dependencies: Record<string, readonly string[]> = {};
  const properties = mapValues(wire, (value, key) => {
    const urns = new Set<string>();
    const plain = withoutOutput(value, urns);
    if (urns.size > 0) dependencies[key] = [...urns];
    return plain;
  });
  return { properties, dependencies };
}

function asOutput(value: PropertyValue): PropertyValue {
  if (value === unknownValue) return outputOf({});
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map(asOutput);
  if (!isSecret(value)) return mapValues(value, asOutput);
  const inner = value["value"] ?? null;
  return outputOf({ ...(inner === unknownValue ? {} : { value: inner }), secret: true });
}

function withoutOutput(value: PropertyValue, urns: Set<string>): PropertyValue {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map((item) => withoutOutput(item, urns));
  if (!isOutput(value)) return mapValues(value, (item: PropertyValue) => withoutOutput(item, urns));
  const { value: inner, secret: hidden, dependencies } = value;
  for (const urn of isList(dependencies) ? dependencies : []) {
    if (typeof urn === "string") urns.add(urn);
  }
  const plain = inner === undefined ? unknownValue : withoutOutput(inner, urns);
  return hidden === true ? secret(plain) : plain;
}

/** An Output on the wire. Without a value it is unknown. */
const outputOf = (parts: PropertyBag): PropertyBag => ({
  [specialSigKey]: specialOutputValueSig,
  ...parts,
});

const isOutput = (value: PropertyValue): value is PropertyBag =>
  isBag(value) && value[specialSigKey] === specialOutputValueSig;

/** A property bag from its protobuf form. */
export function fromStruct(struct: Struct | undefined): PropertyBag {
  return struct === undefined ? {} : struct.toJavaScript();
}

/** The protobuf form of a property bag. */
export function toStruct(properties: PropertyBag): Struct {
  return Struct.fromJavaScript(toJavaScriptObject(properties));
}

/** A mutable copy: the protobuf library's types do not take readonly arrays. */
function toJavaScript(value: PropertyValue): JavaScriptValue {
  if (value === null || typeof value !== "object") return value;
  return isList(value) ? value.map(toJavaScript) : toJavaScriptObject(value);
}

function toJavaScriptObject(bag: PropertyBag): Record<string, JavaScriptValue> {
  return mapValues(bag, toJavaScript);
}
