/** DNS records. */
import { awsPage } from "../documentation";
import type { ResourceModels } from "../types";

export const route53: ResourceModels = {
  "aws:route53/record:Record": {
    documentation: awsPage("route53_record"),
    replaceOn: ["name", "zoneId"],
    id: (facts) => `${facts.text("zoneId")}_${facts.text("name")}_${facts.text("type")}`,
    outputs: (facts) => ({ fqdn: facts.text("name").replace(/\.$/, "") }),
  },
};
