export { listTaggedResources } from './groups'
