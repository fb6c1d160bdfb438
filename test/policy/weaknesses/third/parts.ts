import { add, type Change } from "../../mutation/graph";
import { document, type Json, own } from "../entry";

export const region = "us-east-2";
export const arn = (service: string, rest: string, account = own): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;

/** A document that allows something on every resource. */
export const allow = (statement: Json): string =>
  document({ Effect: "Allow", Resource: "*", ...statement });

/** Adds a role that somebody may assume. */
export const role = (statement: Json): Change =>
  add("other", "aws:iam/role:Role", {
    name: "other",
    assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", ...statement }),
  });

export const github = "token.actions.githubusercontent.com";
