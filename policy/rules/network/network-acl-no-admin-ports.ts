import { isWorldWide } from "../../lib/addresses";
import { securityHub } from "../../lib/links";
import { known, readBoolean, readList, readNumber, readString, readWord } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

const adminPorts = [22, 3389];

export const networkAclNoAdminPorts = resourceRule({
  name: "network-acl-no-admin-ports",
  row: 48,
  title: "A network ACL does not admit SSH or remote desktop from the world",
  controls: ["EC2.21"],
  severity: "medium",
  why: "Administration ports are the first that attackers try.",
  fix: "Admit the ports that are served, or a known range for administration.",
  url: securityHub("ec2-21"),
  kinds: ["networkAcl", "networkAclRule"],
  check({ resource: { inputs, type }, report, defer }) {
    const problem = "admits administration ports from the world";
    if (type.includes("networkAclRule")) {
      const isEgress = known(readBoolean(inputs, "egress")) === true;
      if (!isEgress && admitsAdmin(inputs, "ruleAction")) {
        report({ problem, property: "cidrBlock" });
      }
      return;
    }
    const entries = readList(inputs, "ingress");
    if (entries.state === "unknown") defer("ingress");
    (known(entries) ?? []).forEach((entry, index) => {
      if (admitsAdmin(entry, "action")) report({ problem, property: `ingress[${index}]` });
    });
  },
});

function admitsAdmin(entry: unknown, action: string): boolean {
  const ranges = ["cidrBlock", "ipv6CidrBlock"].flatMap(
    (property) => known(readString(entry, property)) ?? [],
  );
  if (known(readWord(entry, action)) !== "ALLOW" || !isWorldWide(ranges)) return false;
  const protocol = known(readWord(entry, "protocol"));
  if (protocol === "-1" || protocol === "ALL") return true;
  const from = known(readNumber(entry, "fromPort"));
  const to = known(readNumber(entry, "toPort"));
  if (from === undefined || to === undefined) return false;
  return adminPorts.some((port) => from <= port && port <= to);
}
