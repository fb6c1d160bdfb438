/** Web ACLs, and the link between one and a load balancer. */
import { awsPage } from "../documentation";
import type { ResourceModels } from "../types";

export const waf: ResourceModels = {
  "aws:wafv2/webAcl:WebAcl": {
    documentation: awsPage("wafv2_web_acl"),
    tagged: true,
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
    documentation: awsPage("wafv2_web_acl_association"),
    replaceOn: ["resourceArn", "webAclArn"],
    id: (facts) => `${facts.text("webAclArn")},${facts.text("resourceArn")}`,
  },
};
