import { readDocument } from "../../lib/iam/document";
import { allowsAction, coversResource } from "../../lib/iam/evaluate";
import { admissions } from "../../lib/iam/strangers";
import { type Endpoint, endpoints } from "../../lib/model/endpoints";
import type { StackModel } from "../../lib/model/stack-model";
import { levels, stackRule } from "../../lib/rule";
import { worldOf } from "../../lib/world";

export const endpointPoliciesNarrow = stackRule({
  name: "endpoint-policies-narrow",
  row: 37,
  title: "A VPC endpoint's policy says who may do what through it",
  severity: "low",
  levels: levels.advisory,
  why: "Without a policy the endpoint carries data to anybody's account as well as from one's own.",
  fix: "Set policy: this account's principals and the buckets in use, the ECR layer bucket among them.",
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  kinds: ["vpcEndpoint", "vpcEndpointPolicy"],
  check({ stack, report, defer }) {
    for (const endpoint of endpoints(stack)) {
      const { resource } = endpoint;
      const document = policyOf(stack, endpoint);
      if (document.state === "unknown") defer(resource, "policy");
      if (document.state === "absent") {
        report(resource, { problem: "has no policy, so it admits everything", property: "policy" });
      }
      if (document.state !== "known") continue;
      if (admissions(document.statements, worldOf(stack), "foreign").length > 0) {
        report(resource, { problem: "has a policy that admits everything", property: "policy" });
      }
      if (endpoint.service === "s3" && !endpoint.isInterface && needsLayers(stack)) {
        const region = endpoint.region ?? "*";
        // https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
        const layers = `:s3:::prod-${region}-starport-layer-bucket/layer`;
        const admitted = document.statements.some(
          (one) =>
            allowsAction(one, "s3:GetObject") &&
            partitions.some((partition) => coversResource(one, `arn:${partition}${layers}`)),
        );
        if (admitted || document.statements.some((one) => one.partlyUnknown)) continue;
        report(resource, {
          problem: "has a policy that keeps ECR's image layers out",
          property: "policy",
        });
      }
    }
  },
});

function policyOf(stack: StackModel, { resource }: Endpoint): ReturnType<typeof readDocument> {
  const [own] = stack.referrers(resource, "vpcEndpointPolicy", "vpcEndpointId");
  return own === undefined
    ? readDocument(resource.properties, "policy")
    : readDocument(own.properties, "policy");
}

/** The partitions of AWS, which are the second part of every ARN. */
const partitions = ["aws", "aws-cn", "aws-us-gov"];

function needsLayers(stack: StackModel): boolean {
  return stack.ofKind("taskDefinition").length > 0;
}
