/** Web ACLs, and the link between one and a load balancer. */
import type { ResourceModels } from "../types";

export const waf: ResourceModels = {
  "aws:wafv2/webAcl:WebAcl": {
    autoName: { property: "name", maxLength: 128 },
    replaceOn: ["name", "namePrefix", "scope"],
    id: (facts) => facts.uuid(),
    outputs: (facts, id) => {
      const scope = facts.text("scope") === "CLOUDFRONT" ? "global" : "regional";
      return {
        arn: facts.arn("wafv2", `${scope}/webacl/${facts.text("name")}/${id}`),
        capacity: 0,
        lockToken: facts.uuid("lock"),
      };
    },
    exclusive: [["name", "namePrefix"]],
    oneOf: { scope: ["REGIONAL", "CLOUDFRONT"] },
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    replaceOn: ["resourceArn", "webAclArn"],
    id: (facts) => `${facts.text("webAclArn")},${facts.text("resourceArn")}`,
  },
};
