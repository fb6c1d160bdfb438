/** Distributions. */
import type { ResourceModels } from "../types";

export const cloudfront: ResourceModels = {
  "aws:cloudfront/distribution:Distribution": {
    replaceOn: ["staging"],
    id: (facts) => `E${facts.base36(13)}`,
    outputs: (facts, id) => ({
      arn: facts.globalArn("cloudfront", `distribution/${id}`),
      domainName: `d${facts.hex(13)}.cloudfront.net`,
      // https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
      hostedZoneId: "Z2FDTNDATAQYW2",
      etag: `E${facts.base36(13, "etag")}`,
      status: "Deployed",
    }),
  },
  "aws:cloudfront/originAccessControl:OriginAccessControl": {
    autoName: { property: "name", maxLength: 64 },
    replaceOn: [],
    id: (facts) => `E${facts.base36(13)}`,
    outputs: (facts, id) => ({
      arn: facts.globalArn("cloudfront", `origin-access-control/${id}`),
      etag: `E${facts.base36(13, "etag")}`,
    }),
  },
};
