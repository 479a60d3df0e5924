// Requests to GitHub that hang are given up: what became of them is then looked up, not guessed.

/** GitHub itself gives up on a request after 10 s. https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts */
const PATIENCE = 15_000;

/** `fetch` that ends with an error after 15 s, answer's body included. */
export const boundedFetch: typeof fetch = (input, init) => {
  const limit = AbortSignal.timeout(PATIENCE);
  return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
};
