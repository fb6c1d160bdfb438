/** Injected faults of calls to the stand-in cloud: delays, errors, broken connections. */
import type { Wait } from "../../cloud/types";
import { nameOfUrn, typeOfUrn } from "../../report/types";

/** Provider calls that faults can affect. */
export const methods = [
  "configure",
  "check",
  "diff",
  "create",
  "read",
  "update",
  "delete",
  "invoke",
  "construct",
] as const;
export type Method = (typeof methods)[number];

/** One call. */
export interface Call {
  readonly method: Method;
  /** URN of the resource; the token of an invoke; the type of a configured provider. */
  readonly subject: string;
  readonly preview: boolean;
}

/** Selects calls: all given fields must match. */
export interface CallPattern {
  readonly method?: Method;
  /** A part of the resource's type and name (`aws:ecs/service:Service::web`), or the whole subject. */
  readonly subject?: string;
}

export interface Fault extends CallPattern {
  /**
   * `refuse`: the call fails before it takes effect. `lose`: it takes effect and the answer is lost.
   * `hangUp`: the connection breaks before it takes effect. `die`: the providers' process ends.
   * `rollBack`: the new tasks of a service do not become healthy. `supersede`: another deployment takes its place.
   */
  readonly kind: "refuse" | "lose" | "hangUp" | "die" | NonNullable<Wait["fault"]>;
  /** The n-th matching call, from 1. Defaults to 1. */
  readonly nth?: number;
  /** Defaults to a sentence that names the injected fault. */
  readonly message?: string;
}

export interface Delay extends CallPattern {
  readonly milliseconds: number;
}

export interface Control {
  readonly faults: readonly Fault[];
  readonly delays: readonly Delay[];
  /** Record all calls. */
  readonly record: boolean;
}

export const calm: Control = { faults: [], delays: [], record: false };

/** Counts calls and chooses the fault of each. */
export class Controller {
  #control: Control = calm;
  #fitting: number[] = [];
  readonly #calls: Call[] = [];
  /** The process is about to end: ignore further calls. */
  dying = false;

  set(control: Control): void {
    this.#control = control;
    this.#fitting = control.faults.map(() => 0);
    this.#calls.length = 0;
  }

  get calls(): readonly Call[] {
    return this.#calls;
  }

  /** The fault of this call, if any. Call once for each call. */
  faultOf(call: Call): Fault | undefined {
    if (this.#control.record) this.#calls.push(call);
    let striking: Fault | undefined;
    for (const [index, fault] of this.#control.faults.entries()) {
      if (!concerns(fault, call)) continue;
      const count = (this.#fitting[index] ?? 0) + 1;
      this.#fitting[index] = count;
      if (count === (fault.nth ?? 1)) striking ??= fault;
    }
    return striking;
  }

  /** Delay of this call in milliseconds; none in a preview. */
  delayOf(call: Call): number {
    if (call.preview) return 0;
    return this.#control.delays.find((delay) => fits(delay, call))?.milliseconds ?? 0;
  }
}

/** The faults that no recorded call matched often enough. */
export function neverStruck(faults: readonly Fault[], calls: readonly Call[]): Fault[] {
  return faults.filter(
    (fault) => calls.filter((call) => concerns(fault, call)).length < (fault.nth ?? 1),
  );
}

/** Previews are spared; only a write is followed by a wait. */
function concerns(fault: Fault, call: Call): boolean {
  const isWait = fault.kind === "rollBack" || fault.kind === "supersede";
  const waits = call.method === "create" || call.method === "update";
  return !call.preview && (waits || !isWait) && fits(fault, call);
}

function fits(pattern: CallPattern, { method, subject }: Call): boolean {
  return (
    (pattern.method === undefined || pattern.method === method) &&
    (pattern.subject === undefined ||
      pattern.subject === subject ||
      withoutParents(subject).includes(pattern.subject))
  );
}

/** `urn:pulumi:test::drydock::awsx:ec2:Vpc$aws:ec2/vpc:Vpc::network` is `aws:ec2/vpc:Vpc::network`. */
export function withoutParents(subject: string): string {
  if (!subject.startsWith("urn:")) return subject;
  return `${typeOfUrn(subject)}::${nameOfUrn(subject)}`;
}
