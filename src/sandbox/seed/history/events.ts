// The past of the sample shop: who changed what, when it was released, and where it was deployed.
import type { MergeMethod } from '../../state/pull-request.ts';
import type { SamplePerson } from '../index.ts';

/** A pull request: opened, checked by CI, and merged unless it is still open. */
export type PastPull = {
  readonly kind: 'pull';
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  readonly author: Exclude<SamplePerson, 'visitor' | 'reviewer'>;
  readonly files: Readonly<Record<string, string>>;
  readonly merged: MergeMethod | null;
};
/** A release of main. */
export type PastRelease = { readonly kind: 'release'; readonly tag: string; readonly notes: string };
/** A deployment of a tag or of main that succeeds four minutes later. */
export type PastDeployment = { readonly kind: 'deployment'; readonly environment: string; readonly ref: string };
/** One thing that happened, this long before the sandbox begins, in minutes. */
export type Past = { readonly ago: number } & (PastPull | PastRelease | PastDeployment);

const day = 24 * 60;

/** When the repository was made. */
export const beginning = 30 * day;

/** Oldest first. The last deployment is the one to suspect: it came minutes ago, and touches the payments. */
export const past: readonly Past[] = [
  {
    ago: 18 * day,
    kind: 'pull',
    branch: 'delivery-date',
    title: 'Show the delivery date in the cart',
    body: 'Customers asked for it before they pay.',
    author: 'responder',
    files: { 'src/cart.js': 'export const deliveryDate = (order) => order.placed + 3;\n' },
    merged: 'squash',
  },
  {
    ago: 15 * day,
    kind: 'pull',
    branch: 'page-cache',
    title: 'Cache product pages for a minute',
    body: 'Most visits are to the same twenty products.',
    author: 'commander',
    files: { 'src/pages.js': 'export const cacheSeconds = 60;\n', 'config/cache.yml': 'products: 60\n' },
    merged: 'squash',
  },
  {
    ago: 12 * day,
    kind: 'pull',
    branch: 'retry-payments',
    title: 'Retry payments that time out',
    body: 'Twice, after one and five seconds.',
    author: 'responder',
    files: { 'src/payments.js': 'export const retries = [1, 5];\nexport const timeoutSeconds = 10;\n' },
    merged: 'merge',
  },
  {
    ago: 11 * day + 60,
    kind: 'release',
    tag: 'v2.3.2',
    notes: 'Delivery dates, cached product pages, retried payments.',
  },
  { ago: 11 * day, kind: 'deployment', environment: 'production', ref: 'v2.3.2' },
  {
    ago: 9 * day + 120,
    kind: 'pull',
    branch: 'search-limit',
    title: 'Limit searches to ten a second',
    body: 'A crawler took half of the database.',
    author: 'lead',
    files: { 'config/limits.yml': 'search: 10\n' },
    merged: 'squash',
  },
  { ago: 9 * day, kind: 'deployment', environment: 'production', ref: 'main' },
  {
    ago: 7 * day + 120,
    kind: 'pull',
    branch: 'order-index',
    title: 'Add an index for the orders of a customer',
    body: 'A migration: `migrations/0007_order_index.sql`.',
    author: 'commander',
    files: {
      'migrations/0007_order_index.sql': 'create index concurrently orders_customer on orders (customer_id);\n',
    },
    merged: 'rebase',
  },
  { ago: 7 * day, kind: 'deployment', environment: 'production', ref: 'main' },
  { ago: 6 * day + 60, kind: 'release', tag: 'v2.3.3', notes: 'Search limits, and faster lists of orders.' },
  { ago: 6 * day, kind: 'deployment', environment: 'production', ref: 'v2.3.3' },
  {
    ago: 4 * day,
    kind: 'pull',
    branch: 'slow-queries',
    title: 'Log queries that take longer than a second',
    body: 'To find what the index did not help.',
    author: 'lead',
    files: { 'src/database.js': 'export const slowMilliseconds = 1000;\n' },
    merged: 'squash',
  },
  {
    ago: 2 * day + 120,
    kind: 'pull',
    branch: 'check-stock',
    title: 'Check the stock before the payment',
    body: 'Nobody pays for what is sold out.',
    author: 'responder',
    files: { 'src/checkout.js': 'export const steps = ["stock", "payment", "confirmation"];\n' },
    merged: 'squash',
  },
  { ago: 2 * day, kind: 'deployment', environment: 'production', ref: 'main' },
  {
    ago: 55,
    kind: 'pull',
    branch: 'payment-client',
    title: 'Send payments through the new client',
    body: 'The old one is no longer maintained.',
    author: 'commander',
    files: {
      'src/payments.js':
        'import { client } from "./payment-client.js";\n\nexport const retries = [];\nexport const pay = client.pay;\n',
      'src/payment-client.js':
        'export const client = { pay: (order) => fetch("https://pay.example", { body: order }) };\n',
      'config/payments.yml': 'client: new\ntimeout: 2\n',
    },
    merged: 'squash',
  },
  { ago: 40, kind: 'release', tag: 'v2.3.4', notes: 'Stock is checked first; a new payment client.' },
  { ago: 30, kind: 'deployment', environment: 'staging', ref: 'v2.3.4' },
  { ago: 15, kind: 'deployment', environment: 'production', ref: 'v2.3.4' },
  {
    ago: 9,
    kind: 'pull',
    branch: 'reviews',
    title: 'Show reviews below products',
    body: 'Behind a flag, for one customer in ten.',
    author: 'responder',
    files: { 'src/reviews.js': 'export const share = 0.1;\n' },
    merged: null,
  },
];
