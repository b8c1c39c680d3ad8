import type { FeatureContract, InputForm } from '@/lib/model/contract/contract'
import type { InputOf } from '@/lib/runs/input'
import type { Send } from '../call/use-prediction'

/** What every input that is no row takes. */
export interface KindInputProps<K extends Exclude<InputForm['kind'], 'rows'>> {
  input: Extract<InputForm, { kind: K }>
  contract: FeatureContract
  title: string
  /** With the request as it is sent; the share page leaves it out. */
  expert: boolean
  invokeUrl: string
  busy: boolean
  /** The words of an answer that still comes. */
  partial: string
  /** The text in the page's address, where it has one. */
  textInUrl?: string
  /** What the form begins with where a run of before is opened in it. */
  start?: InputOf<K>
  onSend: Send
  onStop: () => void
}
