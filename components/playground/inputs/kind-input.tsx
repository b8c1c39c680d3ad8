import { type FeatureContract, type InputForm, inputOf } from '@/lib/features/contract'
import { AudioInput } from './audio-input'
import { ChatInput } from './chat-input'
import { ImageInput } from './image-input'
import { JsonInput } from './json-input'
import { TextInput } from './text-input'
import type { KindInputProps } from './types'

export type Kind = Exclude<InputForm['kind'], 'rows'>

/** What the contract asks for, where it is no row of features. */
export function kindOf(contract: FeatureContract): Kind | undefined {
  const { kind } = inputOf(contract)
  return kind === 'rows' ? undefined : kind
}

/** The right input for a contract whose model takes no rows; nothing for one that does. */
export function KindInput(props: Omit<KindInputProps<Kind>, 'input'>) {
  const input = inputOf(props.contract)
  if (input.kind === 'text') return <TextInput {...props} input={input} />
  if (input.kind === 'image') return <ImageInput {...props} input={input} />
  if (input.kind === 'audio') return <AudioInput {...props} input={input} />
  if (input.kind === 'chat') return <ChatInput {...props} input={input} />
  return input.kind === 'json' ? <JsonInput {...props} input={input} /> : null
}
