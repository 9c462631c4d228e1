import { type Job, TIME_SCALE } from "./case.ts";
import { note } from "./count.ts";
import { runOnce } from "./queue.ts";
import { LEFT_OUT } from "./sandbox.ts";

/**
 * What is wrong with each job, an empty string if nothing is. A machine that does something else as well may be too slow for limits that are a
 * twentieth of what they are on a host, so what fails is asked once more with five times the time. What then does not fail is told, but is no
 * failure.
 */
export async function runJobs(
  jobs: readonly Job[],
  seconds: number,
  how: "enter" | "enter-users" = "enter",
): Promise<string[]> {
  const results = await runOnce(jobs, seconds, how);
  const failed = jobs.flatMap((job, i) => (results[i] === "" || results[i] === LEFT_OUT ? [] : [{ job, i }]));
  if (failed.length === 0) return results;
  const again = await runOnce(
    failed.map(({ job }) => withMoreTime(job)),
    seconds,
    how,
  );
  for (const [n, { job, i }] of failed.entries()) {
    const wrong = again[n];
    if (wrong === "") note(`only with more time: ${job.case.step.kind}: ${job.case.title}: ${results[i]}`);
    if (wrong !== undefined && wrong !== LEFT_OUT) results[i] = wrong;
  }
  return results;
}

const withMoreTime = (job: Job): Job => ({
  ...job,
  case: { ...job.case, scale: Math.max(1, Math.floor((job.case.scale ?? TIME_SCALE) / 5)) },
});
