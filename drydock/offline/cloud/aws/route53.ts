/** DNS records. */
import { CloudRefusal } from "../refusal";
import type { ResourceModels, Situation } from "../types";
import { display } from "../values";

export const recordType = "aws:route53/record:Record";

export const route53: ResourceModels = {
  "aws:route53/zone:Zone": {
    replaceOn: ["delegationSetId", "name"],
    id: (facts) => `Z${facts.base36(20)}`,
    outputs: (facts, id) => ({
      arn: facts.globalArn("route53", `hostedzone/${id}`).replace(`:${facts.account}:`, "::"),
      zoneId: id,
      nameServers: ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net"],
      primaryNameServer: "ns-1.awsdns-01.com",
    }),
  },
  [recordType]: {
    replaceOn: ["name", "zoneId"],
    id: (facts) => `${facts.text("zoneId")}_${facts.text("name")}_${facts.text("type")}`,
    outputs: (facts) => ({ fqdn: facts.text("name").replace(/\.$/, "") }),
    exclusive: [["records", "aliases"]],
    onCreate: ({ store, object }) => {
      if (object.inputs["allowOverwrite"] === true) return;
      const same = (other: Situation["object"]) =>
        ["zoneId", "name", "type", "setIdentifier"].every(
          (key) => other.inputs[key] === object.inputs[key],
        );
      if (!store.ofType(object.type).some(same)) return;
      const { name, type } = object.inputs;
      throw new CloudRefusal(
        "InvalidChangeBatch",
        `Tried to create resource record set [name='${display(name)}', type='${display(type)}'] but it already exists`,
      );
    },
  },
};
