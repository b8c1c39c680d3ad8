export { ActivitySkeleton as default } from '@/components/activity/activity-states'
