/** What the stand-in cloud is told to do to calls: be slow, fail, or hang up. */
import { typeAndName } from "./urn";

/** The calls of a provider that can be disturbed. */
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

/** Which calls: every field that is given has to fit. */
export interface CallPattern {
  readonly method?: Method;
  /** A part of the resource's own type and name (`aws:ecs/service:Service::web`), or the whole subject. */
  readonly subject?: string;
}

export interface Fault extends CallPattern {
  /**
   * `refuse`: the call fails before anything happened. `lose`: it happens and the answer is lost.
   * `hangUp`: the connection breaks before anything happened. `die`: the process of the providers ends.
   */
  readonly kind: "refuse" | "lose" | "hangUp" | "die";
  /** The n-th fitting call, from 1. Defaults to 1. */
  readonly nth?: number;
  /** Defaults to a sentence that says it was asked for. */
  readonly message?: string;
}

export interface Delay extends CallPattern {
  readonly milliseconds: number;
}

export interface Control {
  readonly faults: readonly Fault[];
  readonly delays: readonly Delay[];
  /** Keep a list of all calls. */
  readonly record: boolean;
}

export const calm: Control = { faults: [], delays: [], record: false };

/** Counts calls and says what is to happen to each. */
export class Controller {
  #control: Control = calm;
  #fitting: number[] = [];
  readonly #calls: Call[] = [];
  /** The process is about to end: calls that arrive now are neither carried out nor answered. */
  dying = false;

  set(control: Control): void {
    this.#control = control;
    this.#fitting = control.faults.map(() => 0);
    this.#calls.length = 0;
  }

  get calls(): readonly Call[] {
    return this.#calls;
  }

  /** The fault that strikes this call, if any. To be asked once for each call. */
  faultOf(call: Call): Fault | undefined {
    if (this.#control.record) this.#calls.push(call);
    let striking: Fault | undefined;
    for (const [index, fault] of this.#control.faults.entries()) {
      if (call.preview || !fits(fault, call)) continue;
      const count = (this.#fitting[index] ?? 0) + 1;
      this.#fitting[index] = count;
      if (count === (fault.nth ?? 1)) striking ??= fault;
    }
    return striking;
  }

  /** Milliseconds that this call takes; calls of a preview take none. */
  delayOf(call: Call): number {
    if (call.preview) return 0;
    return this.#control.delays.find((delay) => fits(delay, call))?.milliseconds ?? 0;
  }
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
  const { type, name } = typeAndName(subject);
  return `${type}::${name}`;
}
