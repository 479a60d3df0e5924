// A process that takes the lock of a data folder, says whether it got it, and keeps it until it is killed.
import { lockDirectory } from '../../src/shell/engine/database/directory-lock.ts';

const [, , folder = ''] = process.argv;
const said = await lockDirectory(folder).then(
  () => 'taken',
  (error: unknown) => String(error),
);
process.send?.(said);
process.on('message', () => undefined);
