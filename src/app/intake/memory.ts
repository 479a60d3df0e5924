// How much unverified body the intake holds in memory at once: anyone can send bodies, only GitHub can sign them (AC-02).

/** Every request may hold this much without asking: most deliveries are smaller, so large ones cannot crowd them out. */
const FREE = 32 * 1024;

/** What all requests together may hold beyond that: a delivery at GitHub's own limit and some more. */
const SHARED = 48 * 1024 * 1024;

/** One request's share. */
export type Share = {
  /** Whether the request may hold this many bytes in all. */
  grow(total: number): boolean;
  release(): void;
};

export type Memory = { share(): Share };

/** The budget of one server. */
export function createMemory(shared: number = SHARED): Memory {
  let used = 0;
  return {
    share() {
      let held = 0;
      return {
        grow(total) {
          const wanted = Math.max(0, total - FREE);
          if (used - held + wanted > shared) return false;
          used += wanted - held;
          held = wanted;
          return true;
        },
        release() {
          used -= held;
          held = 0;
        },
      };
    },
  };
}
