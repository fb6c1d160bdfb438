import { variableName } from "./names";

/** A value that must not be in a stack file. */
export interface SecretValue {
  /** The identity of a value: the value, or the name of its secret. */
  readonly identity: string;
  /** The preferred name. */
  readonly name: string;
  /** The service that uses it, for a unique name. */
  readonly service: string;
  /** Whether a random text works, as for a password that only these services use. */
  readonly random: boolean;
}

/** A key of the one managed secret of an imported stack. */
export interface SecretKey {
  readonly key: string;
  readonly random: boolean;
}

/** The name of the secret under drydock:secrets. */
export const POOL = "app";

/** Collects the values of all services, so that services that share one refer to the same key. */
export class SecretPool {
  private readonly byIdentity = new Map<string, SecretKey>();

  /** The key of a value, the same for equal values. */
  keyOf({ identity, name, service, random }: SecretValue): string {
    const known = this.byIdentity.get(identity);
    const key = known?.key ?? this.freeKey(variableName(name), variableName(service));
    this.byIdentity.set(identity, { key, random: random && (known?.random ?? true) });
    return key;
  }

  get keys(): readonly SecretKey[] {
    return [...this.byIdentity.values()];
  }

  private freeKey(name: string, service: string): string {
    const taken = new Set(this.keys.map(({ key }) => key));
    for (const candidate of [name, `${service}_${name}`]) {
      if (!taken.has(candidate)) return candidate;
    }
    return `${service}_${name}_${taken.size}`;
  }
}
