/** A violation that somebody may want to accept. */
export interface ExemptionRequest {
  readonly rule: string;
  readonly stack: string;
  /** `*` where it is not known. */
  readonly project: string;
  /** Type and name of the resource. */
  readonly type: string;
  readonly name: string;
  readonly reason: string;
  /** The present day. */
  readonly today: Date;
}

const days = 365;

/** Returns an entry of `policy-exemptions.yaml` that holds for a year, ready to paste. */
export function exemptionEntry(request: ExemptionRequest): string {
  const { rule, stack, project, type, name, reason, today } = request;
  const expires = new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return [
    `- rule: ${rule}`,
    `  urn: urn:pulumi:${stack}::${project}::*${type}::${name}`,
    `  reason: ${reason}`,
    "  owner: who answers for it",
    `  expires: ${expires}`,
    "  ticket: none",
  ].join("\n");
}
