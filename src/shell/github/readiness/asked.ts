// One narrow question to GitHub: a refusal is an answer that is not told, a 404 may be one.
import { type Told, told, untold } from '../../../core/readiness/told.ts';
import { GitHubRefused } from '../port.ts';

/** What was answered; `otherwise` for 404. What GitHub refuses is not told. Throws when GitHub cannot be asked at all. */
export async function asked<T>(ask: () => Promise<T>, otherwise?: T): Promise<Told<T>> {
  try {
    return told(await ask());
  } catch (error) {
    if (!(error instanceof GitHubRefused)) throw error;
    if (error.status === 404 && otherwise !== undefined) return told(otherwise);
    return untold(
      error.status === 404 ? 'GitHub does not show it to this token' : `GitHub refused it (${error.message})`,
    );
  }
}
