/**
 * The contents of the stand-in cloud: one line of JSON for each change, written before the call's answer,
 * so that no created resource is lost when a process dies.
 */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { PropertyBag } from "../capture/types";
import { isBag } from "../capture/values";
import { DamagedCloudError } from "./errors";
import { parseJson, textAt } from "./values";

/** A resource in the cloud. */
export interface CloudObject {
  readonly type: string;
  readonly id: string;
  /** The URN that it was created for. */
  readonly urn: string;
  readonly name: string;
  readonly region: string;
  /** Number of earlier resources of the URN. */
  readonly generation: number;
  readonly inputs: PropertyBag;
  readonly state: PropertyBag;
}

type Change =
  | { readonly put: CloudObject }
  | { readonly remove: string }
  | { readonly made: Readonly<Record<string, number>> };

/** The identity of an object in the cloud. */
export type Identity = Pick<CloudObject, "type" | "id" | "region" | "state">;

/** Uses the ARN, since all revisions of a task definition share an id; without one, the region. */
export function keyOf({ type, id, region, state }: Identity): string {
  const arn = textAt(state, "arn");
  return `${type}|${arn === "" ? region : arn}|${id}`;
}

/** Parses a line of the file; undefined if invalid. */
function changeOf(line: string): Change | undefined {
  const value = parseJson(line);
  if (!isBag(value)) return undefined;
  const { put, remove, made } = value;
  if (typeof remove === "string") return { remove };
  if (isBag(made)) {
    const counts = Object.entries(made);
    return { made: Object.fromEntries(counts.map(([urn, count]) => [urn, Number(count)])) };
  }
  if (!isBag(put)) return undefined;
  const { generation, inputs, state } = put;
  const texts = { type: textAt(put, "type"), id: textAt(put, "id"), urn: textAt(put, "urn") };
  const place = { name: textAt(put, "name"), region: textAt(put, "region") };
  if (texts.type === "" || texts.urn === "" || typeof generation !== "number") return undefined;
  if (!isBag(inputs) || !isBag(state)) return undefined;
  return { put: { ...texts, ...place, generation, inputs, state } };
}

export class CloudStore {
  readonly #file: string;
  readonly #objects = new Map<string, CloudObject>();
  readonly #byType = new Map<string, Map<string, CloudObject>>();
  /** Number of resources ever created for each URN. */
  readonly #made = new Map<string, number>();

  /** @param options `readOnly` does not change the file, which another process may be writing */
  constructor(file: string, { readOnly = false }: { readonly readOnly?: boolean } = {}) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file)) {
      const lines = readFileSync(file, "utf8").split("\n");
      // A process that died while writing leaves an incomplete last line of an unanswered call.
      for (const [index, line] of lines.slice(0, -1).entries()) {
        const change = changeOf(line);
        if (change === undefined) throw new DamagedCloudError(file, index + 1);
        this.#apply(change);
      }
    }
    if (!readOnly) this.#compact();
  }

  /** The generation of the URN's next resource. */
  nextGeneration(urn: string): number {
    return this.#made.get(urn) ?? 0;
  }

  get(identity: Identity): CloudObject | undefined {
    const exact = this.#objects.get(keyOf(identity));
    if (exact !== undefined || "arn" in identity.state) return exact;
    // After an import only the id is known: take the newest object with it.
    const { type, id, region } = identity;
    return this.ofType(type).findLast((one) => one.id === id && one.region === region);
  }

  find(type: string, id: string): CloudObject | undefined {
    return this.ofType(type).find((object) => object.id === id);
  }

  ofType(type: string): readonly CloudObject[] {
    return [...(this.#byType.get(type)?.values() ?? [])];
  }

  all(): readonly CloudObject[] {
    return [...this.#objects.values()];
  }

  put(object: CloudObject): void {
    this.#write({ put: object });
  }

  remove(object: CloudObject): void {
    this.#write({ remove: keyOf(object) });
  }

  #write(change: Change): void {
    appendFileSync(this.#file, `${JSON.stringify(change)}\n`, { mode: 0o600 });
    this.#apply(change);
  }

  #apply(change: Change): void {
    if ("made" in change) {
      for (const [urn, count] of Object.entries(change.made)) this.#made.set(urn, count);
      return;
    }
    const key = "put" in change ? keyOf(change.put) : change.remove;
    const type = key.slice(0, key.indexOf("|"));
    const siblings = this.#byType.get(type) ?? new Map<string, CloudObject>();
    this.#byType.set(type, siblings);
    if ("put" in change) {
      const { urn, generation } = change.put;
      this.#objects.set(key, change.put);
      siblings.set(key, change.put);
      this.#made.set(urn, Math.max(this.#made.get(urn) ?? 0, generation + 1));
    } else {
      this.#objects.delete(key);
      siblings.delete(key);
    }
  }

  #compact(): void {
    const changes: Change[] = [
      ...this.all().map((put) => ({ put })),
      { made: Object.fromEntries(this.#made) },
    ];
    const unfinished = `${this.#file}.writing`;
    writeFileSync(unfinished, changes.map((change) => `${JSON.stringify(change)}\n`).join(""), {
      mode: 0o600,
    });
    renameSync(unfinished, this.#file);
  }
}
