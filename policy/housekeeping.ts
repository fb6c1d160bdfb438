import { bearingOnResource, concernsStack, projectOf } from "./lib/exemptions";
import type { PackPolicy } from "./lib/policy";
import { urnParts } from "./lib/urn";
import type { Deferral, ExemptionUse, Session } from "./lib/session";

const guide = "https://www.pulumi.com/docs/iac/crossguard/";

const notice = { enforcementLevel: "advisory", severity: "low", url: guide } as const;

/**
 * The first policy of the pack: checks nothing, tells the session the pack's settings and the program's inputs. A policy of
 * the SDK sees only its own configuration, so shared settings need one that goes first.
 */
export function settingsPolicy(session: Session): PackPolicy {
  return {
    name: "pack-settings",
    displayName: "Settings of the pack",
    description: "Where exemptions are, the day they are measured against, and who is trusted.",
    ...notice,
    configSchema: {
      properties: {
        exemptionsFile: {
          type: "string",
          minLength: 1,
          description: "File with exemptions. Defaults to policy-exemptions.yaml, if there is one.",
        },
        today: {
          type: "string",
          pattern: "^\\d{4}-\\d{2}-\\d{2}$",
          description: "Day against which exemptions are measured. Defaults to the clock's.",
        },
        trustedAccounts: {
          type: "array",
          items: { type: "string", pattern: "^\\d{12}$" },
          description:
            "Accounts besides the stack's own that policies may name and resources refer to. Defaults to none.",
        },
        organizations: {
          type: "array",
          items: { type: "string", pattern: "^o-[a-z0-9]{10,32}$" },
          description:
            "The organizations that policies may name. Without it, any that a policy writes out.",
        },
      },
    },
    validateResource: (args) => {
      session.configure(args.getConfig());
      session.remember(args);
    },
    validateStack: (args, reportViolation) => {
      session.configure(args.getConfig());
      const day = session.setDay();
      if (day === undefined) return;
      reportViolation(
        `The configuration sets the day to ${day}: exemptions are measured against it, not against the clock.`,
      );
    },
  };
}

/** The last policies of the pack: what became of exemptions, and what could not be decided yet. */
export function housekeepingPolicies(session: Session): PackPolicy[] {
  return [exemptionsValid(session), exemptionsUsed(session), deferredChecks(session)];
}

function exemptionsValid(session: Session): PackPolicy {
  return {
    name: "exemptions-valid",
    displayName: "Exemptions are current, narrow and needed",
    description: "An exemption that nobody reviews hides the finding that it once excused.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps: "Correct or remove the entry in the exemption file.",
    url: guide,
    validateStack: (args, reportViolation) => {
      const { exemptions, problems } = session.exemptionFile();
      for (const problem of problems) reportViolation(`Exemptions: ${problem}.`);
      for (const problem of tooWide(session.uses())) reportViolation(`Exemptions: ${problem}.`);
      const urns = args.resources.map((resource) => resource.urn);
      const [anyUrn] = urns;
      if (anyUrn === undefined) return;
      for (const exemption of exemptions.filter((one) => concernsStack(one, anyUrn))) {
        const { number, rule } = exemption;
        const name = urnParts(exemption.urn)?.name ?? "";
        const names = (urn: string): boolean => bearingOnResource(exemption, urn) === "excuses";
        const used = session.uses().some((use) => use.exemption === exemption);
        const waits = session.deferrals().some((one) => one.rule === rule && names(one.urn));
        if (used || waits) continue;
        reportViolation(
          urns.some(names)
            ? `Exemptions: remove entry ${number}: ${rule} finds nothing wrong with ${name}.`
            : `Exemptions: remove or correct entry ${number}: no resource of this stack is ${name}.`,
        );
      }
    },
  };
}

/** Entries that excuse several containers: a sidecar's exemption must not cover the main container as well. */
function tooWide(uses: readonly ExemptionUse[]): string[] {
  const containers = new Map<number, Set<string>>();
  for (const { exemption, violation } of uses) {
    if (exemption.container !== undefined || violation.container === undefined) continue;
    const names = containers.get(exemption.number) ?? new Set();
    containers.set(exemption.number, names.add(violation.container));
  }
  return [...containers]
    .filter(([, names]) => names.size > 1)
    .map(
      ([number, names]) =>
        `entry ${number} is too broad: it excuses the containers ${[...names].sort().join(", ")}; ` +
        "write one entry for each, with its name as container",
    );
}

function exemptionsUsed(session: Session): PackPolicy {
  return {
    name: "exemptions-used",
    displayName: "Exemptions that were used",
    description: "Accepted risks belong in every report.",
    ...notice,
    validateStack: (_, reportViolation) => {
      for (const { exemption, violation } of session.uses()) {
        const { rule, reason, owner, expires, ticket } = exemption;
        const { name, urn, container } = violation;
        const where = container === undefined ? "" : ` for container ${container}`;
        reportViolation(
          `${name}: ${rule} is exempt${where} until ${expires}: ${reason} (${owner}, ${ticket}).`,
          urn,
        );
      }
      for (const { exemption, violation } of session.misses()) {
        const { number, rule, urn } = exemption;
        reportViolation(
          `${violation.name}: entry ${number} does not excuse ${rule}: it is for the project ${projectOf(urn)}, ` +
            `this is ${projectOf(violation.urn)}. If the project was renamed, rename it in the entry.`,
          violation.urn,
        );
      }
    },
  };
}

/** The notice of the policy that lists deferred checks; a test reads it back. */
export function deferralNotice(deferrals: readonly Deferral[]): string {
  const lines = deferrals.map(({ rule, name, property }) => `${rule}: ${name} (${property})`);
  return [`${lines.length} checks are deferred until the values are known:`, ...lines.sort()].join(
    "\n",
  );
}

function deferredChecks(session: Session): PackPolicy {
  return {
    name: "deferred-checks",
    displayName: "Checks that wait for values",
    description: "A preview cannot decide on values that AWS computes.",
    ...notice,
    validateStack: (_, reportViolation) => {
      const deferrals = session.deferrals();
      if (deferrals.length > 0) reportViolation(deferralNotice(deferrals));
    },
  };
}
