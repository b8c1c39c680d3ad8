import { describe, expect, it } from 'vitest'
import { newDefinition } from '../services/apigateway/openapi/definition'
import { addResource } from '../services/apigateway/resource-tree'
import { matchPath } from './match'

function definition() {
  const made = newDefinition()
  const [root] = made.resources.values()
  const iris = addResource(made, root!, 'iris')
  addResource(made, iris, '{id}')
  addResource(made, iris, 'latest')
  const files = addResource(made, root!, 'files')
  addResource(made, files, '{proxy+}')
  return made
}

describe('a path', () => {
  it.each([
    ['/', '/', null],
    ['/iris', '/iris', null],
    ['/iris/', '/iris', null],
    ['/iris/latest', '/iris/latest', null],
    ['/iris/7', '/iris/{id}', { id: '7' }],
    ['/iris/a%20b', '/iris/{id}', { id: 'a b' }],
    ['/files/a/b.txt', '/files/{proxy+}', { proxy: 'a/b.txt' }],
  ])('%s is %s', (path, resource, parameters) => {
    const match = matchPath(definition(), path)
    expect([match?.resource.path, match?.pathParameters]).toEqual([resource, parameters])
  })
  it.each(['/Iris', '/iris/7/8', '/other'])('%s is none', (path) => {
    expect(matchPath(definition(), path)).toBeUndefined()
  })
})
