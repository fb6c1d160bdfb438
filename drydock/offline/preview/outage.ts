/** How long a replacement keeps requests from being answered: estimates, AWS was not asked. */

/** A task's image is pulled and starts: an assumption. */
const startSeconds = 60;
/** Two health checks of a target group, 15 seconds apart. */
const healthySeconds = 2 * 15;
/** Before the first of those, a deployment waits for connections to the former task to end. */
const drainSeconds = 30;
/** Names of load balancers are kept for a minute. */
const nameSeconds = 60;

/** Seconds by the type that is replaced, the longest first. */
export const outageSeconds = {
  "lb/loadBalancer:LoadBalancer": startSeconds + healthySeconds + nameSeconds,
  "ecs/service:Service": drainSeconds + startSeconds + healthySeconds,
  "lb/targetGroup:TargetGroup": startSeconds + healthySeconds,
  "lb/listener:Listener": 5,
} as const;

/** `about 2 minutes`, `about 90 seconds`. */
export function outageText(type: keyof typeof outageSeconds): string {
  const seconds = outageSeconds[type];
  return seconds % 60 === 0 ? `about ${seconds / 60} minutes` : `about ${seconds} seconds`;
}
