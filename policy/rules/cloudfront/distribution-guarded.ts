import { securityHub } from "../../lib/links";
import {
  isProperties,
  known,
  type Properties,
  read,
  readList,
  readString,
} from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

export const distributionGuarded = resourceRule({
  name: "distribution-guarded",
  row: 112,
  title: "A CloudFront distribution reads buckets as itself, writes logs and has a web ACL",
  controls: ["CloudFront.5", "CloudFront.6", "CloudFront.13", "CKV_AWS_68", "CKV_AWS_86"],
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "A bucket that CloudFront reads anonymously is public, and requests that nothing records cannot be looked into.",
  fix: "Give each S3 origin an originAccessControlId, set loggingConfig or a log delivery, and webAclId.",
  url: securityHub("cloudfront-13"),
  kinds: ["distribution"],
  check({ resource: { inputs }, report, defer }) {
    const origins = readList(inputs, "origins");
    if (origins.state === "unknown") defer("origins");
    (known(origins) ?? []).forEach((origin, index) => {
      if (isProperties(origin) && isOpenBucket(origin)) {
        report({
          problem: "reads a bucket as anybody does",
          property: `origins[${index}].originAccessControlId`,
        });
      }
    });
    for (const [property, problem] of [
      ["webAclId", "has no web ACL"],
      ["loggingConfig", "writes no access logs"],
    ] as const) {
      if (isLeftOut(inputs, property)) report({ problem, property });
    }
  },
});

/** An S3 bucket as a REST origin; a website's address takes no signed requests, and is a custom origin. */
function isOpenBucket(origin: Properties): boolean {
  const name = known(readString(origin, "domainName")) ?? "";
  if (!/\.s3[.-]([a-z0-9-]+\.)?amazonaws\.com$/.test(name)) return false;
  return ["originAccessControlId", "s3OriginConfig.originAccessIdentity"].every((path) =>
    isLeftOut(origin, path),
  );
}

/** True for an empty text as well: CloudFront takes it for none. */
function isLeftOut(from: Properties, path: string): boolean {
  const reading = read(from, path);
  return reading.state === "absent" || known(reading) === "";
}
