import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  bearing,
  type Exemption,
  type ExemptionFile,
  parseExemptions,
  type Violation,
} from "./exemptions";
import { StackModel } from "./model/stack-model";
import { needsInputs, stackResources } from "./model/stack-resource";
import type { PolicyResource } from "./policy";
import { plainProperties, type Properties } from "./reading";

const fileName = "policy-exemptions.yaml";

/** Settings of the pack as a whole. */
export interface PackSettings {
  /** Exemption file; relative to the program's folder. */
  readonly exemptionsFile?: string;
  /** The day exemptions are measured against, as YYYY-MM-DD. Defaults to the clock's. */
  readonly today?: string;
  /** Accounts besides the stack's own that policies may name and resources refer to. */
  readonly trustedAccounts?: readonly string[];
  /** The own organization. Without it every id that a policy writes out counts as the own. */
  readonly organizations?: readonly string[];
}

/** A check that waits for a value. */
export interface Deferral {
  readonly rule: string;
  readonly urn: string;
  readonly name: string;
  readonly property: string;
}

/** A violation with the name of its resource. */
export interface NamedViolation extends Violation {
  readonly name: string;
}

/** An exemption and a violation that it keeps out of the report, or would in another project. */
export interface ExemptionUse {
  readonly exemption: Exemption;
  readonly violation: NamedViolation;
}

/** The surroundings of the pack, which the policy SDK does not give it. */
export interface Surroundings {
  /** Rule names, and whether each allows exemptions. */
  readonly exemptible: ReadonlyMap<string, boolean>;
  /** Folders where the exemption file may be, in order. */
  readonly programDirs: readonly string[];
  readonly clock: () => Date;
}

/**
 * What one run of the pack remembers between policies: settings, the stack model, used exemptions, and
 * deferred checks. The policy SDK runs each policy by itself and gives none of this.
 */
export class Session {
  private settings: PackSettings = {};
  private file: ExemptionFile | undefined;
  private model: { readonly stack: StackModel; readonly askedBy: Set<string> } | undefined;
  private readonly inputs = new Map<string, Properties>();
  private readonly usesByKey = new Map<string, ExemptionUse>();
  private readonly missesByKey = new Map<string, ExemptionUse>();
  private readonly deferralsByKey = new Map<string, Deferral>();

  constructor(private readonly surroundings: Surroundings) {}

  configure(settings: PackSettings): void {
    if (
      settings.exemptionsFile !== this.settings.exemptionsFile ||
      settings.today !== this.settings.today
    ) {
      this.file = undefined;
    }
    this.settings = settings;
  }

  /** Keeps the program's inputs of a resource, where its state alone does not show them. */
  remember(resource: {
    readonly urn: string;
    readonly type: string;
    readonly props: object;
  }): void {
    if (!needsInputs(resource.type)) return;
    this.inputs.set(resource.urn, plainProperties(resource.props));
  }

  /**
   * The model of the stack under analysis. The SDK creates new resource objects for every policy, so the
   * model of the first one serves the others; a policy that asks twice is in a new run.
   */
  stackFor(rule: string, resources: readonly PolicyResource[]): StackModel {
    if (this.model === undefined || this.model.askedBy.has(rule)) {
      this.model = {
        stack: new StackModel(stackResources(resources, this.inputs), {
          accounts: this.settings.trustedAccounts ?? [],
          organizations: this.settings.organizations ?? [],
        }),
        askedBy: new Set(),
      };
    }
    this.model.askedBy.add(rule);
    return this.model.stack;
  }

  /** The exemption file, read once. No file is an empty one; a configured one must be there. */
  exemptionFile(): ExemptionFile {
    this.file ??= this.readExemptionFile();
    return this.file;
  }

  private readExemptionFile(): ExemptionFile {
    const { exemptionsFile = fileName } = this.settings;
    const paths = this.surroundings.programDirs.map((folder) => resolve(folder, exemptionsFile));
    const path = paths.find(existsSync);
    if (path === undefined) {
      const problems =
        this.settings.exemptionsFile === undefined ? [] : ["the configured file does not exist"];
      return { exemptions: [], problems };
    }
    const today = this.settings.today ?? this.surroundings.clock().toISOString().slice(0, 10);
    const { exemptible } = this.surroundings;
    return parseExemptions(readFileSync(path, "utf8"), { exemptible, today });
  }

  /** True when somebody has accepted this violation. Remembers the exemption, used or for another project. */
  isExempt(violation: NamedViolation): boolean {
    const { exemptions } = this.exemptionFile();
    const { urn, container = "" } = violation;
    const remember = (uses: Map<string, ExemptionUse>, exemption: Exemption): void => {
      uses.set(`${exemption.number} ${urn} ${container}`, { exemption, violation });
    };
    const exemption = exemptions.find((one) => bearing(one, violation) === "excuses");
    if (exemption !== undefined) {
      remember(this.usesByKey, exemption);
      return true;
    }
    for (const one of exemptions) {
      if (bearing(one, violation) === "elsewhere") remember(this.missesByKey, one);
    }
    return false;
  }

  defer(deferral: Deferral): void {
    this.deferralsByKey.set(`${deferral.rule} ${deferral.urn} ${deferral.property}`, deferral);
  }

  uses(): readonly ExemptionUse[] {
    return [...this.usesByKey.values()];
  }

  /** Exemptions that name the same resource of another project. */
  misses(): readonly ExemptionUse[] {
    return [...this.missesByKey.values()];
  }

  /** The day that the configuration sets, if it does. */
  setDay(): string | undefined {
    return this.settings.today;
  }

  deferrals(): readonly Deferral[] {
    return [...this.deferralsByKey.values()];
  }
}

/** The folders where the program of this run can be: the user's own, then the one around the pack. */
export function programDirs(packDir: string): string[] {
  // The engine starts the pack in the pack's folder, but hands on the environment of its own start.
  const own = process.env.PWD;
  return own === undefined ? [dirname(packDir)] : [own, join(packDir, "..")];
}
