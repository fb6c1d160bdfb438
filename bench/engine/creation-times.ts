/**
 * How long AWS takes to make things, in seconds. A median of published logs of `terraform apply`, a figure of
 * AWS's documentation, or an assumption that says so. Used to find what a user waits for, not to promise it.
 */
import { isBag, type CapturedResource, type PropertyBag } from "../../drydock/offline/capture";

export interface CreationTime {
  readonly seconds: number;
  readonly source: string;
}

const logs = "median of published apply logs, found on GitHub by";

/** By resource type. */
export const creationTimes: Readonly<Record<string, CreationTime>> = {
  "aws:lb/loadBalancer:LoadBalancer": {
    seconds: 156,
    source: `${logs} "aws_lb: Creation complete after": 2m15 2m21 2m28 2m36 2m54 2m56 3m7; https://github.com/DataBiosphere/azul/pull/5780 is the fifth`,
  },
  "aws:ec2/natGateway:NatGateway": {
    seconds: 115,
    source: `${logs} "aws_nat_gateway: Creation complete after": 1m24 1m27 1m32 1m36 1m55 1m56 1m58 1m58 2m1`,
  },
  "aws:ec2/vpc:Vpc": {
    seconds: 22,
    source:
      "with DNS host names: 21 s and 22 s, https://github.com/DevopsArtFactory/terraform-provisioning/pull/4, /5, /7; 18 s, https://github.com/turbot/steampipe-plugin-aws/pull/426",
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    seconds: 61,
    source:
      'one published apply log, "aws_acm_certificate_validation.cert: Creation complete after 1m1s"',
  },
  "aws:route53/record:Record": {
    seconds: 60,
    source:
      "changes propagate within 60 seconds, https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/route-53-concepts.html",
  },
  "aws:efs/fileSystem:FileSystem": {
    seconds: 12,
    source: "12 s, https://github.com/turbot/steampipe-plugin-aws/pull/426",
  },
  "aws:efs/mountTarget:MountTarget": {
    seconds: 90,
    source:
      "more than a minute, https://github.com/turbot/steampipe-plugin-aws/pull/426; AWS says to wait 90 seconds, https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html",
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    seconds: 60,
    source: "assumed for interface endpoints: no published figure was found",
  },
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": {
    seconds: 60,
    source: "assumed: it makes a hosted zone",
  },
  "docker-build:index:Image": { seconds: 60, source: "assumed: depends on the image alone" },
};

/** A call that AWS answers at once. */
export const otherwise: CreationTime = {
  seconds: 2,
  source:
    "security group rules took 2 to 4 s, https://github.com/hashicorp-education/learn-terraform-variables/pull/6",
};

/** From the call to a running container: a network interface, the image, the start. */
export const taskStart: CreationTime = {
  seconds: 45,
  source:
    "20 to 40 s with the image in the VPC's reach, 1 min and more from elsewhere: https://github.com/aws/containers-roadmap/issues/358; 45 s, https://github.com/aws-samples/amazon-chime-sdk-recording-demo/issues/44",
};

const numberAt = (bag: PropertyBag, key: string): number | undefined => {
  const value = bag[key];
  return typeof value === "number" ? value : undefined;
};

/**
 * Seconds until a service is steady: its tasks run and the load balancer has found them healthy; after an update, the
 * former tasks have besides been drained.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html
 */
export function steadySeconds(targetGroup: CapturedResource | undefined, update: boolean): number {
  const check = targetGroup?.inputs["healthCheck"];
  if (targetGroup === undefined || !isBag(check)) return taskStart.seconds;
  const healthy = (numberAt(check, "interval") ?? 30) * (numberAt(check, "healthyThreshold") ?? 5);
  const drained = update ? (numberAt(targetGroup.inputs, "deregistrationDelay") ?? 300) : 0;
  return taskStart.seconds + healthy + drained;
}
