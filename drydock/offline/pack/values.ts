/** Values as the engine sends them to policies. */
import { runtime } from "@pulumi/pulumi";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { WireValue } from "./types";

const { specialSigKey, specialResourceSig } = runtime;

type JavaScriptValue = Parameters<typeof Struct.fromJavaScript>[0][string];

const isList = (value: WireValue): value is readonly WireValue[] => Array.isArray(value);

/** A mutable copy: the protobuf library's types do not take readonly arrays. */
function engineValue(value: WireValue): JavaScriptValue {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map(engineValue);
  if (value[specialSigKey] === specialResourceSig) return engineValue(referenceOf(value));
  return engineProperties(value);
}

/**
 * A resource as a value, such as a component's output. The engine sends policies its id instead, or
 * its URN if it has no id: the policy SDK does not support references and would fail.
 */
function referenceOf(reference: Readonly<Record<string, WireValue>>): WireValue {
  const { id, urn = null } = reference;
  return typeof id === "string" && id !== "" ? id : urn;
}

/** A property bag without undefined properties, which do not exist on the wire. */
export function engineProperties(
  bag: Readonly<Record<string, WireValue | undefined>>,
): Record<string, JavaScriptValue> {
  const result: Record<string, JavaScriptValue> = {};
  for (const [key, item] of Object.entries(bag)) {
    if (item !== undefined) result[key] = engineValue(item);
  }
  return result;
}
