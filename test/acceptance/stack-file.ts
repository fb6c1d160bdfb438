import { Document, isMap, isScalar, parseDocument } from "yaml";
import { z } from "zod";
import { RUN_TAG, type RunSettings } from "./run-settings";

/** What a step changes in the running environment. */
export interface Changes {
  /** Variables of the service besides those of the test environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Replaces the image's start command. */
  readonly command?: readonly string[];
}

/**
 * Makes a run's stack file from the test environment's: the same system, in the account and region of the run.
 *
 * @param text the content of Pulumi.test.yaml
 */
export function runStackFile(text: string, run: RunSettings, changes: Changes = {}): string {
  const document = new Document({ config: parseDocument(text).get("config") });
  const set = (path: readonly string[], value: unknown): void => {
    document.setIn(["config", ...path], value);
  };
  set(["aws:region"], run.region);
  set(["drydock:account"], run.account);
  set(["drydock:lifecycle"], "disposable");
  set(["drydock:tags"], { [RUN_TAG]: run.stack });
  for (const [name, value] of Object.entries(changes.environment ?? {})) {
    set(["drydock:services", "web", "environment", name], value);
  }
  if (changes.command !== undefined) set(["drydock:services", "web", "command"], changes.command);
  return document.toString();
}

/** Keeps what the Pulumi CLI wrote into a stack file beside the configuration, such as the salt of its encryption. */
export function withEngineKeys(text: string, current: string): string {
  const document = parseDocument(text);
  const { contents } = parseDocument(current);
  for (const { key, value } of isMap(contents) ? contents.items : []) {
    if (isScalar(key) && key.value !== "config") document.set(key.value, value);
  }
  return document.toString();
}

/**
 * Makes the environment file of a run: the pages are open to everyone meanwhile, so they mask secrets.
 *
 * @param text the content of env/test.env
 */
export function runEnvFile(text: string): string {
  return text.replace(/^REVEAL_SECRETS=.*\n?/m, "");
}

/**
 * Makes the policy exemptions of a run: those of the test environment, for the run's stack.
 *
 * @param text the content of policy-exemptions.yaml
 */
export function runExemptions(text: string, { stack }: RunSettings): string {
  return text.replaceAll("urn:pulumi:test::", `urn:pulumi:${stack}::`);
}

/**
 * Makes the configuration of the policy pack: that of the test environment, with the run's exemptions.
 *
 * @param text the content of the pack's config/test.json
 */
export function runPolicyConfig(text: string, exemptionsFile: string): string {
  const config = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  // The pack would look for it in the folder that the command was started in.
  return JSON.stringify({ ...config, "pack-settings": { exemptionsFile } });
}
