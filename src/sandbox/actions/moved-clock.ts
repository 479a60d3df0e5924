// Loaded before a program of an Action, so that its clock is the sandbox's: `ahead` of this module's address is by how many milliseconds.
const ahead = Number(new URL(import.meta.url).searchParams.get('ahead') ?? '0');
const RealDate = Date;

class MovedDate extends RealDate {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length === 0) super(RealDate.now() + ahead);
    else super(args[0]);
  }
  static override now(): number {
    return RealDate.now() + ahead;
  }
}

Object.assign(globalThis, { Date: MovedDate });
