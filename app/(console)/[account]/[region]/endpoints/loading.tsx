export { EndpointTableSkeleton as default } from '@/components/endpoints/endpoint-table-skeleton'
