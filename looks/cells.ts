/** Every page and state that the contact sheet shows, as data: where it is, what AWS does meanwhile, when it is ready. */
import type { Page } from '@playwright/test'
import { expect } from '../e2e/support/fixtures'

export interface Cell {
  page: string
  state: string
  /** Below the account and region, or from the root if it begins with a slash. */
  path: string
  /** What AWS does while it is open, in the sandbox's form. */
  faults?: object[]
  /** Permissions that the console's own credentials lack while it is open. */
  denied?: string[]
  /** Nobody is signed in. */
  signedOut?: true
  /** In this region instead of the one with endpoints. */
  region?: string
  /** What is there once it is complete. */
  ready: (page: Page) => Promise<void>
}

export const live = 'penguin-species-ll'
export const longName = 'customer-lifetime-value-gradient-boosting-2026-11-30-v12'
const emptyRegion = 'eu-west-1'

const heading = (name: string | RegExp) => (page: Page) =>
  expect(page.getByRole('heading', { name }).first()).toBeVisible()
const region = (name: string | RegExp) => (page: Page) =>
  // On a small screen the page shows one section at a time.
  expect(page.getByRole('region', { name, includeHidden: true }).first()).toBeAttached()
const text = (words: string | RegExp) => (page: Page) =>
  expect(page.getByText(words).filter({ visible: true }).first()).toBeVisible()

const alert = (page: Page) => expect(page.getByRole('alert').filter({ visible: true }).first()).toBeVisible()

const often = (kind: string, ...operations: string[]) =>
  operations.map((operation) => ({ operation, kind, times: 10_000, ms: 10_000_000 }))

const endpoint = `endpoints/${live}`

