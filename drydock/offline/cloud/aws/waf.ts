/** The link between a web ACL and a load balancer. */
import { awsPage } from "../documentation";
import type { ResourceModels } from "../types";

export const waf: ResourceModels = {
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    documentation: awsPage("wafv2_web_acl_association"),
    replaceOn: ["resourceArn", "webAclArn"],
    id: (facts) => `${facts.text("webAclArn")},${facts.text("resourceArn")}`,
  },
};
