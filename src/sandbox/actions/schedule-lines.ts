// The lines of a workflow's schedule.
import * as z from 'zod';
import type { WorkflowFile } from './workflow-file.ts';

const Lines = z.array(z.object({ cron: z.string() }));

/** All of them; none where it listens to no schedule. */
export function scheduleLines(on: WorkflowFile['on']): readonly string[] {
  if (typeof on === 'string' || Array.isArray(on)) return [];
  const read = Lines.safeParse(on['schedule']);
  return read.success ? read.data.map(({ cron }) => cron) : [];
}
