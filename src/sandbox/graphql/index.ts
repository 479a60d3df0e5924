/** GitHub's GraphQL API over the sandbox's store. */
export { type GraphqlAnswer, handleGraphql, warmGraphql } from './handle.ts';
