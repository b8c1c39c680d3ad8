import { NotShared } from '@/components/share-page/not-shared'
import { refusal } from './refuse'

export default function LinkNotFound() {
  return <NotShared {...(refusal().why ?? { state: 'invalid' })} />
}
