/** API keys. https://docs.aws.amazon.com/apigateway/latest/api/API_ApiKey.html */
import { randomInt } from 'node:crypto'
import type { Call, Operation } from '../../../kernel/types'
import { badRequest, conflict, limitExceeded, notFound } from '../errors'
import { stateOf } from '../find'
import { newId } from '../ids'
import { refuse, stringMap, text } from '../input'
import { page } from '../page'
import { applyReplacements, flagOf, readPatches } from '../patch'
import { checkTags } from '../tags'
import { undocumentedOf } from '../undocumented'
import type { ApiKey } from './usage-state'

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maxKeys = 10_000

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const newValue = () => Array.from({ length: 40 }, () => alphabet[randomInt(alphabet.length)]).join('')

/** Returns it as made and listed, without tags if it has none. */
const apiKeyView = (key: ApiKey, withValue: boolean): object => ({
  ...key,
  value: withValue ? key.value : undefined,
  createdDate: new Date(key.createdDate),
  lastUpdatedDate: new Date(key.lastUpdatedDate),
  stageKeys: [],
  tags: Object.keys(key.tags).length > 0 ? key.tags : undefined,
})

/** Returns it as read by itself and changed. */
const wholeView = (key: ApiKey, withValue: boolean): object => ({ ...apiKeyView(key, withValue), tags: key.tags })

export function apiKeyOf(id: unknown, call: Call): ApiKey {
  const key = stateOf(call).apiKeys.get(String(id))
  if (!key) throw notFound('Invalid API Key identifier specified')
  return key
}

/** Alphanumeric, 20 to 128 characters: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
function checkValue(value: string): string {
  if (value.length < 20) throw badRequest('API Key value should be at least 20 characters')
  if (value.length > 128) throw badRequest('API Key value exceeds maximum size of 128 characters')
  return value
}

function checkName(name: string | undefined): string | undefined {
  if (name !== undefined && name.length > 1024)
    throw badRequest('Invalid API Key name, can be at most 1024 characters.')
  return name
}

function checkDescription(description: string | undefined): string | undefined {
  if (description !== undefined && description.length > 125_000)
    throw badRequest('Invalid API Key description specified.')
  return description
}

const createApiKey: Operation = (input, call) => {
  refuse(input, ['stageKeys'])
  const { apiKeys } = stateOf(call)
  const now = Date.now()
  const key: ApiKey = {
    id: newId(10),
    value: input.value ? checkValue(String(input.value)) : newValue(),
    name: checkName(text(input.name)) || undefined,
    customerId: text(input.customerId),
    description: checkDescription(text(input.description)),
    enabled: input.enabled === true,
    createdDate: now,
    lastUpdatedDate: now,
    tags: checkTags(stringMap(input.tags)),
  }
  if (apiKeys.size >= maxKeys) throw limitExceeded('API Keys limit exceeded')
  if ([...apiKeys.values()].some((one) => one.value === key.value)) throw conflict('API Key already exists')
  apiKeys.set(key.id, key)
  return apiKeyView(key, true)
}

const getApiKeys: Operation = (input, call) => {
  const prefix = text(input.nameQuery)
  const customerId = text(input.customerId)
  // The newest first.
  const all = [...stateOf(call).apiKeys.values()]
    .reverse()
    .filter((key) => prefix === undefined || key.name?.startsWith(prefix))
    .filter((key) => customerId === undefined || key.customerId === customerId)
  const { items, position } = page('GetApiKeys', all, (key) => key.id, input)
  const shown = (key: ApiKey) => (undocumentedOf(call).listsKeyTags ? key : { ...key, tags: {} })
  return { item: items.map((key) => apiKeyView(shown(key), input.includeValues === true)), position }
}

const setters: Record<string, (key: ApiKey, value: string) => void> = {
  '/description': (key, value) => {
    key.description = checkDescription(value)
  },
  '/enabled': (key, value) => {
    key.enabled = flagOf(value)
  },
  '/name': (key, value) => {
    key.name = checkName(value)
  },
  '/customerId': (key, value) => {
    key.customerId = value
  },
}

export const apiKeyOperations: Record<string, Operation> = {
  CreateApiKey: createApiKey,
  GetApiKey: (input, call) => wholeView(apiKeyOf(input.api_Key, call), input.includeValue === true),
  GetApiKeys: getApiKeys,
  UpdateApiKey: (input, call) => {
    const key = apiKeyOf(input.api_Key, call)
    applyReplacements(key, readPatches(input), setters)
    key.lastUpdatedDate = Date.now()
    return wholeView(key, false)
  },
  DeleteApiKey: (input, call) => {
    const { id } = apiKeyOf(input.api_Key, call)
    const { apiKeys, usagePlans } = stateOf(call)
    for (const plan of usagePlans.values()) plan.keys.delete(id)
    apiKeys.delete(id)
    return {}
  },
}