export const cells: Cell[] = [
  { page: 'sign-in', state: 'as it is', path: '/sign-in', signedOut: true, ready: text(/Dana Deployer/) },
  { page: 'endpoints', state: 'as it is', path: 'endpoints', ready: text(live) },
  {
    page: 'endpoints',
    state: 'loading',
    path: 'endpoints',
    faults: often('slow', 'ListEndpoints'),
    ready: heading('Endpoints'),
  },
  { page: 'endpoints', state: 'empty', path: 'endpoints', region: emptyRegion, ready: heading('Endpoints') },
  {
    page: 'endpoints',
    state: 'nothing found',
    path: 'endpoints?search=nothing-like-it',
    ready: text(/nothing-like-it/),
  },
  {
    page: 'endpoints',
    state: 'denied',
    path: 'endpoints',
    denied: ['sagemaker:ListEndpoints'],
    ready: text(/sagemaker:ListEndpoints/),
  },
  {
    page: 'endpoints',
    state: 'throttled',
    path: 'endpoints',
    faults: often('throttle', 'ListEndpoints'),
    ready: alert,
  },
  {
    page: 'endpoints',
    state: 'error',
    path: 'endpoints',
    faults: often('500', 'ListEndpoints'),
    ready: alert,
  },
  { page: 'APIs', state: 'as it is', path: 'apis', ready: text(live) },
  { page: 'APIs', state: 'empty', path: 'apis', region: emptyRegion, ready: heading(/APIs/) },
  { page: 'APIs', state: 'denied', path: 'apis', denied: ['apigateway:GET'], ready: text(/apigateway:GET/) },
  {
    page: 'APIs',
    state: 'loading',
    path: 'apis',
    faults: often('slow', 'GetRestApis'),
    ready: heading('APIs'),
  },
  { page: 'APIs', state: 'throttled', path: 'apis', faults: often('throttle', 'GetRestApis'), ready: alert },
  { page: 'APIs', state: 'error', path: 'apis', faults: often('500', 'GetRestApis'), ready: alert },
  { page: 'dashboard', state: 'as it is', path: 'overview', ready: region(/Needs attention|attention/) },
  { page: 'dashboard', state: 'empty', path: 'overview', region: emptyRegion, ready: heading(/.+/) },
  {
    page: 'dashboard',
    state: 'denied',
    path: 'overview',
    denied: ['cloudwatch:GetMetricData', 'pricing:GetProducts'],
    ready: text(/cloudwatch:GetMetricData/),
  },
  { page: 'activity', state: 'as it is', path: 'activity', ready: heading(/Activity/) },
  {
    page: 'activity',
    state: 'denied',
    path: 'activity',
    denied: ['cloudtrail:LookupEvents'],
    ready: text(/cloudtrail:LookupEvents/),
  },
  {
    page: 'activity',
    state: 'loading',
    path: 'activity',
    faults: often('slow', 'LookupEvents'),
    ready: heading('Activity'),
  },
  { page: 'activity', state: 'empty', path: 'activity', region: emptyRegion, ready: heading('Activity') },
  { page: 'activity', state: 'throttled', path: 'activity', faults: often('throttle', 'LookupEvents'), ready: alert },
  { page: 'adopt', state: 'as it is', path: 'adopt', ready: heading(/.+/) },
  { page: 'endpoint', state: 'live', path: endpoint, ready: region('Traffic') },
  {
    page: 'endpoint',
    state: 'loading',
    path: endpoint,
    faults: often('slow', 'DescribeEndpoint'),
    ready: heading(live),
  },
  { page: 'endpoint', state: 'no public API', path: 'endpoints/iris-serverless', ready: region('Cost') },
  { page: 'endpoint', state: 'failed', path: 'endpoints/house-prices-catboost', ready: text(/ping health check/) },
  { page: 'endpoint', state: 'missing', path: 'endpoints/never-was', ready: heading(/never-was/) },
  { page: 'endpoint', state: 'long name', path: `endpoints/${longName}`, ready: region('Traffic') },
  {
    page: 'endpoint',
    state: 'denied',
    path: endpoint,
    denied: ['cloudwatch:GetMetricData', 'pricing:GetProducts', 'lambda:ListVersionsByFunction'],
    ready: region('Traffic'),
  },
  {
    page: 'endpoint',
    state: 'throttled',
    path: endpoint,
    faults: often('throttle', 'GetRestApis'),
    ready: alert,
  },
  {
    page: 'deploy sheet',
    state: 'first',
    path: 'endpoints/iris-serverless/deploy',
    // Enabled once the form has tried the model.
    ready: (page) => expect(page.getByRole('button', { name: /^Deploy \d+/ })).toBeEnabled(),
  },
  { page: 'deploy sheet', state: 'change', path: `${endpoint}/deploy`, ready: text('Everything is up to date.') },
  {
    page: 'remove sheet',
    state: 'as it is',
    path: `${endpoint}/remove`,
    ready: (page) => expect(page.getByLabel(/to confirm/)).toBeVisible(),
  },
  { page: 'playground', state: 'rows', path: `${endpoint}/playground`, ready: predicted },
  { page: 'playground', state: 'long name', path: `endpoints/${longName}/playground`, ready: predicted },
  {
    page: 'trace',
    state: 'as it is',
    path: `${endpoint}/trace`,
    ready: (page) => expect(page.getByRole('button', { name: 'Run trace' })).toBeVisible(),
  },
  { page: 'metrics', state: 'as it is', path: `${endpoint}/metrics`, ready: region('Requests') },
  {
    page: 'metrics',
    state: 'denied',
    path: `${endpoint}/metrics`,
    denied: ['cloudwatch:GetMetricData'],
    ready: text(/cloudwatch:GetMetricData/),
  },
  {
    page: 'metrics',
    state: 'throttled',
    path: `${endpoint}/metrics`,
    faults: often('throttle', 'GetMetricData'),
    ready: alert,
  },
  { page: 'logs', state: 'as it is', path: `${endpoint}/logs`, ready: heading(live) },
  {
    page: 'logs',
    state: 'denied',
    path: `${endpoint}/logs`,
    denied: ['logs:FilterLogEvents'],
    ready: text(/logs:FilterLogEvents/),
  },
  {
    page: 'logs',
    state: 'throttled',
    path: `${endpoint}/logs`,
    faults: often('throttle', 'FilterLogEvents'),
    ready: alert,
  },
  { page: 'endpoint activity', state: 'as it is', path: `${endpoint}/activity`, ready: heading(live) },
  { page: 'not found', state: 'as it is', path: 'nowhere', ready: heading('There is no such page') },
  { page: 'documentation', state: 'start', path: '/docs', ready: heading(/.+/) },
  { page: 'documentation', state: 'options', path: '/docs/options', ready: heading(/.+/) },
  { page: 'share page', state: 'revoked', path: '/share/none', ready: heading('This is not a share link') },
]

/** The whole list of 10,000 endpoints, in an account of its own. */
export const largeCells: Cell[] = [
  { page: 'endpoints', state: '10,000 rows', path: 'endpoints', ready: text(live) },
  {
    page: 'endpoints',
    state: '10,000 rows, searched',
    path: 'endpoints?search=churn-model-09',
    ready: text(/churn-model-09/),
  },
]

export async function predicted(page: Page) {
  await page.getByRole('button', { name: /^Predict/ }).click()
  await expect(page.getByRole('region', { name: 'Prediction' })).toContainText(/\d/)
}
