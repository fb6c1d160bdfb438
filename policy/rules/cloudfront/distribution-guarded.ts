import { securityHub } from "../../lib/links";
import { isProperties, known, read, readList, readString } from "../../lib/reading";
import { levels, type ResourceCheck, resourceRule } from "../../lib/rule";

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
  check(check) {
    const { inputs } = check.resource;
    const origins = readList(inputs, "origins");
    if (origins.state === "unknown") check.defer("origins");
    (known(origins) ?? []).forEach((origin, index) => {
      if (isProperties(origin) && isOpenBucket(origin)) {
        check.report({
          problem: "reads a bucket as anybody does",
          property: `origins[${index}].originAccessControlId`,
        });
      }
    });
    reportAbsent(check, "webAclId", "has no web ACL");
    reportAbsent(check, "loggingConfig", "writes no access logs");
  },
});

function reportAbsent(
  { resource, report }: ResourceCheck,
  property: string,
  problem: string,
): void {
  const reading = read(resource.inputs, property);
  if (reading.state === "absent" || known(reading) === "") report({ problem, property });
}

/** An S3 bucket as a REST origin; a website's address takes no signed requests, and is a custom origin. */
function isOpenBucket(origin: Readonly<Record<string, unknown>>): boolean {
  const name = known(readString(origin, "domainName")) ?? "";
  if (!/\.s3[.-]([a-z0-9-]+\.)?amazonaws\.com$/.test(name)) return false;
  return ["originAccessControlId", "s3OriginConfig.originAccessIdentity"].every((path) => {
    const reading = read(origin, path);
    return reading.state === "absent" || known(reading) === "";
  });
}
