import type { Path } from "drydock-components/model/check/path";
import { variableName } from "./names";

/** A value that must not be in a stack file. */
export interface SecretValue {
  /** The identity of a value: the text, or the name of an unset variable or of a secret. */
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
  /** The length of its random value. */
  readonly length: number;
  /** The key whose value holds this one, as a URL holds a password: both must be set together. */
  readonly within: string | undefined;
}

/** A place in the Compose file whose value became a key. */
export interface SecretUse {
  readonly path: Path;
  /** The variable. */
  readonly name: string;
  readonly key: string;
}

/** The name of the secret under drydock:secrets. */
export const pool = "app";

/** The length of a random value, and the longest that a stack file allows. */
const length = 32;
const longest = 128;

/** The shortest text that is looked for within others. */
const shortestPart = 4;

interface Entry {
  readonly identity: string;
  readonly key: string;
  random: boolean;
  used: boolean;
}

/** Collects the values of all services, so that services that share one refer to the same key. */
export class SecretPool {
  readonly uses: SecretUse[] = [];
  private readonly byIdentity = new Map<string, Entry>();

  has(identity: string): boolean {
    return this.byIdentity.has(identity);
  }

  /** Gives a value its key, before the places that use it are known. */
  reserve({ identity, name, service, random }: SecretValue): string {
    const known = this.byIdentity.get(identity);
    if (known !== undefined) {
      known.random &&= random;
      return known.key;
    }
    const key = this.freeKey(variableName(name), variableName(service));
    this.byIdentity.set(identity, { identity, key, random, used: false });
    return key;
  }

  /** The key of a value, the same for equal values. */
  keyOf(value: SecretValue): string {
    const key = this.reserve(value);
    const entry = this.byIdentity.get(value.identity);
    if (entry !== undefined) entry.used = true;
    return key;
  }

  get keys(): readonly SecretKey[] {
    const used = [...this.byIdentity.values()].filter((entry) => entry.used);
    return used.map(({ identity, key, random }) => {
      const outer = used.find(
        (other) =>
          other.key !== key &&
          !other.random &&
          identity.length >= shortestPart &&
          other.identity.includes(identity),
      );
      const isRandom = random && outer === undefined;
      return {
        key,
        random: isRandom,
        length: isRandom ? Math.min(Math.max(length, identity.length), longest) : length,
        within: outer?.key,
      };
    });
  }

  private freeKey(name: string, service: string): string {
    const taken = new Set([...this.byIdentity.values()].map(({ key }) => key));
    for (const candidate of [name, `${service}_${name}`]) {
      if (!taken.has(candidate)) return candidate;
    }
    return `${service}_${name}_${taken.size}`;
  }
}

export interface SecretReference {
  readonly secret: string;
  readonly key: string;
}

/** The secret variables of one container. */
export class SecretVariables {
  private readonly byName: Map<string, SecretReference>;

  constructor(
    given: Iterable<readonly [string, SecretReference]>,
    /** Names of its plain variables. */
    private readonly taken: ReadonlySet<string>,
  ) {
    this.byName = new Map(given);
  }

  /** The variable that holds a key; a new one if there is none. */
  variableOf(key: string): string {
    const [known] = [...this.byName].find(([, reference]) => reference.key === key) ?? [];
    if (known !== undefined) return known;
    const name = this.taken.has(key) || this.byName.has(key) ? `${key}_SECRET` : key;
    this.byName.set(name, { secret: pool, key });
    return name;
  }

  get all(): Readonly<Record<string, SecretReference>> {
    return Object.fromEntries(this.byName);
  }
}
