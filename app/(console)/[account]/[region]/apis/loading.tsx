export { ApisSkeleton as default } from '@/components/apis/apis-states'
