/** Messages between the sandbox and the providers' process. */
import type { Call, Control } from "./control";

/** From the sandbox. */
export type ToProviders =
  { readonly kind: "control"; readonly control: Control } | { readonly kind: "calls" };

/** From the providers. */
export type FromProviders =
  | { readonly kind: "ready"; readonly ports: Readonly<Record<string, number>> }
  | { readonly kind: "controlled" }
  | { readonly kind: "calls"; readonly calls: readonly Call[] };
