/** What the process of the providers and the sandbox tell each other. */
import type { Call, Control } from "./control";

/** From the sandbox. */
export type ToProviders =
  { readonly kind: "control"; readonly control: Control } | { readonly kind: "calls" };

/** From the providers. */
export type FromProviders =
  | { readonly kind: "ready"; readonly ports: Readonly<Record<string, number>> }
  | { readonly kind: "controlled" }
  | { readonly kind: "calls"; readonly calls: readonly Call[] };
