// The files that facts are read with: the policy, and the repository's own templates.
import type { PolicyFile, TemplateFile } from '../../core/facts.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import { notRead } from '../../core/policy/not-read.ts';
import type { FactsAnswer } from './facts-answer.ts';
import { POLICY_PATH } from './policy-path.ts';

/** The repository's own file, else the organisation's. A file too big to be sent whole counts as empty, which no policy is. */
export function policyFile({ owner, repo }: IssueRef, { answer, policyRefused }: FactsAnswer): PolicyFile {
  const own = fileIn(`${owner}/${repo}`, answer.repository?.policy, policyRefused.has('repository'));
  if (own !== null) return own;
  const shared = fileIn(`${owner}/.github`, answer.organisation?.policy, policyRefused.has('organisation'));
  if (shared === null) return { source: 'built-in', version: 'built-in', text: null };
  return { ...shared, private: answer.organisation?.isPrivate !== false };
}

/** Those of the repository alone: what an organisation shares is its policy. */
export function templateFiles({ answer }: FactsAnswer): readonly TemplateFile[] {
  return (answer.repository?.templates?.entries ?? []).flatMap(({ name, object }) =>
    object?.oid === undefined ? [] : [{ name, text: object.isTruncated === true ? null : (object.text ?? null) }],
  );
}

/** Null when there is none. */
function fileIn(
  repository: string,
  blob: NonNullable<FactsAnswer['answer']['repository']>['policy'],
  refused: boolean,
): PolicyFile | null {
  const source = `${repository}/${POLICY_PATH}`;
  if (blob?.oid !== undefined)
    return { source, version: blob.oid, text: blob.isTruncated === true ? '' : (blob.text ?? '') };
  return refused ? notRead(source, 'refused') : null;
}
