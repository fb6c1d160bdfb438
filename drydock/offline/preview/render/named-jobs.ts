import type { Summary, WorkloadSummary } from "../summary";

/** Jobs under the names that tell them from services. */
export const namedJobs = ({ jobs }: Summary): WorkloadSummary[] =>
  jobs.map(({ name, facts }) => ({ name: `${name} (job)`, facts }));
