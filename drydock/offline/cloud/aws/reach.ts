/** Whether security groups allow a connection. */
import type { PropertyBag } from "../../capture/types";
import type { CloudStore } from "../store";
import { textAt } from "../values";
import { egressRuleType, ingressRuleType } from "./security-groups";

/** TCP from any of the groups to any of the others. */
export interface Connection {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly port: number;
}

/**
 * True if a rule on each side admits the connection. Rules by address always match: the stand-in
 * cloud has no addresses.
 */
export function reaches(store: CloudStore, { from, to, port }: Connection): boolean {
  const admits = (type: string, sides: { own: readonly string[]; peer: readonly string[] }) =>
    store
      .ofType(type)
      .some(
        ({ inputs }) =>
          sides.own.includes(textAt(inputs, "securityGroupId")) &&
          coversPort(inputs, port) &&
          (sides.peer.includes(textAt(inputs, "referencedSecurityGroupId")) ||
            textAt(inputs, "cidrIpv4") !== ""),
      );
  return (
    admits(egressRuleType, { own: from, peer: to }) &&
    admits(ingressRuleType, { own: to, peer: from })
  );
}

function coversPort(rule: PropertyBag, port: number): boolean {
  if (rule["ipProtocol"] === "-1") return true;
  return Number(rule["fromPort"]) <= port && port <= Number(rule["toPort"]);
}
