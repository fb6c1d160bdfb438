/**
 * Values in messages. Secrets reach a policy in the clear, so no message shows a value unless it
 * has the form of a harmless one.
 */
const shapes = {
  /** An environment variable's or a container's name. */
  name: /^[A-Za-z_][A-Za-z0-9_-]{0,127}$/,
  /** `s3:GetObject`, with wildcards. */
  action: /^(\*|[a-z0-9-]{2,40}:[A-Za-z0-9*?]{1,80})$/,
  /** An address range. */
  range: /^[0-9a-fA-F.:]{2,45}\/\d{1,3}$/,
  /** A word of a closed choice: `HTTPS`, `awsvpc`, `1.3.0`. */
  word: /^[A-Za-z0-9.]{1,24}$/,
  /** An account's id. */
  account: /^\d{12}$/,
  /** An AWS service or endpoint name, such as `ecr.api`. */
  service: /^[a-z0-9][a-z0-9.-]{1,60}$/,
} as const;

/** The value if it has the shape, otherwise a placeholder. */
export function shown(value: string | number, shape: keyof typeof shapes): string {
  const text = String(value);
  return shapes[shape].test(text) ? text : "(value not shown)";
}
