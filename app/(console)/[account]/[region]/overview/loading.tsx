export { DashboardSkeleton as default } from '@/components/overview/overview-states'
