/** The parts of a URN, or of a pattern for URNs. Only a name may hold `::`. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  readonly type: string;
  readonly name: string;
}

const urnPrefix = "urn:pulumi:";

/** Takes a URN, or a pattern, apart; undefined where it is neither. */
export function urnParts(urn: string): UrnParts | undefined {
  const [stack, project, type, ...name] = urn.split("::");
  if (stack?.startsWith(urnPrefix) !== true || project === undefined) return undefined;
  if (type === undefined || name.length === 0) return undefined;
  return { stack: stack.slice(urnPrefix.length), project, type, name: name.join("::") };
}
