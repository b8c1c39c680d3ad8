import { type FeatureContract, type InputForm, inputOf } from '@/lib/model/contract/contract'
import type { InputOf, RunInput } from '@/lib/runs/input'
import { AudioInput } from './audio-input'
import { ChatInput } from './chat-input'
import { ImageInput } from './image-input'
import { JsonInput } from './json-input'
import { TextInput } from './text-input'
import type { KindInputProps } from './types'

export type Kind = Exclude<InputForm['kind'], 'rows'>

/** What the contract requires, where it is no row of features. */
export function kindOf(contract: FeatureContract): Kind | undefined {
  const { kind } = inputOf(contract)
  return kind === 'rows' ? undefined : kind
}

interface Props extends Omit<KindInputProps<Kind>, 'input' | 'start'> {
  start?: RunInput
}

/** The right input for a contract whose model takes no rows; nothing for one that does. */
export function KindInput({ start, ...props }: Props) {
  const input = inputOf(props.contract)
  switch (input.kind) {
    case 'text':
      return <TextInput {...props} input={input} start={ofKind('text', start)} />
    case 'image':
      return <ImageInput {...props} input={input} start={ofKind('image', start)} />
    case 'audio':
      return <AudioInput {...props} input={input} start={ofKind('audio', start)} />
    case 'chat':
      return <ChatInput {...props} input={input} start={ofKind('chat', start)} />
    case 'json':
      return <JsonInput {...props} input={input} start={ofKind('json', start)} />
    case 'rows':
      return null
  }
}

/** A request from before the contract changed has another kind: then the form begins as ever. */
const ofKind = <K extends Kind>(kind: K, start: RunInput | undefined): InputOf<K> | undefined =>
  start?.kind === kind ? (start as InputOf<K>) : undefined
