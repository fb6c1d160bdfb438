import type { Summary, WorkloadSummary } from "../summary";

/** Services, then jobs under names that tell them from services. */
export const workloads = ({ services, jobs }: Summary): WorkloadSummary[] => [
  ...services,
  ...jobs.map(({ name, facts }) => ({ name: `${name} (job)`, facts })),
];
