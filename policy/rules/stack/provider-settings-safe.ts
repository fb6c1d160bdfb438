import { readJson } from "../../lib/json-document";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import {
  isProperties,
  known,
  type Properties,
  read,
  readBoolean,
  readString,
} from "../../lib/reading";
import { stackRule } from "../../lib/rule";

export const providerSettingsSafe = stackRule({
  name: "provider-settings-safe",
  row: 106,
  title:
    "The AWS provider checks certificates, talks to AWS only, and takes no keys from the program",
  controls: ["CKV_AWS_41"],
  severity: "high",
  why: "Anything between the program and AWS can read every secret and forge every answer.",
  fix: "Remove insecure, endpoints and the keys from the provider; take credentials from the environment.",
  url: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
  kinds: ["awsProvider"],
  check({ stack, report }) {
    for (const provider of stack.ofKind("awsProvider")) {
      for (const { problem, property } of problemsOf(provider.properties)) {
        report(provider, { problem, property });
      }
      if (isOfSecondAccount(stack, provider)) {
        report(provider, {
          problem: "works in another account than the first provider",
          property: "allowedAccountIds",
        });
      }
    }
  },
});

function problemsOf(properties: Properties): { problem: string; property: string }[] {
  return [
    ...(known(readBoolean(properties, "insecure")) === true
      ? [{ problem: "does not check certificates", property: "insecure" }]
      : []),
    ...(endpointsOf(properties).every(isOfAws)
      ? []
      : [{ problem: "sends requests to endpoints that are not AWS's", property: "endpoints" }]),
    ...(["accessKey", "secretKey", "token"] as const)
      .filter((property) => (known(readString(properties, property)) ?? "") !== "")
      .map((property) => ({ problem: "has credentials in the program", property })),
  ];
}

/** A provider's inputs are JSON text. */
function endpointsOf(properties: Properties): string[] {
  const endpoints = readJson(properties, "endpoints");
  if (endpoints.state !== "known" || !Array.isArray(endpoints.value)) return [];
  return endpoints.value.flatMap((one: unknown) =>
    Object.values(isProperties(one) ? one : {}).filter(
      (address): address is string => typeof address === "string" && address !== "",
    ),
  );
}

function isOfAws(address: string): boolean {
  return /^(https:\/\/)?([a-z0-9-]+\.)+(amazonaws\.com(\.cn)?|api\.aws)(\/|$)/.test(address);
}

/** Accounts that a provider may only work in, or takes a role of. */
function accountsOf({ properties }: StackResource): string[] {
  const texts = ["allowedAccountIds", "assumeRoles", "assumeRole"].map((property) =>
    JSON.stringify([known(read(properties, property))]),
  );
  return texts.flatMap((text) => [...text.matchAll(/(?<!\d)\d{12}(?!\d)/g)].map(([id]) => id));
}

/** True for a provider whose accounts are neither those of an earlier one nor trusted: its resources count as own. */
function isOfSecondAccount(stack: StackModel, provider: StackResource): boolean {
  const providers = stack.ofKind("awsProvider");
  const first = providers.find((one) => accountsOf(one).length > 0);
  if (first === undefined || first === provider) return false;
  const allowed = new Set([...accountsOf(first), ...stack.trusted.accounts]);
  return accountsOf(provider).some((account) => !allowed.has(account));
}
