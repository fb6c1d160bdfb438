/** Runs components in a test and looks at what they registered. */
import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  type Capture,
  type CapturedResource,
  type PropertyBag,
  type PropertyValue,
  capture,
  isBag,
} from "../../drydock/offline/capture";

/** How a test runs a program. */
export interface ProgramOptions {
  readonly project?: string;
  /** Defaults to false: realistic ids and ARNs. */
  readonly preview?: boolean;
  /** Defaults to `aws:region: us-east-2`. */
  readonly config?: Readonly<Record<string, string>>;
  readonly secretKeys?: readonly string[];
  /** Defaults to `test`. */
  readonly stack?: string;
}

/** The resources that a component (or any program) registered, without the stack itself, and ways to find them. */
export class Registered {
  constructor(readonly capture: Capture) {}

  /** In registration order. */
  get resources(): readonly CapturedResource[] {
    return this.capture.resources.filter(({ type }) => type !== "pulumi:pulumi:Stack");
  }

  /** `<type> <name>` of everything, sorted: what two modes must agree on. */
  get names(): string[] {
    return this.resources.map(({ type, name }) => `${type} ${name}`).sort();
  }

  /** All resources of a type. The token may be shortened to its end, for example `ecs/service:Service`. */
  all(type: string): CapturedResource[] {
    return this.resources.filter((one) => one.type === type || one.type.endsWith(`:${type}`));
  }

  /** The one resource of a type, or of a type and a name. Fails when there is none or there are more. */
  one(type: string, name?: string): CapturedResource {
    const found = this.all(type).filter((one) => name === undefined || one.name === name);
    const [first] = found;
    if (first !== undefined && found.length === 1) return first;
    const what = name === undefined ? type : `${type} ${name}`;
    assert.fail(`Expected one ${what}, found ${found.length} in:\n${this.names.join("\n")}`);
  }

  /** The direct children of a resource. */
  childrenOf(parent: CapturedResource): CapturedResource[] {
    return this.resources.filter((one) => one.parent === parent.urn);
  }

  /** Names of the resources that a URN list stands for: shorter to compare than URNs. */
  namesOf(urns: readonly string[]): string[] {
    return urns.map((urn) => urn.split("::").slice(3).join("::")).sort();
  }

  /** An input that is JSON text, parsed. */
  json(resource: CapturedResource, property: string): unknown {
    const parsed: unknown = JSON.parse(textOf(resource.inputs, property));
    return parsed;
  }
}

/** A property that has to be text. */
export function textOf(properties: PropertyBag, property: string): string {
  const value = properties[property];
  assert.ok(typeof value === "string", `${property} is not text: ${JSON.stringify(value)}`);
  return value;
}

/**
 * Runs a program and returns what it registered. An outputs bag that the program returns can be read
 * in `capture.outputs`; a resource is none.
 */
export async function register(
  program: () => unknown,
  options: ProgramOptions = {},
): Promise<Registered> {
  const { project = "drydock", preview = false, stack = "test", secretKeys = [] } = options;
  const config = options.config ?? { "aws:region": "us-east-2" };
  const outputs = async (): Promise<unknown> => {
    const returned = await program();
    return pulumi.Resource.isInstance(returned) ? undefined : returned;
  };
  return new Registered(await capture({ project, stack, preview, config, secretKeys }, outputs));
}

/**
 * Runs a program in both modes, fails when they register different resources, and returns the update's:
 * what a resource inside `apply` would give away.
 */
export async function registerInBothModes(
  program: () => unknown,
  options: Omit<ProgramOptions, "preview"> = {},
): Promise<{ readonly preview: Registered; readonly update: Registered }> {
  const preview = await register(program, { ...options, preview: true });
  const update = await register(program, { ...options, preview: false });
  assert.deepEqual(update.names, preview.names, "preview and update register different resources");
  return { preview, update };
}

/**
 * Every place where a canary (or any text) shows in plain: `<type> <name> inputs.<path>`. A path that the
 * program marked as secret does not count.
 */
export function plainSightings({ capture: captured }: Registered, canary: string): string[] {
  const found: string[] = [];
  const look = (bag: PropertyBag, secrets: readonly string[], where: string): void => {
    for (const path of pathsWith(bag, canary)) {
      const covered = secrets.some((secret) => path === secret || startsInside(path, secret));
      if (!covered) found.push(`${where}.${path}`);
    }
  };
  for (const one of captured.resources) {
    const where = `${one.type} ${one.name}`;
    look(one.inputs, one.secretPaths, `${where} inputs`);
    look(one.outputs, one.secretOutputPaths, `${where} outputs`);
    if (one.name.includes(canary)) found.push(`${where} name`);
  }
  for (const { token, args } of captured.invokes) look(args, [], `invoke ${token}`);
  return found;
}

const startsInside = (path: string, secret: string): boolean =>
  path.startsWith(`${secret}.`) || path.startsWith(`${secret}[`);

/** Paths of the text values that contain a text. */
function pathsWith(value: PropertyValue, text: string, path = ""): string[] {
  if (typeof value === "string") return value.includes(text) ? [path] : [];
  if (Array.isArray(value)) {
    return value.flatMap((item: PropertyValue, index) =>
      pathsWith(item, text, `${path}[${index}]`),
    );
  }
  if (!isBag(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    pathsWith(item, text, path === "" ? key : `${path}.${key}`),
  );
}
