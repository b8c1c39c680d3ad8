export { EndpointTableSkeleton as default } from '@/components/endpoints/table/endpoint-table-skeleton'
