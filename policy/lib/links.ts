/** The page of a Security Hub control, for example `securityHub("ecs-2")`. */
export function securityHub(control: `${string}-${number}`): string {
  const service = control.slice(0, control.lastIndexOf("-"));
  return `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html#${control}`;
}

const ecsGuide = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide";

/** A page of the ECS developer guide. */
export function ecs(page: string): string {
  return `${ecsGuide}/${page}.html`;
}
