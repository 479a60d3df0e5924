// Loaded before an Action in a test: its clock is so many milliseconds ahead, as if the run came later. The product has no such setting.
const ahead = Number(process.env['TEST_AHEAD_MS'] ?? '0');
const RealDate = Date;
class ShiftedDate extends RealDate {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length === 0) super(RealDate.now() + ahead);
    else super(args[0]);
  }
  static override now(): number {
    return RealDate.now() + ahead;
  }
}
globalThis.Date = ShiftedDate as DateConstructor;

export {};
