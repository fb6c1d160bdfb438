/** Who may open a connection to whom, by the rules of security groups. */
import { textAt } from "../offline/cloud/values";
import type { Part, PicturedResource, Source } from "./source";
import type { DiagramEdge, DiagramNode } from "./model";
import type { Owners } from "./owners";

/** The connections that security groups allow, and what they lead to outside the environment. */
export function trafficOf(source: Source, owners: Owners): Part {
  const nodes: DiagramNode[] = [];
  const names = new Map(
    source.of("ec2/securityGroup:SecurityGroup").map(({ outputs, name }) => [outputs["id"], name]),
  );
  const ends = (group: string): string[] => {
    const known = owners.get(group);
    if (known !== undefined) return [...known];
    nodes.push({
      id: group,
      kind: "securityGroup",
      name: names.get(group) ?? group,
      lines: ["security group"],
      area: "network",
    });
    return [group];
  };
  const outside = (rule: PicturedResource, direction: "in" | "out"): string[] => {
    const node = strangerOf(source, rule, direction);
    if (node === undefined) return [];
    if ("node" in node) nodes.push(node.node);
    return ["node" in node ? node.node.id : node.id];
  };
  const ways = (type: string, direction: "in" | "out"): DiagramEdge[] =>
    source.of(type).flatMap((rule) => {
      const own = ends(textAt(rule.inputs, "securityGroupId"));
      const other = textAt(rule.inputs, "referencedSecurityGroupId");
      const others = other === "" ? outside(rule, direction) : ends(other);
      const [from, to] = direction === "in" ? [others, own] : [own, others];
      return from.flatMap((one) =>
        to
          .filter((two) => one !== two)
          .map((two) => ({ from: one, to: two, labels: [portsOf(rule)], because: [rule.urn] })),
      );
    });
  const edges = [
    ...ways("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in"),
    ...ways("vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out"),
  ];
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return { nodes: nodes.filter(({ id }) => used.has(id)), edges };
}

/** What a rule without a security group leads to: an address range, or a gateway endpoint by its prefix list. */
function strangerOf(
  source: Source,
  { inputs }: PicturedResource,
  direction: "in" | "out",
): { readonly node: DiagramNode } | { readonly id: string } | undefined {
  const prefixList = textAt(inputs, "prefixListId");
  if (prefixList !== "") {
    const endpoint = source
      .of("ec2/vpcEndpoint:VpcEndpoint")
      .find(({ outputs }) => outputs["prefixListId"] === prefixList);
    return endpoint === undefined ? undefined : { id: endpoint.urn };
  }
  const range = textAt(inputs, "cidrIpv4") || textAt(inputs, "cidrIpv6");
  if (range === "") return undefined;
  const anywhere = range === "0.0.0.0/0" || range === "::/0";
  const name = anywhere ? "the internet" : range;
  const lines = direction === "in" ? ["may connect"] : ["may be reached"];
  return { node: { id: `${direction} ${name}`, kind: "outside", name, lines, area: "outside" } };
}

function portsOf({ inputs }: PicturedResource): string {
  const protocol = textAt(inputs, "ipProtocol");
  const [from, to] = [inputs["fromPort"], inputs["toPort"]];
  if (protocol === "-1" || typeof from !== "number" || typeof to !== "number") return "every port";
  const ports = from === to ? String(from) : `${from}-${to}`;
  return protocol === "tcp" ? ports : `${ports}/${protocol}`;
}
