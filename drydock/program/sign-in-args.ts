import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import type { RouteArgs } from "drydock-components";
import { isMap } from "drydock-components/model/check/path";
import type { SignIn } from "drydock-components/model/sign-in";
import { jsonIn } from "../json";
import type { Stores } from "./container-args";

type Oidc = NonNullable<SignIn["oidc"]>;

/** Sign-in of the stack file as arguments: the reference to the client's secret becomes its value, a secret. */
export function signInArgs(signIn: SignIn | undefined, stores: Stores): RouteArgs["signIn"] {
  if (signIn === undefined) return undefined;
  const { oidc, ...others } = signIn;
  if (oidc === undefined) return others;
  return { ...others, oidc: { ...oidc, clientSecret: clientSecret(oidc.clientSecret, stores) } };
}

/** The load balancer takes the value, not a reference: of a secret that exists, each run asks for it. */
function clientSecret(
  { secret, key }: Oidc["clientSecret"],
  { secretConfigs, secretValue, lookUps }: Stores,
): pulumi.Output<string> {
  const config = secretConfigs[secret];
  if (config === undefined || "versions" in config) {
    return secretValue(secret, (config?.versions.length ?? 1) - 1, key ?? "");
  }
  const { arn } = config;
  const { secretString } = secretsmanager.getSecretVersionOutput({ secretId: arn }, lookUps);
  return pulumi.secret(secretString.apply((text) => valueIn(text, { arn, key })));
}

/**
 * One key of a JSON object; a text that is no object is the value itself.
 *
 * @throws pulumi.RunError, which names no value, where the object lacks the key
 */
export function valueIn(
  text: string,
  { arn, key }: { readonly arn: string; readonly key?: string | undefined },
): string {
  const object = jsonIn(text);
  if (key === undefined || !isMap(object)) return text;
  const value = object[key];
  if (typeof value === "string" && value !== "") return value;
  throw new pulumi.RunError(
    `The secret ${arn} has no text under the key ${key}, which a route reads its client's secret from.`,
  );
}
