/** Messages between the run of all fault points and its workers. */
import type { FaultPoint } from "./points";

/** To a worker: get a phase ready, or let one of its calls fail. */
export type ToWorker =
  | { readonly kind: "prepare"; readonly phase: string }
  | { readonly kind: "strike"; readonly point: FaultPoint };

export type FromWorker =
  | { readonly kind: "prepared"; readonly points: readonly FaultPoint[] }
  /** The failures; empty where the stack came out whole. */
  | { readonly kind: "struck"; readonly problems: readonly string[] };
